package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.activity.ActivityAction;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.signin.password.Passwords;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import java.util.UUID;

/** Lets the holder of an invitation's link accept it once. */
final class InvitationAcceptance {
    private final Pool pool;
    private final Passwords passwords;

    InvitationAcceptance(Pool pool, Passwords passwords) {
        this.pool = pool;
        this.passwords = passwords;
    }

    /** Returns the invitation of a valid token; fails with 404 for any other token. */
    Future<Invitation> validate(String token) {
        return OneTimeToken.parse(token)
                .map(parsed -> Invitations.find(pool, parsed).map(InvitationAcceptance::requirePending))
                .orElseGet(() -> Future.failedFuture(Problem.notFound().exception()));
    }

    /** Creates the user with this name and password, or sets the password of the existing user, whose name stays. */
    Future<User> accept(Invitation invitation, String token, String name, String password, String requestId) {
        OneTimeToken parsed =
                OneTimeToken.parse(token).orElseThrow(() -> Problem.notFound().exception());
        return passwords
                .hash(password)
                .compose(hash -> pool.withTransaction(connection -> Organizations.lock(
                                connection, invitation.organizationId())
                        .compose(locked -> invitation.inviter().lock(connection))
                        .compose(locked -> Invitations.find(connection, parsed))
                        .map(InvitationAcceptance::requirePending)
                        .compose(pending -> user(connection, pending, name)
                                .compose(user -> Users.setPassword(connection, user.id(), hash)
                                        .compose(set -> OneTimeLinkWithdrawal.proofs(connection, user.id()))
                                        .compose(ended -> Invitations.setStatus(connection, pending.id(), "accepted"))
                                        .compose(accepted -> log(connection, pending, user, requestId))
                                        .compose(logged -> Users.find(connection, user.id(), null)))
                                .map(Optional::orElseThrow))));
    }

    private static Future<User> user(SqlConnection connection, Invitation invitation, String name) {
        UUID userId = invitation.userId();
        if (userId == null) {
            return Users.insert(
                    connection,
                    invitation.organizationId(),
                    new UserAttributes(invitation.email(), name, invitation.role(), User.ACTIVE));
        }
        return Users.findForUpdate(connection, userId, invitation.organizationId())
                .map(found -> found.filter(user -> user.status().equals(User.ACTIVE))
                        .orElseThrow(() -> Problem.notFound().exception()));
    }

    private static Future<Void> log(SqlConnection connection, Invitation invitation, User user, String requestId) {
        ActivityContext author = new ActivityContext(Actor.user(user.id(), user.name()), requestId);
        JsonObject details = new JsonObject().put("userId", user.id().toString());
        return InvitationChanges.log(connection, author, invitation, ActivityAction.ACCEPT, details);
    }

    private static Invitation requirePending(Optional<Invitation> found) {
        return found.filter(invitation -> invitation.status().equals(Invitation.PENDING))
                .orElseThrow(() -> Problem.notFound().exception());
    }
}
