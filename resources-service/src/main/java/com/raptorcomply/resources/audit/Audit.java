package com.raptorcomply.resources.audit;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.activity.ActivityVerifier;
import com.raptorcomply.resources.crud.ResourceRoutes;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.Tenant;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;

/** The operations of the activity log. */
public final class Audit {
    private static final String ENTRIES = "listRecordActivity";
    private static final String OF_RECORD = "listActivityOfRecord";
    private static final String VERIFY = "verifyActivity";

    private Audit() {}

    /**
     * Adds all operations.
     *
     * @param pool of the role that serves requests
     */
    public static void addTo(ResourceRoutes routes, Pool pool) {
        routes.prepare(EntriesSql.statements())
                .prepare(ExportHandler.statements())
                .add(ENTRIES, new EntriesHandler(routes.database(), routes.seal(), routes.parameters(ENTRIES)))
                .add(OF_RECORD, new EntriesHandler(routes.database(), routes.seal(), routes.parameters(OF_RECORD)))
                .add(VERIFY, new VerifyHandler(new ActivityVerifier(pool), routes.parameters(VERIFY)))
                .add("exportActivity", new ExportHandler(routes.database()));
    }

    /**
     * Returns the caller of an operation on the whole chain; throws a 403 if it has restrictions, because its number of
     * links tells of changes that the caller may not see.
     */
    static Tenant unrestricted(RoutingContext ctx) {
        Tenant tenant = StampHandler.tenant(ctx);
        if (tenant.isRestricted()) {
            throw Problem.forbidden(ErrorCode.RESTRICTED).exception();
        }
        return tenant;
    }
}
