package com.raptorcomply.keyservice.people;

import com.raptorcomply.chassis.input.Timestamps;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.input.PageCursor;
import com.raptorcomply.keyservice.row.Rows;
import com.raptorcomply.keyservice.row.Unique;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statements on people. Those who are deleted are not found. */
public final class Users {
    private static final Function<Throwable, Future<RowSet<Row>>> ADDRESS_TAKEN =
            Unique.orConflict("email", "This e-mail address cannot be used");

    private static final String INSERT = "INSERT INTO app_user (id, organization_id, email, name, role) "
            + "SELECT $1, o.id, $3, $4, $5 FROM organization o WHERE o.id = $2 AND o.status <> 'deleted' RETURNING "
            + User.COLUMNS;

    private static final String FIND = "SELECT " + User.COLUMNS
            + " FROM app_user WHERE id = $1 AND status <> 'deleted' AND ($2::uuid IS NULL OR organization_id = $2)";

    private static final String FIND_BY_ADDRESS = "SELECT " + User.COLUMNS
            + " FROM app_user WHERE organization_id = $1 AND lower(email) = lower($2) AND status <> 'deleted'";

    private static final String UPDATE = "UPDATE app_user SET email = $2, name = $3, role = $4, status = $5,"
            + " updated_at = now() WHERE id = $1 RETURNING " + User.COLUMNS;

    private static final String DELETE = "UPDATE app_user SET status = 'deleted', password_hash = NULL,"
            + " updated_at = now() WHERE id = $1 RETURNING " + User.COLUMNS;

    private static final String SET_PASSWORD =
            "UPDATE app_user SET password_hash = $2, updated_at = now() WHERE id = $1";

    private static final String LIST = "SELECT " + User.COLUMNS + " FROM app_user WHERE status <> 'deleted' "
            + "AND ($1::uuid IS NULL OR organization_id = $1) AND ($2::text IS NULL OR role = $2) "
            + "AND ($3::text IS NULL OR status = $3) AND ($4::timestamptz IS NULL OR (created_at, id) > ($4, $5)) "
            + "ORDER BY created_at, id LIMIT $6";

    private Users() {}

    /** Adds somebody; 404 if there is no such organization, 409 if the address is taken. */
    static Future<User> insert(SqlClient client, UUID organizationId, UserTerms terms) {
        Tuple values = Tuple.of(
                UUID.randomUUID(),
                organizationId,
                terms.email(),
                terms.name(),
                terms.role().label());
        return client.preparedQuery(INSERT)
                .execute(values)
                .recover(ADDRESS_TAKEN)
                .map(Rows.first(User::of))
                .map(Problem::orNotFound);
    }

    /** @param within only in this organization, or anywhere */
    static Future<Optional<User>> find(SqlClient client, UUID id, @Nullable UUID within) {
        return client.preparedQuery(FIND).execute(Tuple.of(id, within)).map(Rows.first(User::of));
    }

    /** Whom the address is, in this organization. */
    static Future<Optional<User>> findByAddress(SqlClient client, UUID organizationId, String email) {
        return client.preparedQuery(FIND_BY_ADDRESS)
                .execute(Tuple.of(organizationId, email))
                .map(Rows.first(User::of));
    }

    static Future<Optional<User>> findForUpdate(SqlClient client, UUID id, @Nullable UUID within) {
        return client.preparedQuery(FIND + " FOR UPDATE")
                .execute(Tuple.of(id, within))
                .map(Rows.first(User::of));
    }

    static Future<User> update(SqlClient client, UUID id, UserTerms terms) {
        Tuple values = Tuple.of(id, terms.email(), terms.name(), terms.role().label(), terms.status());
        return client.preparedQuery(UPDATE)
                .execute(values)
                .recover(ADDRESS_TAKEN)
                .map(Rows.first(User::of))
                .map(Optional::orElseThrow);
    }

    static Future<User> delete(SqlClient client, UUID id) {
        return client.preparedQuery(DELETE)
                .execute(Tuple.of(id))
                .map(Rows.first(User::of))
                .map(Optional::orElseThrow);
    }

    static Future<Void> setPassword(SqlClient client, UUID id, String hash) {
        return client.preparedQuery(SET_PASSWORD).execute(Tuple.of(id, hash)).mapEmpty();
    }

    /** One page, oldest first, and one more if there is another page. */
    static Future<List<User>> list(SqlClient client, Filter filter) {
        Optional<PageCursor> after = filter.after();
        Tuple values = Tuple.tuple()
                .addUUID(filter.organizationId())
                .addString(filter.role().orElse(null))
                .addString(filter.status().orElse(null))
                .addValue(after.isPresent() ? Timestamps.bound(after.get().createdAt()) : null)
                .addUUID(after.isPresent() ? after.get().id() : null)
                .addInteger(filter.limit() + 1);
        return client.preparedQuery(LIST).execute(values).map(Rows.all(User::of));
    }

    /** Which people a list has; those of all organizations if none is named. */
    record Filter(
            @Nullable UUID organizationId,
            Optional<String> role,
            Optional<String> status,
            Optional<PageCursor> after,
            int limit) {}
}
