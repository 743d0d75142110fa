package com.raptorcomply.chassis.postgres;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.chassis.settings.SettingsException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Migrates a database's tables, or requires that they are migrated, after waiting without limit until the database is
 * reachable and lets both roles in: an operator may be about to create them. A refused login is an error in the log, because
 * it mostly is a wrong password.
 *
 * <p>A migration waits for the lock of a table for {@value #LOCK_MILLIS_MAX} ms at most and is then tried again, because the
 * requests of all replicas that need the table wait behind it.
 *
 * <p>One process at a time migrates. The others wait for it, for {@link #MIGRATOR_WAIT_MAX} at most, because a process that hangs
 * holds the lock for ever.
 */
final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final long DELAY_MILLIS_MIN = 250;
    private static final long DELAY_MILLIS_MAX = 5_000;
    private static final long RUN_MINUTES_WARN = 10;
    private static final int LOCK_MILLIS_MAX = 1_000;
    /** The longest wait for another process that migrates. */
    static final Duration MIGRATOR_WAIT_MAX = Duration.ofHours(1);
    /** Flyway tries once a second to get the lock of migrations, and this often again, before it gives up. */
    private static final int MIGRATOR_RETRIES = 5;
    /** The beginning of Flyway's message then, because that failure has no code of its own. */
    private static final String MIGRATOR_FAILURE = "Number of retries exceeded while attempting to acquire";
    /** The SQLSTATE for a database that does not exist, which an operator may be about to create. */
    private static final String NO_DATABASE = "3D000";
    /** The first version of PostgreSQL with all that the migrations use, such as the collation {@code pg_c_utf8}. */
    private static final int VERSION_MIN = 17;

    private final Vertx vertx;
    private final PostgresConfig settings;
    private final String location;
    private final BooleanSupplier cancelled;
    private final Duration migratorWaitMax;
    private final Consumer<String> onWaiting;
    /** The {@link System#nanoTime} since when another process migrates; null: none did. Only the worker uses it. */
    private @Nullable Long otherSinceNanos;

    /**
     * Prepares the migrations of one location.
     *
     * @param migratorWaitMax the longest wait for another process that migrates
     * @param onWaiting receives the reason for each wait, in words without addresses
     */
    Migrations(
            Vertx vertx,
            PostgresConfig settings,
            String location,
            BooleanSupplier cancelled,
            Duration migratorWaitMax,
            Consumer<String> onWaiting) {
        this.vertx = vertx;
        this.settings = settings;
        this.location = location;
        this.cancelled = cancelled;
        this.migratorWaitMax = migratorWaitMax;
        this.onWaiting = onWaiting;
    }

    Future<Void> run() {
        return onceReachable(this::migrate);
    }

    /** Only reads. Fails with {@link OtherTablesException} if a migration is missing, or is not known to this program. */
    Future<Void> requireCurrent() {
        return onceReachable(this::compare);
    }

    private Future<Void> onceReachable(Callable<@Nullable Void> step) {
        WorkerExecutor worker =
                vertx.createSharedWorkerExecutor("migrations " + location, 1, RUN_MINUTES_WARN, TimeUnit.MINUTES);
        Promise<Void> done = Promise.promise();
        attempt(worker, step, done, 1);
        return done.future().eventually(worker::close);
    }

    private void attempt(WorkerExecutor worker, Callable<@Nullable Void> step, Promise<Void> done, int attempt) {
        if (cancelled.getAsBoolean()) {
            done.fail("Closed before the database was reachable");
            return;
        }
        worker.executeBlocking(step).onComplete(done::complete, failure -> {
            if (!mayRecover(failure)) {
                done.fail(failure);
                return;
            }
            long delayMillis = Math.min(DELAY_MILLIS_MAX, DELAY_MILLIS_MIN << Math.min(attempt - 1, 10));
            report(failure, attempt, delayMillis);
            vertx.setTimer(delayMillis, timer -> attempt(worker, step, done, attempt + 1));
        });
    }

    private void report(Throwable failure, int attempt, long delayMillis) {
        boolean isRefused = failure instanceof RefusedLoginException;
        LoggingEventBuilder line = isRefused ? LOG.atError() : LOG.atWarn();
        if (failure instanceof RefusedLoginException refused) {
            line = line.addKeyValue(LogKeys.SETTING, refused.settings());
        }
        line.addKeyValue(LogKeys.DATABASE, settings.database())
                .addKeyValue(LogKeys.ATTEMPT, attempt)
                .addKeyValue(LogKeys.DELAY_MILLIS, delayMillis)
                .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                .log(isRefused ? "The database refuses the login of this service" : "Waiting for the database");
        onWaiting.accept(isRefused ? failure.getMessage() : FailureReason.kind(failure));
    }

    private @Nullable Void migrate() throws SQLException {
        PGSimpleDataSource asOwner = dataSource(settings.owner(), settings.ownerPassword());
        requireServer(asOwner, RefusedLoginException.OWNER);
        if (otherSinceNanos == null) {
            onWaiting.accept("the migration of its tables");
        }
        Flyway flyway = flyway(asOwner);
        int count = migrateAlone(flyway);
        MigrationInfo last = flyway.info().current();
        String became = last != null && isNewer(last)
                ? "Database has the tables of a newer version, which serve this one, too"
                : "Database migrated";
        LOG.atInfo()
                .addKeyValue(LogKeys.DATABASE, settings.database())
                .addKeyValue(LogKeys.COUNT, count)
                .log(became);
        requireServer(dataSource(settings.user(), settings.password()), RefusedLoginException.USER);
        return null;
    }

    /** Returns the count of migrations that were due. Throws {@link AnotherProcessMigratesException}. */
    private int migrateAlone(Flyway flyway) {
        long beganNanos = System.nanoTime();
        try {
            return flyway.migrate().migrationsExecuted;
        } catch (FlywayException failure) {
            if (!String.valueOf(failure.getMessage()).startsWith(MIGRATOR_FAILURE)) {
                throw failure;
            }
            otherSinceNanos = otherSinceNanos == null ? beganNanos : otherSinceNanos;
            throw new AnotherProcessMigratesException(Duration.ofNanos(System.nanoTime() - otherSinceNanos));
        }
    }

    private @Nullable Void compare() throws SQLException {
        PGSimpleDataSource asOwner = dataSource(settings.owner(), settings.ownerPassword());
        asOwner.setOptions(asOwner.getOptions() + " -c default_transaction_read_only=on");
        requireServer(asOwner, RefusedLoginException.OWNER);
        MigrationInfoService migrations = flyway(asOwner).info();
        MigrationInfo applied = migrations.current();
        if (migrations.pending().length > 0 || applied == null || isNewer(applied)) {
            MigrationVersion known = Arrays.stream(migrations.all())
                    .filter(migration -> migration.getState().isResolved())
                    .map(MigrationInfo::getVersion)
                    .max(Comparator.naturalOrder())
                    .orElse(MigrationVersion.EMPTY);
            throw new OtherTablesException(known, applied == null ? null : applied.getVersion());
        }
        requireServer(dataSource(settings.user(), settings.password()), RefusedLoginException.USER);
        return null;
    }

    private Flyway flyway(DataSource owner) {
        return Flyway.configure()
                .dataSource(owner)
                .locations("classpath:" + location)
                .lockRetryCount(MIGRATOR_RETRIES)
                .placeholders(Map.of("appRole", settings.role()))
                .load();
    }

    private static boolean isNewer(MigrationInfo applied) {
        return applied.getState() == MigrationState.FUTURE_SUCCESS;
    }

    /** Logs in, and throws if the server is too old. */
    private static void requireServer(DataSource source, String settings) throws SQLException {
        try (Connection connection = source.getConnection()) {
            DatabaseMetaData server = connection.getMetaData();
            if (server.getDatabaseMajorVersion() < VERSION_MIN) {
                throw new SettingsException("Setting 'database.url' names a server with PostgreSQL "
                        + server.getDatabaseProductVersion() + "; version " + VERSION_MIN + " or later is needed");
            }
        } catch (SQLException failure) {
            if (RefusedLoginException.isState(failure.getSQLState())) {
                throw new RefusedLoginException(settings, failure);
            }
            throw failure;
        }
    }

    private PGSimpleDataSource dataSource(String login, Secret password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {settings.host()});
        source.setPortNumbers(new int[] {settings.port()});
        source.setDatabaseName(settings.database());
        source.setUser(login);
        source.setPassword(password.reveal());
        source.setConnectTimeout(Math.max(1, (int) settings.connectTimeout().toSeconds()));
        Encryption.apply(settings, source);
        source.setTcpKeepAlive(true);
        // Flyway would log notices such as "already exists, skipping" as warnings.
        source.setOptions("-c client_min_messages=warning -c lock_timeout=" + LOCK_MILLIS_MAX);
        return source;
    }

    private boolean mayRecover(Throwable failure) {
        if (failure instanceof AnotherProcessMigratesException other) {
            return other.waited().compareTo(migratorWaitMax) < 0;
        }
        @Nullable SQLException databaseFailure = sqlException(failure);
        return databaseFailure != null
                && (DatabaseFailure.isUnavailable(databaseFailure)
                        || NO_DATABASE.equals(databaseFailure.getSQLState()));
    }

    private static @Nullable SQLException sqlException(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException databaseFailure) {
                return databaseFailure;
            }
        }
        return null;
    }
}
