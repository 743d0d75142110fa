package com.raptorcomply.keyservice;

import com.raptorcomply.chassis.service.PeriodicTask;
import com.raptorcomply.keyservice.key.KeyDeadlines;
import com.raptorcomply.keyservice.key.UnusedKeys;
import com.raptorcomply.keyservice.notice.NoticeConfig;
import com.raptorcomply.keyservice.notice.NoticeRetention;
import com.raptorcomply.keyservice.usage.UsageStore;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;

/** Deletes what is too old, and acts on dates of keys. Any number of replicas may do so at once. */
final class Housekeeping {
    private static final Duration RETENTION_INTERVAL = Duration.ofHours(1);

    private final List<PeriodicTask> tasks;

    /** Starts the timers, which run until {@link #close}. */
    Housekeeping(Vertx vertx, Pool pool, UsageStore usage, NoticeConfig notices) {
        NoticeRetention retention = new NoticeRetention(pool, notices.retention());
        KeyDeadlines deadlines = new KeyDeadlines(pool);
        UnusedKeys unused = new UnusedKeys(pool);
        this.tasks = List.of(
                new PeriodicTask(vertx, RETENTION_INTERVAL, "Pruning old usage failed", usage::prune),
                new PeriodicTask(vertx, RETENTION_INTERVAL, "Pruning old notices failed", retention::prune),
                new PeriodicTask(vertx, notices.check(), "Writing notices of keys failed", () -> deadlines
                        .run()
                        .compose(noticed -> unused.run())));
    }

    void close() {
        tasks.forEach(PeriodicTask::close);
    }
}
