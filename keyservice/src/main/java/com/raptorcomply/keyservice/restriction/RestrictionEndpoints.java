package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.activity.Author;
import com.raptorcomply.keyservice.api.Answer;
import com.raptorcomply.keyservice.api.Endpoint;
import com.raptorcomply.keyservice.api.ReceiptWait;
import com.raptorcomply.keyservice.input.Fields;
import com.raptorcomply.keyservice.input.Parameters;
import com.raptorcomply.keyservice.restriction.Restrictions.Changed;
import com.raptorcomply.keyservice.revocation.Revocations;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Restrictions over HTTP: {@code /access-control}. */
public final class RestrictionEndpoints {
    private static final int BODY_BYTES_MAX = 16 * 1024;

    private final Restrictions restrictions;

    public RestrictionEndpoints(Pool pool, Revocations revocations, InstantSource clock) {
        this.restrictions = new Restrictions(pool, revocations, clock);
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
        Duration wait = ReceiptWait.of(context.request());
        restrictions.requireMayRestrict(caller);
        return JsonBody.read(context.request(), BODY_BYTES_MAX)
                .compose(body -> add(caller, Author.of(caller, context), new Fields(body), wait))
                .map(made -> answer(201, made)
                        .with(
                                "Location",
                                "/access-control/" + made.restriction().id()));
    }

    private Future<Changed> add(Caller caller, Author author, Fields fields, Duration wait) {
        UUID keyId = fields.optionalUuid("keyId").orElse(null);
        UUID userId = fields.optionalUuid("userId").orElse(null);
        requireOne(fields, keyId, userId);
        Limits limits = Limits.read(fields);
        fields.requireValid();
        return restrictions.add(caller, author, new Holder(keyId, userId), limits, wait);
    }

    private Future<Answer> grant(Caller caller, RoutingContext context) {
        return adjust(
                caller,
                context,
                granted -> held -> held.map(limits -> limits.and(granted)).orElse(granted));
    }

    private Future<Answer> revoke(Caller caller, RoutingContext context) {
        return adjust(
                caller,
                context,
                revoked -> held -> held.map(limits -> limits.without(revoked)).orElseThrow(() -> Problem.of(
                                ErrorCode.STATE_CONFLICT, "The person is not limited: grant what they may reach first")
                        .exception()));
    }

    private Future<Answer> adjust(
            Caller caller, RoutingContext context, Function<Limits, Function<Optional<Limits>, Limits>> adjustment) {
        UUID userId = Parameters.pathUuid(context, "userId");
        Author author = Author.of(caller, context);
        Duration wait = ReceiptWait.of(context.request());
        return restrictions
                .requireMayRestrict(caller, userId)
                .compose(allowed -> JsonBody.read(context.request(), BODY_BYTES_MAX))
                .compose(body -> {
                    Fields fields = new Fields(body);
                    Limits limits = Limits.read(fields);
                    fields.requireValid();
                    return restrictions.adjust(caller, author, userId, adjustment.apply(limits), wait);
                })
                .map(changed -> answer(200, changed));
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
        Duration wait = ReceiptWait.of(context.request());
        return restrictions
                .requireMayChange(caller, id)
                .compose(allowed -> JsonBody.readPatch(context.request(), BODY_BYTES_MAX))
                .compose(body -> restrictions.change(
                        caller,
                        Author.of(caller, context),
                        id,
                        current -> {
                            Fields fields = new Fields(body);
                            Limits limits = Limits.merge(fields, current);
                            fields.requireValid();
                            return limits;
                        },
                        wait))
                .map(changed -> answer(200, changed));
    }

    private Future<Answer> delete(Caller caller, RoutingContext context) {
        return restrictions
                .lift(
                        caller,
                        Author.of(caller, context),
                        Parameters.pathUuid(context, "id"),
                        ReceiptWait.of(context.request()))
                .map(lifted -> answer(200, lifted));
    }

    private Future<Answer> receipt(Caller caller, RoutingContext context) {
        return restrictions
                .receipt(caller, Parameters.pathUuid(context, "receiptId"))
                .map(receipt -> Answer.ok(receipt.toJson()));
    }

    /** Before the change is effective everywhere it is 202, and the receipt says where to ask. */
    private static Answer answer(int status, Changed changed) {
        JsonObject body =
                changed.restriction().toJson().put("receipt", changed.receipt().toJson());
        return changed.receipt().isEffective()
                ? Answer.of(status, body)
                : Answer.of(202, body)
                        .with(
                                "Location",
                                "/access-control/receipts/" + changed.receipt().id());
    }
}
