package com.raptorcomply.keyservice.people;

import com.raptorcomply.chassis.http.RequestId;
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
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.input.Fields;
import com.raptorcomply.keyservice.input.PageCursor;
import com.raptorcomply.keyservice.input.Parameters;
import com.raptorcomply.keyservice.people.InvitationChanges.Issued;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Invitations over HTTP: for admins, and for those who were invited. Tokens travel in bodies, never in a path. */
final class InvitationEndpoints {
    private final Pool pool;
    private final InvitationChanges changes;
    private final Acceptance acceptance;

    InvitationEndpoints(Pool pool, InvitationChanges changes, Acceptance acceptance) {
        this.pool = pool;
        this.changes = changes;
        this.acceptance = acceptance;
    }

    Map<String, Endpoint> endpoints() {
        Map<String, Endpoint> endpoints = new HashMap<>();
        endpoints.put("listInvitations", (Endpoint.ForCaller) this::list);
        endpoints.put("createInvitation", (Endpoint.ForCaller) this::create);
        endpoints.put("readInvitation", (Endpoint.ForCaller) this::read);
        endpoints.put("cancelInvitation", (Endpoint.ForCaller) this::cancel);
        endpoints.put("resendInvitation", (Endpoint.ForCaller) this::resend);
        endpoints.put("validateInvitation", (Endpoint.ForAnybody) this::validate);
        endpoints.put("acceptInvitation", (Endpoint.ForAnybody) this::accept);
        return endpoints;
    }

    private Future<Answer> list(Caller caller, RoutingContext context) {
        Parameters parameters = new Parameters(context);
        Optional<UUID> named = parameters.uuid("organizationId");
        @Nullable
        UUID organizationId =
                named.isEmpty() && Access.isPlatformAdmin(caller) ? null : Access.organization(caller, named);
        Access.require(
                caller,
                Permissions.INVITATIONS_READ,
                organizationId == null ? caller.organizationId() : organizationId);
        int limit = parameters.limit();
        return Invitations.list(pool, organizationId, parameters.cursor(), limit)
                .map(found -> NextPage.of(
                        context,
                        "/invitations",
                        found,
                        limit,
                        Invitation::toJson,
                        sent -> new PageCursor(sent.createdAt().toInstant(), sent.id())));
    }

    private Future<Answer> create(Caller caller, RoutingContext context) {
        Access.require(caller, Permissions.INVITATIONS_CREATE, caller.organizationId());
        ManagedRole.requireMayAssign(caller, UserRole.USER, caller.organizationId());
        return json(context).compose(body -> {
            Fields fields = new Fields(body);
            UUID organizationId = Access.organization(caller, fields.optionalUuid("organizationId"));
            String email = UserTerms.email(fields);
            UserRole role = UserTerms.role(fields);
            fields.requireValid();
            Idempotency idempotency = Idempotency.of(caller, context.request(), body);
            return idempotency.orReplayed(
                    pool,
                    changes.invite(caller, Author.of(caller, context), organizationId, email, role, idempotency)
                            .map(issued -> Answer.created(issued.invitation().path(), show(issued))));
        });
    }

    private Future<Answer> read(Caller caller, RoutingContext context) {
        Access.require(caller, Permissions.INVITATIONS_READ, caller.organizationId());
        return Invitations.find(pool, Parameters.pathUuid(context, "id"), Access.reach(caller))
                .map(found -> Answer.ok(Problem.orNotFound(found).toJson()));
    }

    private Future<Answer> cancel(Caller caller, RoutingContext context) {
        return changes.cancel(caller, Author.of(caller, context), Parameters.pathUuid(context, "id"))
                .map(cancelled -> Answer.noContent());
    }

    private Future<Answer> resend(Caller caller, RoutingContext context) {
        UUID id = Parameters.pathUuid(context, "id");
        Idempotency idempotency = Idempotency.of(caller, context.request(), new JsonObject());
        return idempotency.orReplayed(
                pool,
                changes.resend(caller, Author.of(caller, context), id, idempotency)
                        .map(issued -> Answer.ok(show(issued))));
    }

    private Future<Answer> validate(RoutingContext context) {
        return body(context)
                .compose(fields -> {
                    String token = token(fields);
                    fields.requireValid();
                    return acceptance.validate(token);
                })
                .map(invitation -> Answer.ok(new JsonObject()
                        .put("email", invitation.email())
                        .put("name", invitation.userName())
                        .put("role", invitation.role().label())
                        .put("organizationName", invitation.organizationName())
                        .put("expiresAt", invitation.toJson().getString("expiresAt"))));
    }

    private Future<Answer> accept(RoutingContext context) {
        return body(context).compose(fields -> {
            String token = token(fields);
            fields.text("password");
            fields.optionalText("name");
            fields.requireValid();
            return acceptance.validate(token).compose(invitation -> {
                String name = name(fields, invitation);
                String password = NewPassword.read(fields, "password", invitation.email(), name);
                fields.requireValid();
                return acceptance
                        .accept(invitation, token, name, password, RequestId.of(context.request()))
                        .map(user -> Answer.created("/users/" + user.id(), user.toJson()));
            });
        });
    }

    /** Who was added beforehand has the name that the admin gave them, and does not choose another. */
    private static String name(Fields fields, Invitation invitation) {
        String given = invitation.userName();
        if (given == null) {
            return UserTerms.name(fields);
        }
        if (fields.has("name")) {
            fields.reject("name", "must be left out: whoever added this person has given the name");
        }
        return given;
    }

    private static Future<Fields> body(RoutingContext context) {
        return json(context).map(Fields::new);
    }

    private static Future<JsonObject> json(RoutingContext context) {
        return JsonBody.read(context.request(), UserEndpoints.BODY_BYTES_MAX);
    }

    private static String token(Fields fields) {
        return fields.text("token");
    }

    private static JsonObject show(Issued issued) {
        return issued.invitation().toJson().put("token", issued.token().reveal());
    }
}
