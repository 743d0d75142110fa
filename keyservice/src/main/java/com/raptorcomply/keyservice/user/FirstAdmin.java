package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.user.Invitations.Terms;
import com.raptorcomply.keyservice.user.email.EmailAddress;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/**
 * Creates an invitation for the first platform admin, into a new organization. The product has no default password. A
 * second run, before anybody has accepted, voids the first link.
 */
public final class FirstAdmin {
    private static final String ADMINS =
            "SELECT count(*) FROM app_user u JOIN organization o ON o.id = u.organization_id"
                    + " WHERE u.role = 'platform_admin' AND u.status = 'active' AND u.password_hash IS NOT NULL"
                    + " AND o.status = 'active'";

    private static final String CANCEL = "UPDATE invitation SET status = 'cancelled', updated_at = now()"
            + " WHERE role = 'platform_admin' AND created_by_name = 'system' AND status = 'pending'"
            + " RETURNING organization_id";

    private final Pool pool;
    private final ActivityContext author = ActivityContext.command("first-admin");

    public FirstAdmin(Pool pool) {
        this.pool = pool;
    }

    /**
     * Returns the token of the admin's link; fails with 409 if a platform admin who can sign in exists.
     *
     * @param organization the name of the new organization
     */
    public Future<OneTimeToken> invite(String email, String organization) {
        if (EmailAddress.objection(email).isPresent()) {
            return Future.failedFuture(Problem.of(ErrorCode.INVALID_VALUE, "That is not an e-mail address")
                    .withField("email")
                    .exception());
        }
        return pool.withTransaction(connection -> connection
                .query(ADMINS)
                .execute()
                .compose(rows -> rows.iterator().next().getLong(0) > 0
                        ? Future.failedFuture(Problem.of(
                                        ErrorCode.ALREADY_EXISTS,
                                        "There is a platform admin: sign in, and invite others there")
                                .exception())
                        : organizationId(connection, organization))
                .compose(id -> InvitationChanges.issue(
                        connection,
                        author,
                        new Terms(
                                id,
                                null,
                                email,
                                UserRole.PLATFORM_ADMIN,
                                InvitationSender.OPERATOR,
                                author.actor().name())))
                .map(InvitationChanges.Issued::token));
    }

    private static Future<UUID> organizationId(SqlConnection connection, String name) {
        return connection
                .preparedQuery(CANCEL)
                .execute(Tuple.tuple())
                .compose(cancelled -> cancelled.size() > 0
                        ? Future.succeededFuture(cancelled.iterator().next().getUUID("organization_id"))
                        : Organizations.create(connection, name).map(made -> UUID.fromString(made.getString("id"))));
    }
}
