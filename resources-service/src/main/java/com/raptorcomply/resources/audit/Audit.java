package com.raptorcomply.resources.audit;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.activity.ActivityVerifier;
import com.raptorcomply.resources.crud.ResourceRoutes;
import com.raptorcomply.resources.keyservice.KeyServiceClient;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.Tenant;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.Optional;

/** The operations of the activity log. */
public final class Audit {
    private static final String ENTRIES = "listActivity";
    private static final String OF_RECORD = "listActivityOfRecord";
    private static final String VERIFY = "verifyActivity";

    private Audit() {}

    /**
     * Adds all operations.
     *
     * @param pool of the role that serves requests
     * @param keyService asked with the stamps of callers
     */
    public static void addTo(ResourceRoutes routes, Pool pool, KeyServiceClient keyService) {
        routes.prepare(EntriesSql.statements())
                .prepare(ActivityVerifier.statements())
                .prepare(ExportHandler.statements())
                .add(ENTRIES, entries(routes, Optional.of(new KeyActivity(keyService)), ENTRIES))
                .add(OF_RECORD, entries(routes, Optional.empty(), OF_RECORD))
                .add(VERIFY, new VerifyHandler(new ActivityVerifier(pool), routes.parameters(VERIFY)))
                .add("exportActivity", new ExportHandler(routes.database()));
    }

    private static EntriesHandler entries(ResourceRoutes routes, Optional<KeyActivity> keys, String operationId) {
        return new EntriesHandler(routes.database(), keys, routes.seal(), routes.parameters(operationId));
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
