package com.raptorcomply.resources.tenancy;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.Handler;
import io.vertx.ext.auth.authorization.Authorization;
import io.vertx.ext.auth.authorization.PermissionBasedAuthorization;
import io.vertx.ext.web.RoutingContext;

/** The one place that decides whether a caller may do an operation: the operation's permission against the stamp's. */
public final class PermissionHandler implements Handler<RoutingContext> {
    private final String permission;
    private final Authorization needed;

    /** Guards an operation with its permission, {@code resource:action}. */
    public PermissionHandler(String permission) {
        this.permission = permission;
        this.needed = PermissionBasedAuthorization.create(permission);
    }

    @Override
    public void handle(RoutingContext ctx) {
        Tenant tenant = StampHandler.tenant(ctx);
        if (tenant.authorizations().verify(needed)) {
            ctx.next();
        } else {
            boolean restricted = tenant.stamp().permissions().contains(permission);
            ctx.fail((restricted ? Problem.forbidden(ErrorCode.RESTRICTED) : Problem.permissionMissing(permission))
                    .exception());
        }
    }
}
