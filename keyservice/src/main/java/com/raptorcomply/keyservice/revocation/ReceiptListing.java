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

/** Reads the newest receipts of one organization in a period, for callers that may read its activity. */
public final class ReceiptListing {
    /** The largest number of receipts in the list. The export has all of them. */
    public static final int RECEIPTS_MAX = 100;

    private static final String READ = """
            SELECT %s, key_name, subject_name FROM revocation_receipt \
            WHERE organization_id = $1 AND requested_at >= $2 AND requested_at < $3 \
            ORDER BY requested_at DESC, id DESC LIMIT $4""".formatted(Receipts.COLUMNS);

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
                .map(RowReader.all(row -> new ReceiptCursor.Named(
                        Receipts.receipt(row), row.getString("key_name"), row.getString("subject_name"))));
    }
}
