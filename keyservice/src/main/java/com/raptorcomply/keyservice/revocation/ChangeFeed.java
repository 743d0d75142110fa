package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.keyservice.client.grant.Change;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads new changes from the log and passes them to this replica's streams (Revocation: One order). It reads when
 * notified and each second. Missed or repeated changes do no harm, because only a renewal extends a lease.
 */
final class ChangeFeed {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final int CHANGES_MAX = 500;
    private static final String READ = """
            SELECT h.epoch::text AS epoch, h.sequence AS head, c.sequence, c.subject_kind, c.subject_id \
            FROM change_head h LEFT JOIN LATERAL \
              (SELECT * FROM change_log WHERE sequence > $1 ORDER BY sequence LIMIT $2) c ON true ORDER BY c.sequence""";

    private final Context context;
    private final Pool pool;
    private final Set<BiConsumer<String, List<Change>>> readers = ConcurrentHashMap.newKeySet();
    private String epoch = "";
    private long position = Long.MAX_VALUE;
    private final FeedMeters meters;
    private boolean reading;
    private boolean readAgain;
    private boolean noticed;

    ChangeFeed(Vertx vertx, Pool pool, FeedMeters meters) {
        this.context = vertx.getOrCreateContext();
        this.pool = pool;
        this.meters = meters;
        meters.streams(readers::size);
    }

    /**
     * @param reader takes an epoch and changes in order, on the feed's event loop; the list is empty when the epoch has
     * just changed
     */
    void add(BiConsumer<String, List<Change>> reader) {
        readers.add(reader);
    }

    void remove(BiConsumer<String, List<Change>> reader) {
        readers.remove(reader);
    }

    /** Reads the changes that the database has sent a notification for. Safe on any thread. */
    void notified() {
        context.runOnContext(run -> {
            noticed = true;
            read();
        });
    }

    /** Reads the changes that are new. Safe on any thread. */
    void readNow() {
        context.runOnContext(run -> read());
    }

    private void read() {
        if (reading) {
            readAgain = true;
            return;
        }
        reading = true;
        readAgain = false;
        Counter found = noticed ? meters.byNotification : meters.byPoll;
        noticed = false;
        pool.preparedQuery(READ).execute(Tuple.of(position, CHANGES_MAX)).onComplete(result -> {
            context.runOnContext(run -> {
                reading = false;
                if ((result.succeeded() && deliver(result.result(), found)) || readAgain) {
                    read();
                }
            });
        });
    }

    /** Returns true if there are more changes to read. */
    private boolean deliver(RowSet<Row> rows, Counter found) {
        Row first = rows.iterator().next();
        if (!first.getString("epoch").equals(epoch)) {
            boolean another = !epoch.isEmpty();
            epoch = first.getString("epoch");
            position = first.getLong("head");
            if (another) {
                readers.forEach(reader -> reader.accept(epoch, List.of()));
            }
            return false;
        }
        List<Change> changes = ChangeLog.read(rows);
        if (!changes.isEmpty()) {
            position = changes.get(changes.size() - 1).sequence();
            found.increment(changes.size());
            LOG.atDebug()
                    .addKeyValue(LogKeys.SEQUENCE, position)
                    .addKeyValue(LogKeys.COUNT, changes.size())
                    .addKeyValue(LogKeys.REASON, found.getId().getTag("found"))
                    .log("Changes found");
            readers.forEach(reader -> reader.accept(epoch, changes));
        }
        return changes.size() == CHANGES_MAX;
    }
}
