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
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
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
 */
final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final long DELAY_MILLIS_MIN = 250;
    private static final long DELAY_MILLIS_MAX = 5_000;
    private static final long RUN_MINUTES_WARN = 10;
    private static final int LOCK_MILLIS_MAX = 1_000;
    /** The SQLSTATE for a database that does not exist, which an operator may be about to create. */
    private static final String NO_DATABASE = "3D000";
    /** The first version of PostgreSQL with all that the migrations use, such as the collation {@code pg_c_utf8}. */
    private static final int VERSION_MIN = 17;

    private final Vertx vertx;
    private final PostgresConfig settings;
    private final String location;
    private final BooleanSupplier cancelled;
    private final Consumer<String> onWaiting;

    /**
     * Prepares the migrations of one location.
     *
     * @param onWaiting receives the reason for each wait, in words without addresses
     */
    Migrations(
            Vertx vertx,
            PostgresConfig settings,
            String location,
            BooleanSupplier cancelled,
            Consumer<String> onWaiting) {
        this.vertx = vertx;
        this.settings = settings;
        this.location = location;
        this.cancelled = cancelled;
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
        onWaiting.accept("the migration of its tables");
        Flyway flyway = flyway(asOwner);
        int count = flyway.migrate().migrationsExecuted;
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
        source.setSslMode(settings.tls().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (settings.tlsRootFile() != null) {
            source.setSslRootCert(settings.tlsRootFile().toString());
        }
        source.setTcpKeepAlive(true);
        // Flyway would log notices such as "already exists, skipping" as warnings.
        source.setOptions("-c client_min_messages=warning -c lock_timeout=" + LOCK_MILLIS_MAX);
        return source;
    }

    private static boolean mayRecover(Throwable failure) {
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
