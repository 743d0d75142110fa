package com.raptorcomply.keyservice.user;

import com.raptorcomply.keyservice.signin.oidc.LinkedIdentities;
import com.raptorcomply.keyservice.signin.session.Sessions;
import com.raptorcomply.keyservice.signin.totp.SecondFactors;
import com.raptorcomply.keyservice.sql.RowReader;
import com.raptorcomply.keyservice.user.email.EmailAddress;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Withdraws links, sessions and sign-ins that a change makes invalid, in the change's transaction. It covers links to a
 * former address or a disabled user, links whose sender lost rights, and sessions, sign-ins and set-ups that began
 * before.
 */
final class OneTimeLinkWithdrawal {
    private static final String CANCEL_RECEIVED = "UPDATE invitation SET status = 'cancelled', updated_at = now()"
            + " WHERE user_id = $1 AND status = 'pending' RETURNING id";

    private static final String VOID_RECEIVED = "UPDATE invitation SET expires_at = now(), updated_at = now()"
            + " WHERE user_id = $1 AND status = 'pending' AND expires_at > now() RETURNING id";

    private static final String VOID_SENT = "UPDATE invitation SET expires_at = now(), updated_at = now()"
            + " WHERE inviter_user_id = $1 AND status = 'pending' AND expires_at > now() RETURNING id";

    private static final String CANCEL_OF_ADDRESS = "UPDATE invitation SET status = 'cancelled', updated_at = now()"
            + " WHERE organization_id = $1 AND address_key = $2 AND status = 'pending'"
            + " AND user_id IS DISTINCT FROM $3 RETURNING id";

    private static final String READDRESS = "UPDATE invitation SET email = $2, address_key = $3, updated_at = now(),"
            + " expires_at = least(expires_at, now()) WHERE user_id = $1 AND status = 'pending' RETURNING id";

    private static final String VOID_OF_ORGANIZATION = "UPDATE invitation SET expires_at = now(), updated_at = now()"
            + " WHERE status = 'pending' AND expires_at > now() AND (organization_id = $1"
            + " OR inviter_user_id IN (SELECT id FROM app_user WHERE organization_id = $1))";

    private static final String CANCEL_OF_ORGANIZATION =
            "UPDATE invitation SET status = 'cancelled', updated_at = now()"
                    + " WHERE status = 'pending' AND organization_id = $1";

    private OneTimeLinkWithdrawal() {}

    /** Withdraws after a user's change and returns the ids of the voided invitations. */
    static Future<List<UUID>> after(SqlConnection connection, User before, User after) {
        List<UUID> voided = new ArrayList<>();
        boolean inactive = !after.status().equals(User.ACTIVE);
        boolean readdressed = !EmailAddress.key(after.email()).equals(EmailAddress.key(before.email()));
        return received(connection, after, readdressed, voided)
                .compose(done -> mayDoLess(before, after)
                        ? ids(connection, VOID_SENT, Tuple.of(after.id()), voided)
                        : Future.succeededFuture())
                .compose(done ->
                        readdressed ? LinkedIdentities.remove(connection, after.id()) : Future.succeededFuture())
                .compose(done -> inactive || readdressed ? proofs(connection, after.id()) : Future.succeededFuture())
                .map(voided);
    }

    /** Ends a user's sessions, sign-ins in progress and the unconfirmed set-up of a second factor. */
    static Future<Void> proofs(SqlConnection connection, UUID userId) {
        return Sessions.endAll(connection, userId)
                .compose(ended -> LinkedIdentities.endSignIns(connection, userId))
                .compose(ended -> SecondFactors.removeUnconfirmed(connection, userId));
    }

    /**
     * Voids the links into an organization that is no longer active, and those that its users have sent to other
     * organizations.
     */
    static Future<Void> ofOrganization(SqlConnection connection, UUID id, boolean deleted) {
        return connection
                .preparedQuery(VOID_OF_ORGANIZATION)
                .execute(Tuple.of(id))
                .compose(voided -> deleted
                        ? connection.preparedQuery(CANCEL_OF_ORGANIZATION).execute(Tuple.of(id))
                        : Future.succeededFuture(voided))
                .mapEmpty();
    }

    private static Future<Void> received(SqlConnection connection, User after, boolean readdressed, List<UUID> voided) {
        Tuple user = Tuple.of(after.id());
        if (after.status().equals(User.DELETED)) {
            return ids(connection, CANCEL_RECEIVED, user, voided);
        }
        String key = EmailAddress.key(after.email());
        Future<Void> moved = readdressed
                ? ids(connection, CANCEL_OF_ADDRESS, Tuple.of(after.organizationId(), key, after.id()), voided)
                        .compose(done -> ids(connection, READDRESS, Tuple.of(after.id(), after.email(), key), voided))
                : Future.succeededFuture();
        return after.status().equals(User.ACTIVE)
                ? moved
                : moved.compose(done -> ids(connection, VOID_RECEIVED, user, voided));
    }

    private static boolean mayDoLess(User before, User after) {
        return !after.status().equals(User.ACTIVE) || after.role().compareTo(before.role()) > 0;
    }

    private static Future<Void> ids(SqlConnection connection, String sql, Tuple values, List<UUID> voided) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(RowReader.all(row -> row.getUUID("id")))
                .map(voided::addAll)
                .mapEmpty();
    }
}
