package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** Keeps an organization from losing its last active admin, because only a platform admin could restore one. */
final class LastAdmin {
    private static final String OTHERS = "SELECT count(*) FROM app_user WHERE organization_id = $1 AND id <> $2"
            + " AND role IN ('org_admin', 'platform_admin') AND status = 'active'";

    private LastAdmin() {}

    /**
     * Fails with 409 if the change would leave no active admin. The transaction must hold the organization's lock
     * ({@link Organizations#lock}), because two admins could otherwise remove each other at once.
     *
     * @param role the user's role after the change
     * @param status the user's status after the change
     */
    static Future<Void> require(SqlConnection connection, User before, UserRole role, String status) {
        if (!isAdmin(before.role(), before.status()) || isAdmin(role, status)) {
            return Future.succeededFuture();
        }
        return connection
                .preparedQuery(OTHERS)
                .execute(Tuple.of(before.organizationId(), before.id()))
                .compose(rows -> rows.iterator().next().getLong(0) > 0
                        ? Future.succeededFuture()
                        : Future.failedFuture(Problem.of(
                                        ErrorCode.LAST_ADMIN,
                                        "This is the organization's last active admin: make somebody else one first")
                                .exception()));
    }

    private static boolean isAdmin(UserRole role, String status) {
        return role != UserRole.USER && status.equals(User.ACTIVE);
    }
}
