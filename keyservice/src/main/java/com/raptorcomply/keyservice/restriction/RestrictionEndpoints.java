package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.chassis.input.IdempotencyKey;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.api.Answer;
import com.raptorcomply.keyservice.api.Endpoint;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.input.Fields;
import com.raptorcomply.keyservice.input.Parameters;
import com.raptorcomply.keyservice.restriction.Restrictions.Changed;
import com.raptorcomply.keyservice.revocation.Receipt;
import com.raptorcomply.keyservice.revocation.Revocations;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Restrictions over HTTP: {@code /access-control}. */
public final class RestrictionEndpoints {
    private static final int BODY_BYTES_MAX = 16 * 1024;

    private final Restrictions restrictions;

    /** @param places requires that what restrictions name exists */
    public RestrictionEndpoints(Pool pool, Revocations revocations, PlaceCheck places, InstantSource clock) {
        this.restrictions = new Restrictions(pool, revocations, places, clock);
    }

    public Map<String, Endpoint> endpoints() {
        return Map.of(
                "listRestrictions", (Endpoint.ForCaller) this::list,
                "listUserRestrictions", (Endpoint.ForCaller) this::listOfUser,
                "grantUserAccess", (Endpoint.ForCaller) this::grant,
                "revokeUserAccess", (Endpoint.ForCaller) this::revoke,
                "createRestriction", (Endpoint.ForCaller) this::create,
                "readRestriction", (Endpoint.ForCaller) this::read,
                "updateRestriction", (Endpoint.ForCaller) this::update,
                "deleteRestriction", (Endpoint.ForCaller) this::delete,
                "readRestrictionReceipt", (Endpoint.ForCaller) this::receipt);
    }

    private Future<Answer> list(Caller caller, RoutingContext context) {
        Parameters parameters = new Parameters(context);
        UUID keyId = parameters.uuid("keyId").orElse(null);
        UUID userId = parameters.uuid("userId").orElse(null);
        var organization = parameters.uuid("organizationId");
        return restrictions.list(caller, organization, keyId, userId).map(RestrictionEndpoints::shown);
    }

    private Future<Answer> listOfUser(Caller caller, RoutingContext context) {
        UUID userId = Parameters.pathUuid(context, "userId");
        Parameters parameters = new Parameters(context);
        var organization = parameters.uuid("organizationId");
        return restrictions.ofUser(caller, organization, userId).map(RestrictionEndpoints::shown);
    }

    private static Answer shown(List<Restriction> found) {
        JsonArray shown = new JsonArray();
        found.forEach(each -> shown.add(each.toJson()));
        return Answer.ok(shown);
    }

    private Future<Answer> create(Caller caller, RoutingContext context) {
        ChangeRequest asked = ChangeRequest.of(caller, context);
        restrictions.requireMayRestrict(caller);
        return JsonBody.read(context.request(), BODY_BYTES_MAX).compose(body -> {
            ChangeRequest request = asked.repeatable(context, body);
            return once(request, 201, add(request, new Fields(body)));
        });
    }

    private Future<Changed> add(ChangeRequest request, Fields fields) {
        UUID keyId = fields.optionalUuid("keyId").orElse(null);
        UUID userId = fields.optionalUuid("userId").orElse(null);
        requireOne(fields, keyId, userId);
        Limits limits = Limits.read(fields);
        fields.requireValid();
        return restrictions.add(request, new Holder(keyId, userId), limits);
    }

    private Future<Answer> grant(Caller caller, RoutingContext context) {
        return adjust(caller, context, restrictions::grant);
    }

    private Future<Answer> revoke(Caller caller, RoutingContext context) {
        return adjust(caller, context, restrictions::revoke);
    }

    /** Changes by the limits in the body what a person is limited to. */
    @FunctionalInterface
    private interface Adjustment {
        Future<Changed> apply(ChangeRequest request, UUID userId, Limits limits);
    }

    private Future<Answer> adjust(Caller caller, RoutingContext context, Adjustment adjustment) {
        UUID userId = Parameters.pathUuid(context, "userId");
        ChangeRequest asked = ChangeRequest.of(caller, context);
        return restrictions
                .requireMayRestrict(caller, userId)
                .compose(allowed -> JsonBody.read(context.request(), BODY_BYTES_MAX))
                .compose(body -> {
                    Fields fields = new Fields(body);
                    Limits limits = Limits.read(fields);
                    fields.requireValid();
                    ChangeRequest request = asked.repeatable(context, body);
                    return once(request, 200, adjustment.apply(request, userId, limits));
                });
    }

    /** Answers with what was done; to a repetition with the restriction as the first answer showed it, with the receipt as it is now. */
    private Future<Answer> once(ChangeRequest request, int status, Future<Changed> done) {
        return done.map(changed -> answer(status, changed))
                .recover(failure -> failure instanceof Idempotency.Repeated
                        ? restrictions.repeated(request).map(first -> answer(200, first.restriction(), first.receipt())
                                .with(IdempotencyKey.REPLAYED, "true"))
                        : Future.failedFuture(failure));
    }

    private static void requireOne(Fields fields, @Nullable UUID keyId, @Nullable UUID userId) {
        if ((keyId == null) == (userId == null)) {
            fields.reject("keyId", "or 'userId' is required, and only one of them");
        }
    }

    private Future<Answer> read(Caller caller, RoutingContext context) {
        return restrictions.read(caller, Parameters.pathUuid(context, "id")).map(found -> Answer.ok(found.toJson()));
    }

    private Future<Answer> update(Caller caller, RoutingContext context) {
        UUID id = Parameters.pathUuid(context, "id");
        ChangeRequest request = ChangeRequest.of(caller, context);
        return restrictions
                .requireMayChange(caller, id)
                .compose(allowed -> JsonBody.readPatch(context.request(), BODY_BYTES_MAX))
                .compose(body -> restrictions.change(request, id, current -> {
                    Fields fields = new Fields(body);
                    Limits limits = Limits.merge(fields, current);
                    fields.requireValid();
                    return limits;
                }))
                .map(changed -> answer(200, changed));
    }

    private Future<Answer> delete(Caller caller, RoutingContext context) {
        return restrictions
                .lift(ChangeRequest.of(caller, context), Parameters.pathUuid(context, "id"))
                .map(lifted -> answer(200, lifted));
    }

    private Future<Answer> receipt(Caller caller, RoutingContext context) {
        return restrictions
                .receipt(caller, Parameters.pathUuid(context, "receiptId"))
                .map(receipt -> Answer.ok(receipt.toJson()));
    }

    private static Answer answer(int status, Changed changed) {
        return answer(status, changed.restriction().toJson(), changed.receipt());
    }

    /** Before the change is effective everywhere it is 202, and the receipt says where to ask. */
    private static Answer answer(int status, JsonObject restriction, Receipt receipt) {
        String path = "/access-control/" + restriction.getString("id");
        JsonObject body = restriction.put("receipt", receipt.toJson());
        if (!receipt.isEffective()) {
            return Answer.of(202, body).with("Location", "/access-control/receipts/" + receipt.id());
        }
        Answer answer = Answer.of(status, body);
        return status == 201 ? answer.with("Location", path) : answer;
    }
}
