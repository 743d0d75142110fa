package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
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
import java.util.UUID;

/**
 * Serves the endpoints of invitations, for admins and for invited users. Tokens travel in bodies, never in a path,
 * because paths end up in logs.
 */
final class InvitationEndpoints {
    private final Pool pool;
    private final InvitationReading reading;
    private final InvitationChanges changes;
    private final InvitationAcceptance acceptance;

    InvitationEndpoints(
            Pool pool, InvitationReading reading, InvitationChanges changes, InvitationAcceptance acceptance) {
        this.pool = pool;
        this.reading = reading;
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
        int limit = parameters.limit();
        return reading.list(caller, parameters.uuid("organizationId"), parameters.cursor(), limit)
                .map(found -> NextPageLink.of(
                        context,
                        "/invitations",
                        found,
                        limit,
                        Invitation::toJson,
                        sent -> new PageCursor(sent.createdAt().toInstant(), sent.id())));
    }

    private Future<ApiResponse> create(Principal caller, RoutingContext context) {
        InvitationChanges.requireMayInvite(caller);
        return json(context).compose(body -> {
            Idempotency idempotency = Idempotency.of(caller, context.request(), body);
            return idempotency.orReplayed(
                    pool,
                    201,
                    changes.invite(caller, ActivityContext.of(caller, context), new JsonFields(body), idempotency)
                            .map(issued ->
                                    ApiResponse.created(issued.invitation().path(), show(issued))));
        });
    }

    private Future<ApiResponse> read(Principal caller, RoutingContext context) {
        return reading.read(caller, QueryParams.pathUuid(context, "id")).map(found -> ApiResponse.ok(found.toJson()));
    }

    private Future<ApiResponse> cancel(Principal caller, RoutingContext context) {
        return changes.cancel(caller, ActivityContext.of(caller, context), QueryParams.pathUuid(context, "id"))
                .map(cancelled -> ApiResponse.noContent());
    }

    private Future<ApiResponse> resend(Principal caller, RoutingContext context) {
        AccessRules.require(caller, Permissions.INVITATIONS_UPDATE, caller.organizationId());
        UUID id = QueryParams.pathUuid(context, "id");
        return JsonBody.readNone(context.request()).compose(read -> {
            Idempotency idempotency = Idempotency.of(caller, context.request(), new JsonObject());
            return idempotency.orReplayed(
                    pool,
                    200,
                    changes.resend(caller, ActivityContext.of(caller, context), id, idempotency)
                            .map(issued -> ApiResponse.ok(show(issued))));
        });
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
