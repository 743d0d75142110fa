package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.revocation.Receipt;
import com.raptorcomply.keyservice.revocation.ReceiptCursor;
import com.raptorcomply.keyservice.revocation.Receipts;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.UUID;

/** Reads organizations and the receipts of their changes, for callers that may see them. */
public final class OrganizationReading {
    private final Pool pool;

    OrganizationReading(Pool pool) {
        this.pool = pool;
    }

    /** Returns all organizations to a platform admin, to others their own. */
    public Future<JsonArray> list(Principal caller) {
        AccessRules.require(caller, Permissions.ORGANIZATION_READ, caller.organizationId());
        return Organizations.list(pool, AccessRules.reach(caller));
    }

    /** Fails with 404 if the caller may not see the organization. */
    public Future<JsonObject> read(Principal caller, UUID id) {
        AccessRules.require(caller, Permissions.ORGANIZATION_READ, caller.organizationId());
        if (!AccessRules.isPlatformAdmin(caller) && !id.equals(caller.organizationId())) {
            throw Problem.notFound().exception();
        }
        return Organizations.find(pool, id).map(Problem::orNotFound);
    }

    /** Returns the receipts of an organization's suspensions and deletion, for platform admins. */
    public Future<List<Receipt>> receipts(Principal caller, UUID id) {
        AccessRules.requirePlatformAdmin(caller);
        return Receipts.of(pool, Subject.organization(id), UserReading.RECEIPTS_MAX);
    }

    /** Returns one of {@link #receipts}. */
    public Future<ReceiptCursor.Named> receipt(Principal caller, UUID id, UUID receiptId) {
        AccessRules.requirePlatformAdmin(caller);
        return Receipts.findNamed(pool, receiptId)
                .map(found -> found.filter(named -> named.receipt().subject().equals(Subject.organization(id))))
                .map(Problem::orNotFound);
    }
}
