package com.raptorcomply.keyservice;

import com.raptorcomply.chassis.service.PeriodicTask;
import com.raptorcomply.chassis.service.PeriodicTask.Work;
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
                new PeriodicTask(
                        vertx,
                        RETENTION_INTERVAL,
                        new Work("Pruning the days of usage failed", usage::pruneDays),
                        new Work("Pruning the sources of requests failed", usage::pruneSources),
                        new Work("Pruning the reporters of usage failed", usage::pruneReporters),
                        new Work("Pruning old notices failed", retention::prune)),
                new PeriodicTask(
                        vertx,
                        notices.check(),
                        new Work("Writing notices of keys failed", deadlines::run),
                        new Work("Revoking unused keys failed", unused::run)));
    }

    void close() {
        tasks.forEach(PeriodicTask::close);
    }
}
