package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.sql.RowReader;
import com.raptorcomply.keyservice.sql.UniqueViolation;
import com.raptorcomply.keyservice.user.email.EmailAddress;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs the SQL statements on users. Deleted users are not found. */
public final class Users {
    private static final Function<Throwable, Future<RowSet<Row>>> ADDRESS_TAKEN =
            UniqueViolation.orConflict("email", "This e-mail address cannot be used");

    private static final String INSERT = "INSERT INTO app_user (id, organization_id, email, name, role, address_key) "
            + "SELECT $1, o.id, $3, $4, $5, $6 FROM organization o WHERE o.id = $2 AND o.status <> 'deleted' RETURNING "
            + User.COLUMNS;

    private static final String FIND = "SELECT " + User.COLUMNS
            + " FROM app_user WHERE id = $1 AND status <> 'deleted' AND ($2::uuid IS NULL OR organization_id = $2)";

    private static final String FIND_BY_ADDRESS = "SELECT " + User.COLUMNS
            + " FROM app_user WHERE organization_id = $1 AND address_key = $2 AND status <> 'deleted'";

    /** Updates a user. A new address is claimed at once if it is free; the response does not tell if it is not. */
    private static final String UPDATE = "UPDATE app_user u SET email = $2, name = $3, role = $4, status = $5,"
            + " updated_at = now(), address_key = CASE WHEN email = $2 THEN address_key ELSE $6 END,"
            + " address_claimed = address_claimed AND (email = $2 OR NOT EXISTS (SELECT FROM app_user o"
            + " WHERE o.address_key = $6 AND o.address_claimed AND o.status <> 'deleted' AND o.id <> u.id))"
            + " WHERE id = $1 RETURNING " + User.COLUMNS;

    private static final String DELETE = "UPDATE app_user SET status = 'deleted', password_hash = NULL,"
            + " updated_at = now() WHERE id = $1 RETURNING " + User.COLUMNS;

    private static final String SET_PASSWORD =
            "UPDATE app_user SET password_hash = $2, address_claimed = true, updated_at = now() WHERE id = $1";

    /** Sets the password unless it has changed meanwhile, or the user may no longer sign in. */
    private static final String REPLACE_PASSWORD = "UPDATE app_user SET password_hash = $3, address_claimed = true,"
            + " updated_at = now() WHERE id = $1 AND password_hash = $2 AND status = 'active'";

    private Users() {}

    /** Inserts a user; fails with 404 if the organization does not exist, with 409 if a user in it has the address. */
    static Future<User> insert(SqlClient client, UUID organizationId, UserAttributes terms) {
        Tuple values = Tuple.of(
                UUID.randomUUID(),
                organizationId,
                terms.email(),
                terms.name(),
                terms.role().label(),
                EmailAddress.key(terms.email()));
        return client.preparedQuery(INSERT)
                .execute(values)
                .recover(ADDRESS_TAKEN)
                .map(RowReader.first(User::of))
                .map(Problem::orNotFound);
    }

    /** @param within the only organization to search; null: all */
    static Future<Optional<User>> find(SqlClient client, UUID id, @Nullable UUID within) {
        return client.preparedQuery(FIND).execute(Tuple.of(id, within)).map(RowReader.first(User::of));
    }

    /** Finds the user with this address in this organization. */
    static Future<Optional<User>> findByAddress(SqlClient client, UUID organizationId, String email) {
        return client.preparedQuery(FIND_BY_ADDRESS)
                .execute(Tuple.of(organizationId, EmailAddress.key(email)))
                .map(RowReader.first(User::of));
    }

    static Future<Optional<User>> findForUpdate(SqlClient client, UUID id, @Nullable UUID within) {
        return client.preparedQuery(FIND + " FOR UPDATE")
                .execute(Tuple.of(id, within))
                .map(RowReader.first(User::of));
    }

    static Future<User> update(SqlClient client, UUID id, UserAttributes terms) {
        Tuple values = Tuple.of(id)
                .addString(terms.email())
                .addString(terms.name())
                .addString(terms.role().label())
                .addString(terms.status())
                .addString(EmailAddress.key(terms.email()));
        return client.preparedQuery(UPDATE)
                .execute(values)
                .recover(ADDRESS_TAKEN)
                .map(RowReader.first(User::of))
                .map(Optional::orElseThrow);
    }

    static Future<User> delete(SqlClient client, UUID id) {
        return client.preparedQuery(DELETE)
                .execute(Tuple.of(id))
                .map(RowReader.first(User::of))
                .map(Optional::orElseThrow);
    }

    /** Sets the password and claims the address; fails with 409 if a user of another organization has the address. */
    static Future<Void> setPassword(SqlClient client, UUID id, String hash) {
        return client.preparedQuery(SET_PASSWORD)
                .execute(Tuple.of(id, hash))
                .recover(ADDRESS_TAKEN)
                .mapEmpty();
    }

    /**
     * Replaces the password that has this hash; fails like {@link #setPassword}.
     *
     * @return false if the user has another password by now, or is not active
     */
    static Future<Boolean> replacePassword(SqlClient client, UUID id, String hash, String newHash) {
        return client.preparedQuery(REPLACE_PASSWORD)
                .execute(Tuple.of(id, hash, newHash))
                .recover(ADDRESS_TAKEN)
                .map(rows -> rows.rowCount() == 1);
    }
}
