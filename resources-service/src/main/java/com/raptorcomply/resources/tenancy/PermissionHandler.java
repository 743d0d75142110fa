package com.raptorcomply.resources.tenancy;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.Handler;
import io.vertx.ext.auth.authorization.Authorization;
import io.vertx.ext.auth.authorization.PermissionBasedAuthorization;
import io.vertx.ext.web.RoutingContext;

/**
 * Compares the permission of an operation with those of the stamp. No other class decides if a caller may use an
 * operation.
 */
public final class PermissionHandler implements Handler<RoutingContext> {
    private final String permission;
    private final Authorization needed;

    /** @param permission {@code resource:action} */
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
