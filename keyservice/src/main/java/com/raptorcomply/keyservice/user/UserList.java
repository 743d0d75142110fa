package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.keyservice.http.PageCursor;
import com.raptorcomply.keyservice.sql.RowReader;
import com.raptorcomply.keyservice.user.email.EmailAddress;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One page of people. Only what is asked for stands in the statement, so that each filter has its index. Not for several threads. */
final class UserList {
    private final List<String> conditions = new ArrayList<>(List.of("status <> 'deleted'"));
    private final Tuple values = Tuple.tuple();

    private UserList() {}

    /**
     * Which people a list has.
     *
     * @param organizationId those of all organizations if null
     * @param email of the one mailbox, in any spelling
     * @param name how their name begins, in capital or small letters
     */
    record Filter(
            @Nullable UUID organizationId,
            Optional<String> role,
            Optional<String> status,
            Optional<String> email,
            Optional<String> name,
            Optional<PageCursor> after,
            int limit) {}

    /** The page, oldest first, and one more if there is another page. */
    static Future<List<User>> read(SqlClient client, Filter filter) {
        UserList list = new UserList();
        list.filter(filter);
        String sql = "SELECT " + User.COLUMNS + " FROM app_user WHERE " + String.join(" AND ", list.conditions)
                + " ORDER BY created_at, id LIMIT " + list.place(filter.limit() + 1);
        return client.preparedQuery(sql).execute(list.values).map(RowReader.all(User::of));
    }

    private void filter(Filter filter) {
        if (filter.organizationId() != null) {
            add("organization_id = ?", filter.organizationId());
        }
        filter.role().ifPresent(role -> add("role = ?", role));
        filter.status().ifPresent(status -> add("status = ?", status));
        filter.email().ifPresent(email -> add("address_key = ?", EmailAddress.key(email)));
        filter.name().ifPresent(name -> add("lower(name) LIKE lower(?)", beginsWith(name)));
        filter.after().ifPresent(cursor -> {
            String createdAt = place(Timestamps.bound(cursor.createdAt()));
            conditions.add("(created_at, id) > (" + createdAt + ", " + place(cursor.id()) + ")");
        });
    }

    private static String beginsWith(String name) {
        return name.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private void add(String condition, Object value) {
        conditions.add(condition.replace("?", place(value)));
    }

    private String place(Object value) {
        values.addValue(value);
        return "$" + values.size();
    }
}
