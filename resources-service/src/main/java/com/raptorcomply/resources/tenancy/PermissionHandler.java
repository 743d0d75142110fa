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

    /** Throws a 403 if the caller lacks a permission that some requests of an operation need. */
    public static void require(Tenant tenant, String permission) {
        new PermissionHandler(permission).require(tenant);
    }

    @Override
    public void handle(RoutingContext ctx) {
        require(StampHandler.tenant(ctx));
        ctx.next();
    }

    private void require(Tenant tenant) {
        if (!tenant.authorizations().verify(needed)) {
            boolean restricted = tenant.stamp().permissions().contains(permission);
            throw (restricted ? Problem.forbidden(ErrorCode.RESTRICTED) : Problem.permissionMissing(permission))
                    .exception();
        }
    }
}
