package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.http.NextPageLink;
import com.raptorcomply.keyservice.http.PageCursor;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.user.InvitationChanges.Issued;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Serves the endpoints of invitations, for admins and for invited users. Tokens travel in bodies, never in a path,
 * because paths end up in logs.
 */
final class InvitationEndpoints {
    private final Pool pool;
    private final InvitationChanges changes;
    private final InvitationAcceptance acceptance;

    InvitationEndpoints(Pool pool, InvitationChanges changes, InvitationAcceptance acceptance) {
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

    private Future<ApiResponse> list(Principal caller, RoutingContext context) {
        QueryParams parameters = new QueryParams(context);
        Optional<UUID> named = parameters.uuid("organizationId");
        @Nullable
        UUID organizationId =
                named.isEmpty() && AccessRules.isPlatformAdmin(caller) ? null : AccessRules.organization(caller, named);
        AccessRules.require(
                caller,
                Permissions.INVITATIONS_READ,
                organizationId == null ? caller.organizationId() : organizationId);
        int limit = parameters.limit();
        return Invitations.list(pool, organizationId, parameters.cursor(), limit)
                .map(found -> NextPageLink.of(
                        context,
                        "/invitations",
                        found,
                        limit,
                        Invitation::toJson,
                        sent -> new PageCursor(sent.createdAt().toInstant(), sent.id())));
    }

    private Future<ApiResponse> create(Principal caller, RoutingContext context) {
        AccessRules.require(caller, Permissions.INVITATIONS_CREATE, caller.organizationId());
        RoleAssignmentRules.requireMayAssign(caller, UserRole.USER, caller.organizationId());
        return json(context).compose(body -> {
            JsonFields fields = new JsonFields(body);
            UUID organizationId = AccessRules.organization(caller, fields.optionalUuid("organizationId"));
            String email = UserAttributes.email(fields);
            UserRole role = UserAttributes.role(fields);
            fields.requireValid();
            Idempotency idempotency = Idempotency.of(caller, context.request(), body);
            return idempotency.orReplayed(
                    pool,
                    changes.invite(
                                    caller,
                                    ActivityContext.of(caller, context),
                                    organizationId,
                                    email,
                                    role,
                                    idempotency)
                            .map(issued ->
                                    ApiResponse.created(issued.invitation().path(), show(issued))));
        });
    }

    private Future<ApiResponse> read(Principal caller, RoutingContext context) {
        AccessRules.require(caller, Permissions.INVITATIONS_READ, caller.organizationId());
        return Invitations.find(pool, QueryParams.pathUuid(context, "id"), AccessRules.reach(caller))
                .map(found -> ApiResponse.ok(Problem.orNotFound(found).toJson()));
    }

    private Future<ApiResponse> cancel(Principal caller, RoutingContext context) {
        return changes.cancel(caller, ActivityContext.of(caller, context), QueryParams.pathUuid(context, "id"))
                .map(cancelled -> ApiResponse.noContent());
    }

    private Future<ApiResponse> resend(Principal caller, RoutingContext context) {
        UUID id = QueryParams.pathUuid(context, "id");
        Idempotency idempotency = Idempotency.of(caller, context.request(), new JsonObject());
        return idempotency.orReplayed(
                pool,
                changes.resend(caller, ActivityContext.of(caller, context), id, idempotency)
                        .map(issued -> ApiResponse.ok(show(issued))));
    }

    private Future<ApiResponse> validate(RoutingContext context) {
        return body(context)
                .compose(fields -> {
                    String token = token(fields);
                    fields.requireValid();
                    return acceptance.validate(token);
                })
                .map(invitation -> ApiResponse.ok(new JsonObject()
                        .put("email", invitation.email())
                        .put("name", invitation.userName())
                        .put("role", invitation.role().label())
                        .put("organizationName", invitation.organizationName())
                        .put("expiresAt", invitation.toJson().getString("expiresAt"))));
    }

    private Future<ApiResponse> accept(RoutingContext context) {
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
                        .map(user -> ApiResponse.created("/users/" + user.id(), user.toJson()));
            });
        });
    }

    /** Returns the name of the new user. An existing user keeps the name that the admin chose. */
    private static String name(JsonFields fields, Invitation invitation) {
        String given = invitation.userName();
        if (given == null) {
            return UserAttributes.name(fields);
        }
        if (fields.has("name")) {
            fields.reject("name", "must be left out: whoever added this person has given the name");
        }
        return given;
    }

    private static Future<JsonFields> body(RoutingContext context) {
        return json(context).map(JsonFields::new);
    }

    private static Future<JsonObject> json(RoutingContext context) {
        return JsonBody.read(context.request(), UserEndpoints.BODY_BYTES_MAX);
    }

    private static String token(JsonFields fields) {
        return fields.text("token");
    }

    private static JsonObject show(Issued issued) {
        return issued.invitation().toJson().put("token", issued.token().reveal());
    }
}
