package com.raptorcomply.resources.evidence;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.service.Repeat;
import com.raptorcomply.resources.blob.Blob;
import com.raptorcomply.resources.blob.BlobListing;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what uploads left that did not end: old temporary files, and old blobs to which no row refers. It removes
 * in a change of the organization, as uploads store their rows in one, so it never removes what an upload is about to refer
 * to. Every replica sweeps. Any thread.
 */
public final class FileSweep {
    private static final Logger LOG = LoggerFactory.getLogger(FileSweep.class);

    /** A sweep ends at so many failures, because then the database or the store fails, and not one organization. */
    private static final int FAILURES_MAX = 100;

    private static final String BEGIN_CHANGE = "SELECT begin_change()";

    private final Vertx vertx;
    private final FileStorage storage;
    private final TenantDatabase database;
    private final Duration unusedAge;
    private final Clock clock;
    private final Counter removed;
    private final Counter failed;

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
        this.failed = Counter.builder("resources.files.sweep.failures")
                .description("Sweeps of the temporary files, or of the files of one organization, that failed.")
                .register(meters);
    }

    /** Sweeps at each interval until the storage is closed; does nothing without a directory. */
    public void every(Duration interval) {
        if (storage.blobs() != null && !storage.isClosed()) {
            vertx.setTimer(interval.toMillis(), due -> sweep().onFailure(failure -> LOG.atWarn()
                            .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                            .log("Sweep of files failed, and is repeated at the next interval"))
                    .onComplete(swept -> every(interval)));
        }
    }

    /** Sweeps once. Temporary files, or those of an organization, that cannot be swept do not keep others from it. */
    public Future<Void> sweep() {
        Instant time = clock.instant().minus(unusedAge);
        Spool spool = storage.spool();
        BlobStore blobs = storage.blobs();
        if (spool == null || blobs == null) {
            return Future.succeededFuture();
        }
        return spool.sweep(time, removed::increment)
                .recover(failure -> {
                    failed.increment();
                    LOG.atWarn()
                            .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                            .log("Sweep of temporary files failed, and is repeated at the next interval");
                    return Future.succeededFuture();
                })
                .compose(files -> blobs.organizations())
                .compose(organizations -> sweepEach(blobs, organizations, time));
    }

    /** Sweeps in another order each time, so that no organization always comes after those that fail. */
    private Future<Void> sweepEach(BlobStore blobs, List<UUID> organizations, Instant time) {
        List<UUID> shuffled = new ArrayList<>(organizations);
        Collections.shuffle(shuffled);
        Iterator<UUID> rest = shuffled.iterator();
        AtomicInteger failures = new AtomicInteger();
        return Repeat.whileTrue(() -> rest.hasNext()
                ? sweepAlone(blobs, rest.next(), time, failures).map(true)
                : Future.succeededFuture(false));
    }

    /** Logs and counts a failure, because it must not keep others from being swept; fails if it is one too many. */
    private Future<Void> sweepAlone(BlobStore blobs, UUID organization, Instant time, AtomicInteger failures) {
        return sweep(blobs, organization, time).recover(failure -> {
            failed.increment();
            LOG.atWarn()
                    .addKeyValue(LogKeys.ORGANIZATION_ID, organization)
                    .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                    .log("Sweep of an organization's files failed, and is repeated at the next interval");
            return failures.incrementAndGet() < FAILURES_MAX ? Future.succeededFuture() : Future.failedFuture(failure);
        });
    }

    private Future<Void> sweep(BlobStore blobs, UUID organization, Instant time) {
        return blobs.storedBefore(organization, time)
                .compose(listing -> sweep(blobs, listing, organization, time).onComplete(done -> listing.close()));
    }

    private Future<Void> sweep(BlobStore blobs, BlobListing listing, UUID organization, Instant time) {
        return Repeat.whileTrue(() -> listing.next()
                .compose(old -> old.isEmpty()
                        ? Future.succeededFuture(false)
                        : database.maintaining(organization, connection -> remove(connection, blobs, old, time))
                                .map(true)));
    }

    /** Looks again after the change has begun, because only then no upload can add a row. */
    private Future<Void> remove(SqlConnection connection, BlobStore blobs, List<Blob> old, Instant time) {
        return unused(connection, old)
                .compose(some -> some.isEmpty()
                        ? Future.succeededFuture(some)
                        : connection.query(BEGIN_CHANGE).execute().compose(begun -> unused(connection, some)))
                .compose(some -> {
                    Future<Void> each = Future.succeededFuture();
                    for (Blob blob : some) {
                        each = each.compose(done -> blobs.removeStoredBefore(blob, time))
                                .onSuccess(gone -> removed.increment(gone ? 1 : 0))
                                .mapEmpty();
                    }
                    return each;
                });
    }

    private static Future<List<Blob>> unused(SqlConnection connection, List<Blob> blobs) {
        String[] digests = blobs.stream().map(Blob::sha256).toArray(String[]::new);
        return connection
                .preparedQuery(FileSql.USED)
                .execute(Tuple.tuple().addArrayOfString(digests))
                .map(rows -> {
                    Set<String> used = new HashSet<>();
                    rows.forEach(row -> used.add(row.getString(0)));
                    return blobs.stream()
                            .filter(blob -> !used.contains(blob.sha256()))
                            .toList();
                });
    }
}
