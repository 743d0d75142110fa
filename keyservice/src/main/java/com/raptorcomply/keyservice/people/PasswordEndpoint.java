package com.raptorcomply.keyservice.people;

import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.keyservice.access.Access;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.activity.Author;
import com.raptorcomply.keyservice.activity.Entry;
import com.raptorcomply.keyservice.api.Answer;
import com.raptorcomply.keyservice.api.Endpoint;
import com.raptorcomply.keyservice.input.Fields;
import com.raptorcomply.keyservice.people.password.Passwords;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.Map;
import java.util.UUID;

/** A person chooses another password, in a session: no key can, and guesses at the current one are counted. */
final class PasswordEndpoint {
    private static final int BODY_BYTES_MAX = 8 * 1024;

    private final Pool pool;
    private final Passwords passwords;
    private final CurrentPassword current;

    PasswordEndpoint(Pool pool, Passwords passwords, CurrentPassword current) {
        this.pool = pool;
        this.passwords = passwords;
        this.current = current;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of("changeMyPassword", (Endpoint.ForCaller) this::change);
    }

    private Future<Answer> change(Caller caller, RoutingContext context) {
        UUID userId = Access.requireSession(caller);
        return JsonBody.read(context.request(), BODY_BYTES_MAX)
                .compose(body -> current.person(userId).compose(person -> change(new Fields(body), person)))
                .compose(hash -> store(caller, userId, hash, Author.of(caller, context)))
                .map(stored -> Answer.noContent());
    }

    /** The hash of the new password, once the current one was right. */
    private Future<String> change(Fields fields, Row user) {
        String typed = CurrentPassword.read(fields);
        String chosen = NewPassword.read(fields, "newPassword", user.getString("email"), user.getString("name"));
        fields.requireValid();
        return current.require(fields, typed, user).compose(right -> passwords.hash(chosen));
    }

    private Future<Void> store(Caller caller, UUID userId, String hash, Author author) {
        JsonObject what = new JsonObject().put("password", "changed");
        return pool.withTransaction(connection -> Users.setPassword(connection, userId, hash)
                .compose(set -> Withdrawal.proofs(connection, userId))
                .compose(ended -> ActivityLog.append(
                        connection,
                        author,
                        new Entry(caller.organizationId(), "update", "user", userId.toString(), what))));
    }
}
