package com.raptorcomply.resources.crud;

import com.raptorcomply.resources.tenancy.Tenant;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.ext.auth.authorization.Authorization;
import io.vertx.ext.auth.authorization.PermissionBasedAuthorization;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Composes the statement that reads the changes of all resources in their order: by time, then type, then id. It reads the
 * times of the last move, of the epoch and of the last change with them, so that all belong to one state of the database.
 * Immutable.
 */
final class ChangeFeed {
    static final int MOVED_COLUMN = 0;
    static final int EPOCH_COLUMN = 1;
    static final int LAST_COLUMN = 2;
    static final int TYPE_COLUMN = 3;
    static final int ID_COLUMN = 4;
    static final int TIME_COLUMN = 5;
    static final int DELETED_COLUMN = 6;
    static final int BODY_COLUMN = 7;

    private static final String ORDER = "r.updated_at, r.id";
    private static final String LIMIT = "$2::integer";
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final UUID AFTER_ALL = new UUID(-1, -1);
    /** Time and number of changes come first, then one id of each type. */
    private static final int FIRST_ID = 3;

    private final List<Type> types;
    private final String sql;

    /** Prepares the feed of these resources. */
    ChangeFeed(List<Type> resources) {
        this.types = resources.stream().sorted(Comparator.comparing(Type::name)).toList();
        this.sql = TenantDatabase.scoped(select(), FIRST_ID - 1 + types.size());
    }

    /**
     * One type of records.
     *
     * @param name of its table, which is also its name in the log
     * @param body expression of a record's JSON over the row {@code r}
     */
    record Type(String name, String body, Authorization needed) {
        Type(String name, String body, String permission) {
            this(name, body, PermissionBasedAuthorization.create(permission));
        }

        boolean isReadBy(Tenant tenant) {
            return tenant.authorizations().verify(needed);
        }
    }

    /** Returns the statement; scoped. */
    String sql() {
        return sql;
    }

    /** Returns what decides which records a caller sees, as a short text: permissions and restrictions. */
    String sight(Tenant tenant) {
        return types.stream()
                .map(type -> type.isReadBy(tenant) ? type.name() : "")
                .collect(Collectors.joining(",", tenant.sight() + ":", ""));
    }

    /** Returns the parameters that read up to {@code count} changes after a position. */
    Tuple after(ChangePosition position, int count, Tenant tenant) {
        Tuple parameters = Tuple.of(position.at(), ListSql.bounded(count));
        types.forEach(type -> parameters.addUUID(type.isReadBy(tenant) ? idBefore(type, position) : null));
        return parameters;
    }

    /** Returns the id after which the changes of a type at the time of the position begin. */
    private static UUID idBefore(Type type, ChangePosition position) {
        int order = type.name().compareTo(position.type());
        return order == 0 ? position.id() : order < 0 ? AFTER_ALL : BEFORE_ALL;
    }

    private String select() {
        List<String> pages = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            String id = "$" + (FIRST_ID + i) + "::uuid";
            String changes = "SELECT r.id, r.updated_at FROM " + types.get(i).name() + " r WHERE caller.known AND " + id
                    + " IS NOT NULL AND (r.updated_at, r.id) > ($1::timestamptz, " + id + ")";
            pages.add("(SELECT '" + types.get(i).name() + "' AS type, r.id, r.updated_at AS at FROM ("
                    + ListSql.keptPage(changes, ORDER, LIMIT) + ") r ORDER BY " + ORDER + " LIMIT " + LIMIT + ")");
        }
        String order = "c.at, c.type COLLATE \"C\", c.id";
        return "WITH page AS MATERIALIZED (SELECT * FROM (" + String.join(" UNION ALL ", pages) + ") c ORDER BY "
                + order
                + " LIMIT " + LIMIT
                + ") SELECT (SELECT sight_moved_at()) AS moved, (SELECT epoch_began_at()) AS epoch,"
                + " (SELECT last_change_at()) AS last, c.*,"
                + " found.deleted, found.body FROM (SELECT caller.known) one LEFT JOIN page c ON true LEFT JOIN LATERAL ("
                + each(i -> "SELECT r.deleted_at IS NOT NULL AS deleted, CASE WHEN r.deleted_at IS NULL THEN "
                        + types.get(i).body() + " END AS body FROM "
                        + types.get(i).name() + " r WHERE c.type = '"
                        + types.get(i).name() + "' AND r.id = c.id")
                + ") found ON true ORDER BY " + order;
    }

    private String each(Function<Integer, String> text) {
        return IntStream.range(0, types.size()).boxed().map(text).collect(Collectors.joining(" UNION ALL "));
    }
}
