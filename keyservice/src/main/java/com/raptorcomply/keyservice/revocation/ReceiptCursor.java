package com.raptorcomply.keyservice.revocation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads one organization's receipts of a period in portions by key, oldest first. It holds no connection or transaction
 * between portions, so a slow client blocks nothing. Confined to one event loop.
 */
public final class ReceiptCursor {
    /** The number of receipts in one portion. */
    static final int PORTION = 500;

    private static final String READ = """
            SELECT %s FROM revocation_receipt \
            WHERE organization_id = $1 AND requested_at < $3 AND (requested_at, id) > ($2, $4) \
            ORDER BY requested_at, id LIMIT $5""".formatted(Named.COLUMNS);

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Pool pool;
    private final UUID organizationId;
    private final Instant to;
    private Instant after;
    private UUID afterId = BEFORE_ALL;

    /**
     * @param from the start of the period, inclusive
     * @param to the end of the period, exclusive
     */
    public ReceiptCursor(Pool pool, UUID organizationId, Instant from, Instant to) {
        this.pool = pool;
        this.organizationId = organizationId;
        this.after = from;
        this.to = to;
    }

    /**
     * A receipt with the names behind its ids, as they were when the receipt was opened.
     *
     * @param keyName null if the receipt concerns no single key
     * @param subjectName the name of a user or an organization; null for other subjects
     * @param organizationName the present name of the organization, or the last one before its deletion
     */
    public record Named(
            Receipt receipt,
            @Nullable String keyName,
            @Nullable String subjectName,
            String organizationName) {
        /** The columns that {@link #of} reads. */
        static final String COLUMNS = Receipts.COLUMNS + ", key_name, subject_name,"
                + " (SELECT o.name FROM organization o WHERE o.id = revocation_receipt.organization_id) AS organization_name";

        static Named of(Row row) {
            return new Named(
                    Receipts.receipt(row),
                    row.getString("key_name"),
                    row.getString("subject_name"),
                    row.getString("organization_name"));
        }
    }

    /** Returns the next portion; empty after the last one. */
    public Future<List<Named>> next() {
        Tuple values = Tuple.of(organizationId, after.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC))
                .addUUID(afterId)
                .addInteger(PORTION);
        return pool.preparedQuery(READ).execute(values).map(rows -> {
            List<Named> portion = new ArrayList<>(rows.size());
            for (Row row : rows) {
                portion.add(Named.of(row));
            }
            if (!portion.isEmpty()) {
                Receipt last = portion.get(portion.size() - 1).receipt();
                after = last.requestedAt();
                afterId = last.id();
            }
            return portion;
        });
    }
}
