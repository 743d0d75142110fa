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
import com.raptorcomply.keyservice.input.Parameters;
import com.raptorcomply.keyservice.people.secondfactor.SecondFactors;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.UUID;

/**
 * A person's second factor, in a session: no key can look at it or change it. An admin removes it for somebody who has
 * lost both the app and the recovery codes.
 */
final class SecondFactorEndpoints {
    private static final int BODY_BYTES_MAX = 8 * 1024;

    private final Pool pool;
    private final SecondFactors factors;
    private final CurrentPassword current;

    SecondFactorEndpoints(Pool pool, SecondFactors factors, CurrentPassword current) {
        this.pool = pool;
        this.factors = factors;
        this.current = current;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of(
                "readMyTotp", (Endpoint.ForCaller) this::read,
                "enrolMyTotp", (Endpoint.ForCaller) this::enrol,
                "confirmMyTotp", (Endpoint.ForCaller) this::confirm,
                "removeMyTotp", (Endpoint.ForCaller) this::remove,
                "removeUserTotp", (Endpoint.ForCaller) this::removeOfUser);
    }

    private Future<Answer> read(Caller caller, RoutingContext context) {
        return factors.state(Access.requireSession(caller))
                .map(state -> Answer.ok(new JsonObject()
                        .put("enabled", state.enabled())
                        .put("recoveryCodesLeft", state.recoveryCodes())));
    }

    private Future<Answer> enrol(Caller caller, RoutingContext context) {
        UUID userId = Access.requireSession(caller);
        return body(context).compose(fields -> {
            String typed = CurrentPassword.read(fields);
            fields.requireValid();
            return current.person(userId).compose(person -> current.require(fields, typed, person)
                    .compose(right -> factors.enrol(userId))
                    .map(secret -> Answer.of(
                            201,
                            new JsonObject()
                                    .put("secret", secret.base32())
                                    .put("uri", secret.uri(person.getString("email"))))));
        });
    }

    private Future<Answer> confirm(Caller caller, RoutingContext context) {
        UUID userId = Access.requireSession(caller);
        return body(context)
                .compose(fields -> {
                    String code = code(fields);
                    fields.requireValid();
                    return factors.stepToConfirm(userId, code);
                })
                .compose(step -> pool.withTransaction(
                        connection -> factors.confirm(connection, userId, step).compose(codes -> told(
                                        connection, caller, context, caller.organizationId(), userId, "confirmed")
                                .map(codes))))
                .map(codes -> Answer.ok(new JsonObject().put("recoveryCodes", new JsonArray(codes))));
    }

    private Future<Answer> remove(Caller caller, RoutingContext context) {
        UUID userId = Access.requireSession(caller);
        return body(context)
                .compose(fields -> {
                    String typed = CurrentPassword.read(fields);
                    String code = code(fields);
                    fields.requireValid();
                    return current.person(userId)
                            .compose(person -> current.require(fields, typed, person))
                            .compose(right -> factors.requireCode(userId, code));
                })
                .compose(right -> pool.withTransaction(connection -> SecondFactors.remove(connection, userId)
                        .compose(removed ->
                                told(connection, caller, context, caller.organizationId(), userId, "removed"))))
                .map(removed -> Answer.noContent());
    }

    private Future<Answer> removeOfUser(Caller caller, RoutingContext context) {
        UUID id = Parameters.pathUuid(context, "id");
        return pool.withTransaction(connection -> UserChanges.requireOther(connection, caller, id)
                        .compose(user -> SecondFactors.remove(connection, id)
                                .compose(removed -> removed
                                        ? told(connection, caller, context, user.organizationId(), id, "removed")
                                        : Future.succeededFuture())))
                .map(removed -> Answer.noContent());
    }

    private static Future<Void> told(
            SqlConnection connection,
            Caller caller,
            RoutingContext context,
            UUID organizationId,
            UUID userId,
            String what) {
        JsonObject changes = new JsonObject().put("secondFactor", what);
        return ActivityLog.append(
                connection,
                Author.of(caller, context),
                new Entry(organizationId, "update", "user", userId.toString(), changes));
    }

    private static Future<Fields> body(RoutingContext context) {
        return JsonBody.read(context.request(), BODY_BYTES_MAX).map(Fields::new);
    }

    private static String code(Fields fields) {
        return fields.text("code", SecondFactors.CODE_LENGTH_MAX);
    }
}
