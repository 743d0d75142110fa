package com.raptorcomply.keyservice.auth;

import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Creates the principals of users, with the name and role that they have now. */
public final class UserPrincipals {
    private static final String FIND = """
            SELECT u.name, u.role, o.name AS organization_name FROM app_user u \
            JOIN organization o ON o.id = u.organization_id \
            WHERE u.id = $1 AND u.organization_id = $2 AND u.status = 'active' AND o.status = 'active'""";

    private final Pool pool;

    public UserPrincipals(Pool pool) {
        this.pool = pool;
    }

    /**
     * Returns the user's principal. It fails with 401 if the user or the organization is gone or suspended.
     *
     * @param key the user's key that was used
     * @param restrictions as in {@link Principal#restrictions}
     */
    public Future<Principal> caller(UUID organizationId, UUID userId, Actor key, List<List<String>> restrictions) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(userId, organizationId))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw Problem.invalidKey().exception();
                    }
                    Row row = rows.iterator().next();
                    UserRole role = UserRole.of(row.getString("role")).orElseThrow();
                    Actor actor = Actor.user(userId, row.getString("name")).calling(key);
                    return Principal.person(
                            organizationId,
                            row.getString("organization_name"),
                            actor,
                            role,
                            role.permissions(),
                            key.id(),
                            restrictions);
                });
    }
}
