package com.raptorcomply.resources.evidence;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.resources.blob.Blob;
import com.raptorcomply.resources.blob.BlobStore;
import com.raptorcomply.resources.blob.Spool;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what uploads left that did not end: old temporary files, and old blobs to which no row refers. It looks and removes
 * in a change of the organization, as uploads store their rows in one, so it never removes what an upload is about to refer
 * to. Every replica sweeps. Any thread.
 */
public final class FileSweep {
    private static final Logger LOG = LoggerFactory.getLogger(FileSweep.class);

    /** The blobs that one change looks at, because other changes of the organization wait for it. */
    private static final int PORTION = 200;

    private final Vertx vertx;
    private final FileStorage storage;
    private final TenantDatabase database;
    private final Duration unusedAge;
    private final Clock clock;
    private final Counter removed;

    /** @param unusedAge after which something without a row is removed */
    public FileSweep(
            Vertx vertx,
            FileStorage storage,
            TenantDatabase database,
            Duration unusedAge,
            Clock clock,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.storage = storage;
        this.database = database;
        this.unusedAge = unusedAge;
        this.clock = clock;
        this.removed = Counter.builder("resources.files.swept")
                .description("Files removed because the upload that left them did not end.")
                .register(meters);
    }

    /** Sweeps from now on, at each interval; does nothing without a directory. */
    public void every(Duration interval) {
        if (storage.blobs() != null) {
            vertx.setTimer(interval.toMillis(), due -> sweep().onFailure(failed -> LOG.atWarn()
                            .addKeyValue(LogKeys.REASON, FailureReason.of(failed))
                            .log("Sweep of files failed, and is repeated at the next interval"))
                    .onComplete(swept -> every(interval)));
        }
    }

    /** Sweeps once. */
    public Future<Void> sweep() {
        Instant time = clock.instant().minus(unusedAge);
        Spool spool = storage.spool();
        BlobStore blobs = storage.blobs();
        if (spool == null || blobs == null) {
            return Future.succeededFuture();
        }
        return spool.sweep(time)
                .onSuccess(removed::increment)
                .compose(files -> blobs.organizations())
                .compose(organizations -> {
                    Future<Void> each = Future.succeededFuture();
                    for (UUID organization : organizations) {
                        each = each.compose(done -> sweep(blobs, organization, time, ""));
                    }
                    return each;
                });
    }

    private Future<Void> sweep(BlobStore blobs, UUID organization, Instant time, String after) {
        return blobs.storedBefore(organization, time, after, PORTION)
                .compose(old -> old.isEmpty()
                        ? Future.succeededFuture()
                        : database.maintaining(organization, connection -> remove(connection, blobs, old, time))
                                .compose(done -> sweep(
                                        blobs,
                                        organization,
                                        time,
                                        old.get(old.size() - 1).sha256())));
    }

    private Future<Void> remove(SqlConnection connection, BlobStore blobs, List<Blob> old, Instant time) {
        String[] digests = old.stream().map(Blob::sha256).toArray(String[]::new);
        return connection
                .preparedQuery(FileSql.USED)
                .execute(Tuple.tuple().addArrayOfString(digests))
                .compose(rows -> {
                    Set<String> used = new HashSet<>();
                    rows.forEach(row -> used.add(row.getString(0)));
                    Future<Void> each = Future.succeededFuture();
                    for (Blob blob : old) {
                        if (!used.contains(blob.sha256())) {
                            each = each.compose(done -> blobs.removeStoredBefore(blob, time))
                                    .onSuccess(gone -> removed.increment(gone ? 1 : 0))
                                    .mapEmpty();
                        }
                    }
                    return each;
                });
    }
}
