package com.raptorcomply.chassis.postgres;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a database's tables up to date, and waits for the database as long as that takes. */
final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final long DELAY_MILLIS_MIN = 250;
    private static final long DELAY_MILLIS_MAX = 5_000;
    private static final long RUN_MINUTES_WARN = 10;
    /** The database or role may be about to be made: wrong password, no such role, no such database. */
    private static final Set<String> NOT_YET_THERE = Set.of("28P01", "28000", "3D000");

    private final Vertx vertx;
    private final PostgresConfig settings;
    private final String location;
    private final BooleanSupplier cancelled;
    private final Consumer<String> waitsFor;

    /** @param waitsFor hears why the database cannot be used yet, in words without addresses */
    Migrations(
            Vertx vertx,
            PostgresConfig settings,
            String location,
            BooleanSupplier cancelled,
            Consumer<String> waitsFor) {
        this.vertx = vertx;
        this.settings = settings;
        this.location = location;
        this.cancelled = cancelled;
        this.waitsFor = waitsFor;
    }

    Future<Void> run() {
        WorkerExecutor worker =
                vertx.createSharedWorkerExecutor("migrations " + location, 1, RUN_MINUTES_WARN, TimeUnit.MINUTES);
        Promise<Void> done = Promise.promise();
        attempt(worker, done, 1);
        return done.future().eventually(worker::close);
    }

    private void attempt(WorkerExecutor worker, Promise<Void> done, int attempt) {
        if (cancelled.getAsBoolean()) {
            done.fail("Closed before the database answered");
            return;
        }
        worker.executeBlocking(this::migrate).onComplete(done::complete, failure -> {
            if (!isWorthWaiting(failure)) {
                done.fail(failure);
                return;
            }
            waitsFor.accept(FailureReason.kind(failure));
            long delayMillis = Math.min(DELAY_MILLIS_MAX, DELAY_MILLIS_MIN << Math.min(attempt - 1, 10));
            LOG.atWarn()
                    .addKeyValue(LogKeys.DATABASE, settings.database())
                    .addKeyValue(LogKeys.ATTEMPT, attempt)
                    .addKeyValue(LogKeys.DELAY_MILLIS, delayMillis)
                    .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                    .log("Waiting for the database");
            vertx.setTimer(delayMillis, timer -> attempt(worker, done, attempt + 1));
        });
    }

    private @Nullable Void migrate() {
        int count = Flyway.configure()
                .dataSource(dataSource())
                .locations("classpath:" + location)
                .placeholders(Map.of("appRole", settings.user()))
                .load()
                .migrate()
                .migrationsExecuted;
        LOG.atInfo()
                .addKeyValue(LogKeys.DATABASE, settings.database())
                .addKeyValue(LogKeys.COUNT, count)
                .log("Database migrated");
        return null;
    }

    private PGSimpleDataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {settings.host()});
        source.setPortNumbers(new int[] {settings.port()});
        source.setDatabaseName(settings.database());
        source.setUser(settings.owner());
        source.setPassword(settings.ownerPassword().reveal());
        source.setConnectTimeout(Math.max(1, (int) settings.connectTimeout().toSeconds()));
        source.setSslMode(settings.tls().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (settings.tlsRootFile() != null) {
            source.setSslRootCert(settings.tlsRootFile().toString());
        }
        source.setTcpKeepAlive(true);
        return source;
    }

    private static boolean isWorthWaiting(Throwable failure) {
        @Nullable SQLException refused = sqlException(failure);
        return refused != null
                && (DatabaseFailure.isUnavailable(refused)
                        || NOT_YET_THERE.contains(String.valueOf(refused.getSQLState())));
    }

    private static @Nullable SQLException sqlException(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                return refused;
            }
        }
        return null;
    }
}
