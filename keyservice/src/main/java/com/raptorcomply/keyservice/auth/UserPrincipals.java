package com.raptorcomply.keyservice.auth;

import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** People as callers, with the name and the role that they have now. */
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
     * The person as caller; fails with 401 if they, or their organization, are gone or suspended.
     *
     * @param key of theirs that was used
     * @param restrictions as {@link Principal#restrictions} tells
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
                    Actor person = Actor.user(userId, row.getString("name")).calling(key);
                    return Principal.person(
                            organizationId,
                            row.getString("organization_name"),
                            person,
                            role,
                            role.permissions(),
                            key.id(),
                            restrictions);
                });
    }
}
