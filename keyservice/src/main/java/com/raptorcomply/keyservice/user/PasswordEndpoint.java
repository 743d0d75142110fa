package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.JsonFields;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Serves the endpoint by which a user changes the password. */
final class PasswordEndpoint {
    private static final int BODY_BYTES_MAX = 8 * 1024;

    private final PasswordChange password;

    PasswordEndpoint(PasswordChange password) {
        this.password = password;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of("changeMyPassword", (Endpoint.ForCaller) this::change);
    }

    private Future<ApiResponse> change(Principal caller, RoutingContext context) {
        AccessRules.requireSession(caller);
        return JsonBody.read(context.request(), BODY_BYTES_MAX)
                .compose(body -> password.change(caller, ActivityContext.of(caller, context), new JsonFields(body)))
                .map(stored -> ApiResponse.noContent());
    }
}
