package com.raptorcomply.keyservice.people;

import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.access.Access;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.access.Permissions;
import com.raptorcomply.keyservice.activity.Author;
import com.raptorcomply.keyservice.api.Answer;
import com.raptorcomply.keyservice.api.Endpoint;
import com.raptorcomply.keyservice.api.ReceiptAnswer;
import com.raptorcomply.keyservice.api.ReceiptWait;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.input.Fields;
import com.raptorcomply.keyservice.input.Parameters;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Organizations over HTTP. */
final class OrganizationEndpoints {
    private static final int BODY_BYTES_MAX = 64 * 1024;

    private final Pool pool;
    private final OrganizationChanges changes;

    OrganizationEndpoints(Pool pool, OrganizationChanges changes) {
        this.pool = pool;
        this.changes = changes;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of(
                "listOrganizationReceipts", (Endpoint.ForCaller) this::receipts,
                "listOrganizations", (Endpoint.ForCaller) this::list,
                "createOrganization", (Endpoint.ForCaller) this::create,
                "readOrganization", (Endpoint.ForCaller) this::read,
                "updateOrganization", (Endpoint.ForCaller) this::update,
                "deleteOrganization", (Endpoint.ForCaller) this::delete,
                "readOrganizationReceipt", (Endpoint.ForCaller) this::receipt);
    }

    private Future<Answer> list(Caller caller, RoutingContext context) {
        Access.require(caller, Permissions.ORGANIZATION_READ, caller.organizationId());
        return Organizations.list(pool, Access.reach(caller)).map(Answer::ok);
    }

    private Future<Answer> create(Caller caller, RoutingContext context) {
        Access.requirePlatformAdmin(caller);
        return JsonBody.read(context.request(), BODY_BYTES_MAX).compose(body -> {
            Fields fields = new Fields(body);
            OrganizationTerms terms = OrganizationTerms.make(fields);
            fields.requireValid();
            Idempotency idempotency = Idempotency.of(caller, context.request(), body);
            return idempotency.orReplayed(
                    pool,
                    changes.create(caller, Author.of(caller, context), terms, idempotency)
                            .map(made -> Answer.created(OrganizationChanges.path(made), made)));
        });
    }

    private Future<Answer> read(Caller caller, RoutingContext context) {
        UUID id = Parameters.pathUuid(context, "id");
        Access.require(caller, Permissions.ORGANIZATION_READ, caller.organizationId());
        if (!Access.isPlatformAdmin(caller) && !id.equals(caller.organizationId())) {
            throw Problem.notFound().exception();
        }
        return Organizations.find(pool, id).map(found -> Answer.ok(Problem.orNotFound(found)));
    }

    private Future<Answer> update(Caller caller, RoutingContext context) {
        UUID id = Parameters.pathUuid(context, "id");
        OrganizationChanges.requireMayUpdate(caller, id);
        return JsonBody.readPatch(context.request(), BODY_BYTES_MAX)
                .compose(body -> changes.update(caller, Author.of(caller, context), id, new Fields(body)))
                .compose(changed -> changes.effective(changed, ReceiptWait.of(context.request()))
                        .map(receipt -> ReceiptAnswer.of(
                                "/organizations/" + id,
                                receipt,
                                receipt.filter(made -> changed.ofRights())
                                        .map(made -> changed.organization().put("receipt", made.toJson()))
                                        .orElse(changed.organization()))));
    }

    private Future<Answer> receipts(Caller caller, RoutingContext context) {
        Access.requirePlatformAdmin(caller);
        return changes.receipts(Parameters.pathUuid(context, "id")).map(ReceiptAnswer::list);
    }

    private Future<Answer> delete(Caller caller, RoutingContext context) {
        UUID id = Parameters.pathUuid(context, "id");
        return changes.delete(caller, Author.of(caller, context), id, ReceiptWait.of(context.request()))
                .map(receipt -> ReceiptAnswer.of("/organizations/" + id, Optional.of(receipt)));
    }

    private Future<Answer> receipt(Caller caller, RoutingContext context) {
        Access.requirePlatformAdmin(caller);
        return changes.receipt(Parameters.pathUuid(context, "id"), Parameters.pathUuid(context, "receiptId"))
                .map(found -> Answer.ok(Problem.orNotFound(found).toJson()));
    }
}
