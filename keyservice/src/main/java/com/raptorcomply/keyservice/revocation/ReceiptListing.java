package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the receipts of one organization: the newest of a period, and those that are pending. */
public final class ReceiptListing {
    /** The largest number of receipts in the list. The export has all of them. */
    public static final int RECEIPTS_MAX = 100;

    private static final String READ = """
            SELECT %s FROM revocation_receipt \
            WHERE organization_id = $1 AND requested_at >= $2 AND requested_at < $3 \
            ORDER BY requested_at DESC, id DESC LIMIT $4""".formatted(ReceiptCursor.Named.COLUMNS);

    private static final String PENDING = """
            SELECT %s FROM revocation_receipt \
            WHERE effective_at IS NULL AND organization_id = $1 AND ($3 OR requested_by_id = $2) \
            ORDER BY sequence LIMIT $4""".formatted(ReceiptCursor.Named.COLUMNS);

    private final Pool pool;

    public ReceiptListing(Pool pool) {
        this.pool = pool;
    }

    /**
     * Returns at most {@link #RECEIPTS_MAX} receipts, newest first, and one more if there are more. It fails with 403 if
     * the caller may not read the organization's activity.
     *
     * @param from the start of the period, inclusive
     * @param to the end of the period, exclusive
     */
    public Future<List<ReceiptCursor.Named>> newest(Principal caller, Optional<UUID> named, Instant from, Instant to) {
        UUID organizationId = AccessRules.organization(caller, named);
        AccessRules.require(caller, Permissions.ACTIVITY_READ, organizationId);
        return pool.preparedQuery(READ)
                .execute(Tuple.of(
                        organizationId, from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC), RECEIPTS_MAX + 1))
                .map(RowReader.all(ReceiptCursor.Named::of));
    }

    /**
     * Returns at most {@link #RECEIPTS_MAX} changes of the caller's organization that some gateway has not confirmed yet,
     * oldest first, and one more if there are more. A caller who may not read the organization's activity gets their own.
     */
    public Future<List<ReceiptCursor.Named>> pending(Principal caller) {
        UUID organizationId = caller.organizationId();
        boolean seesAll = AccessRules.holds(caller, Permissions.ACTIVITY_READ, organizationId);
        return pool.preparedQuery(PENDING)
                .execute(Tuple.of(organizationId, caller.userId(), seesAll, RECEIPTS_MAX + 1))
                .map(RowReader.all(ReceiptCursor.Named::of));
    }
}
