package com.raptorcomply.keyservice.people;

import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.access.Access;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.access.Permissions;
import com.raptorcomply.keyservice.access.UserRole;
import com.raptorcomply.keyservice.activity.Author;
import com.raptorcomply.keyservice.api.Answer;
import com.raptorcomply.keyservice.api.Endpoint;
import com.raptorcomply.keyservice.api.NextPage;
import com.raptorcomply.keyservice.api.ReceiptAnswer;
import com.raptorcomply.keyservice.api.ReceiptWait;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.input.Fields;
import com.raptorcomply.keyservice.input.PageCursor;
import com.raptorcomply.keyservice.input.Parameters;
import com.raptorcomply.keyservice.people.email.EmailAddress;
import com.raptorcomply.keyservice.revocation.Receipt;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** People over HTTP, for admins. */
final class UserEndpoints {
    static final int BODY_BYTES_MAX = 64 * 1024;

    private final Pool pool;
    private final UserChanges changes;

    UserEndpoints(Pool pool, UserChanges changes) {
        this.pool = pool;
        this.changes = changes;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of(
                "listUserReceipts", (Endpoint.ForCaller) this::receipts,
                "listUsers", (Endpoint.ForCaller) this::list,
                "createUser", (Endpoint.ForCaller) this::create,
                "readUser", (Endpoint.ForCaller) this::read,
                "updateUser", (Endpoint.ForCaller) this::update,
                "deleteUser", (Endpoint.ForCaller) this::delete,
                "readUserReceipt", (Endpoint.ForCaller) this::receipt);
    }

    private Future<Answer> list(Caller caller, RoutingContext context) {
        Parameters parameters = new Parameters(context);
        Optional<UUID> named = parameters.uuid("organizationId");
        UUID organizationId =
                named.isEmpty() && Access.isPlatformAdmin(caller) ? null : Access.organization(caller, named);
        Access.require(
                caller, Permissions.USERS_READ, organizationId == null ? caller.organizationId() : organizationId);
        UserList.Filter filter = new UserList.Filter(
                organizationId,
                parameters.oneOf("role", List.of("platform_admin", "org_admin", "user")),
                parameters.oneOf("status", List.of(User.ACTIVE, User.DISABLED)),
                parameters.text("email", 2 * EmailAddress.LENGTH_MAX),
                parameters.text("name", 2 * UserTerms.NAME_CHARACTERS_MAX),
                parameters.cursor(),
                parameters.limit());
        return UserList.read(pool, filter)
                .map(found -> NextPage.of(
                        context,
                        "/users",
                        found,
                        filter.limit(),
                        User::toJson,
                        user -> new PageCursor(user.createdAt().toInstant(), user.id())));
    }

    private Future<Answer> create(Caller caller, RoutingContext context) {
        Access.require(caller, Permissions.USERS_CREATE, caller.organizationId());
        ManagedRole.requireMayAssign(caller, UserRole.USER, caller.organizationId());
        return JsonBody.read(context.request(), BODY_BYTES_MAX).compose(body -> {
            Fields fields = new Fields(body);
            UUID organizationId = Access.organization(caller, fields.optionalUuid("organizationId"));
            UserTerms terms = UserTerms.make(fields);
            fields.requireValid();
            Idempotency idempotency = Idempotency.of(caller, context.request(), body);
            return idempotency.orReplayed(
                    pool,
                    changes.create(caller, Author.of(caller, context), organizationId, terms, idempotency)
                            .map(UserEndpoints::created));
        });
    }

    private static Answer created(UserChanges.Made made) {
        return Answer.created(
                made.user().path(),
                made.user().toJson().put("invitationToken", made.token().reveal()));
    }

    private Future<Answer> read(Caller caller, RoutingContext context) {
        return requireVisible(caller, Parameters.pathUuid(context, "id")).map(user -> Answer.ok(user.toJson()));
    }

    private Future<Answer> update(Caller caller, RoutingContext context) {
        UUID id = Parameters.pathUuid(context, "id");
        Access.require(caller, Permissions.USERS_UPDATE, caller.organizationId());
        return JsonBody.readPatch(context.request(), BODY_BYTES_MAX)
                .compose(body -> changes.update(caller, Author.of(caller, context), id, new Fields(body)))
                .compose(changed -> changes.effective(changed, ReceiptWait.of(context.request()))
                        .map(receipt -> ReceiptAnswer.of("/users/" + id, receipt, show(changed, receipt))));
    }

    private static JsonObject show(UserChanges.Changed changed, Optional<Receipt> receipt) {
        JsonObject user = changed.user().toJson();
        return receipt.filter(made -> changed.ofRights())
                .map(made -> user.put("receipt", made.toJson()))
                .orElse(user);
    }

    private Future<Answer> receipts(Caller caller, RoutingContext context) {
        UUID id = Parameters.pathUuid(context, "id");
        Access.require(caller, Permissions.USERS_READ, caller.organizationId());
        return changes.receipts(caller, id).map(ReceiptAnswer::list);
    }

    private Future<Answer> delete(Caller caller, RoutingContext context) {
        UUID id = Parameters.pathUuid(context, "id");
        return changes.delete(caller, Author.of(caller, context), id, ReceiptWait.of(context.request()))
                .map(receipt -> ReceiptAnswer.of("/users/" + id, Optional.of(receipt)));
    }

    private Future<Answer> receipt(Caller caller, RoutingContext context) {
        UUID id = Parameters.pathUuid(context, "id");
        Access.require(caller, Permissions.USERS_READ, caller.organizationId());
        return changes.receipt(caller, id, Parameters.pathUuid(context, "receiptId"))
                .map(found -> Answer.ok(Problem.orNotFound(found).toJson()));
    }

    private Future<User> requireVisible(Caller caller, UUID id) {
        Access.require(caller, Permissions.USERS_READ, caller.organizationId());
        return Users.find(pool, id, Access.reach(caller)).map(Problem::orNotFound);
    }
}
