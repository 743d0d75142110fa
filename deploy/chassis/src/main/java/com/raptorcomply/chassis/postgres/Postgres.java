package com.raptorcomply.chassis.postgres;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.service.CheckResult;
import com.raptorcomply.chassis.service.Exposure;
import com.raptorcomply.chassis.service.Readiness;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a service's database: a bounded pool and the readiness check {@code database}. Opening needs no reachable
 * database. The pool fails fast while the database is down, and recovers when it is back.
 */
public final class Postgres {
    private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);
    private static final int IDLE_SECONDS_MAX = 30;
    private static final Duration LIFETIME_MAX = Duration.ofMinutes(30);
    private static final int CLEANER_MILLIS = 5_000;
    private static final int CHECKED_AT_ONCE_MAX = 50;
    /** The most statements that a connection keeps prepared. */
    public static final int PREPARED_STATEMENTS_MAX = KeptStatements.MAX;

    /**
     * Begins a text that is parsed and planned at each use and not kept prepared, because it has too many variants, its
     * plan depends on its parameters, or few requests use it.
     */
    public static final String ONCE = "/* once */ ";

    /**
     * The time after the statement time-out at which a connection without any received byte is closed, because its peer
     * is gone.
     */
    private static final int SILENCE_MARGIN_SECONDS = 5;

    private final Vertx vertx;
    private final PostgresConfig settings;
    private final Pool pool;
    /**
     * A separate connection for checks and {@link #cancel}, so that a busy pool does not look like a missing database.
     */
    private final Pool checkPool;

    private final KeptStatements kept;
    private final PoolCounts counts;
    private final FullPool fullPool;
    private final AtomicBoolean migrated = new AtomicBoolean();
    private final AtomicReference<String> waitReason = new AtomicReference<>("the first connection");
    private final AtomicBoolean closed = new AtomicBoolean();

    private Postgres(
            Vertx vertx, PostgresConfig settings, Pool pool, Pool checkPool, KeptStatements kept, PoolCounts counts) {
        this.kept = kept;
        this.counts = counts;
        this.fullPool = new FullPool(vertx, pool, counts, settings.poolSize());
        this.vertx = vertx;
        this.settings = settings;
        this.pool = pool;
        this.checkPool = checkPool;
    }

    /** Creates the pool, its gauge and its readiness check. The check fails until {@link #migrate} has completed. */
    public static Postgres open(Vertx vertx, PostgresConfig settings, MeterRegistry meters, Readiness readiness) {
        warnIfUnencrypted(settings);
        PoolCounts counts = new PoolCounts(meters);
        KeptStatements kept = new KeptStatements();
        Pool pool = pool(vertx, settings, kept, poolOptions(settings).setName(counts.pool()));
        Pool checkPool = pool(
                vertx, settings, new KeptStatements(), poolOptions(settings).setMaxSize(1));
        counts.show(meters, pool, settings.poolSize());
        Postgres postgres = new Postgres(vertx, settings, pool, checkPool, kept, counts);
        readiness.check("database", postgres::check);
        return postgres;
    }

    /** Returns the connections of the role that serves requests. */
    public Pool pool() {
        return pool;
    }

    /** Has the service keep connections open for requests on this event loop, from the next {@link #fill} on. */
    public void openOn(Context loop) {
        fullPool.openOn(loop);
    }

    /** Opens the connections that are missing. Never fails. */
    Future<Void> fill() {
        return fullPool.fill();
    }

    /**
     * Prepares statements on one connection and discards them, so that a faulty one fails the start of the service and
     * not its first request. From then on, connections keep those without {@link #ONCE} and no others; throws if these are
     * more than {@link #PREPARED_STATEMENTS_MAX}.
     */
    public Future<Void> check(Collection<String> statements) {
        kept.name(statements);
        List<String> all = List.copyOf(statements);
        return pool.withConnection(connection -> {
            Future<?> checked = Future.succeededFuture();
            for (int from = 0; from < all.size(); from += CHECKED_AT_ONCE_MAX) {
                List<String> portion = all.subList(from, Math.min(all.size(), from + CHECKED_AT_ONCE_MAX));
                checked = checked.compose(before -> check(connection, portion));
            }
            return checked.mapEmpty();
        });
    }

    private static Future<?> check(SqlConnection connection, List<String> statements) {
        return Future.all(statements.stream()
                .map(sql -> connection.prepare(sql).compose(PreparedStatement::close))
                .toList());
    }

    /**
     * Cancels the statement that this connection of the pool runs, if any. Keep the connection until the future
     * completes, because the signal could otherwise cancel the statement of its next user.
     */
    public Future<Void> cancel(SqlConnection connection) {
        return checkPool
                .preparedQuery("SELECT pg_cancel_backend($1)")
                .execute(Tuple.of(PgConnection.cast(connection).processId()))
                .mapEmpty();
    }

    /** Returns the options for a connection outside the pool, such as one that listens to notifications. */
    public PgConnectOptions connectOptions() {
        return connectOptions(settings, new KeptStatements());
    }

    /**
     * Runs the migrations as the owner, off the event loop, and retries until the database is reachable. Fails only for
     * errors that waiting cannot resolve. {@code ${appRole}} in a migration is {@code database.role}.
     *
     * @param location in the class path, such as {@code migrations/keyservice}
     */
    public Future<Void> migrate(String location) {
        return migrations(location).run().onSuccess(done -> migrated.set(true));
    }

    /**
     * Waits as {@link #migrate}, but only reads: fails with {@link OtherTablesException} unless the tables have exactly the
     * version of the migrations.
     */
    public Future<Void> requireMigrated(String location) {
        return migrations(location).requireCurrent().onSuccess(done -> migrated.set(true));
    }

    private Migrations migrations(String location) {
        return new Migrations(vertx, settings, location, closed::get, Migrations.MIGRATOR_WAIT_MAX, waitReason::set);
    }

    public Future<Void> close() {
        closed.set(true);
        fullPool.close();
        return pool.close().eventually(checkPool::close).onComplete(done -> counts.forget());
    }

    private Future<CheckResult> check() {
        if (!migrated.get()) {
            return Future.succeededFuture(CheckResult.failing("Waiting for the database: " + waitReason.get()));
        }
        return checkPool
                .query("SELECT 1")
                .execute()
                .map(rows -> CheckResult.ok())
                .otherwise(failure -> CheckResult.failing("The database cannot be used: "
                        + (RefusedLoginException.isCauseOf(failure)
                                ? RefusedLoginException.words(RefusedLoginException.USER)
                                : FailureReason.kind(failure))));
    }

    /**
     * Warns that data are not encrypted on the network. Passwords are safe all the same, because PostgreSQL uses SCRAM.
     */
    private static void warnIfUnencrypted(PostgresConfig settings) {
        if (settings.tls() == SslMode.DISABLE && !Exposure.isLoopback(settings.host())) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.DATABASE, settings.database())
                    .log("Connections to the database are not encrypted: set database.tls");
        }
    }

    private static Pool pool(Vertx vertx, PostgresConfig settings, KeptStatements kept, PoolOptions options) {
        return PgBuilder.pool()
                .using(vertx)
                .connectingTo(connectOptions(settings, kept))
                .with(options)
                .with(netOptions(settings))
                .withConnectHandler(new SpreadLifetime(LIFETIME_MAX))
                .build();
    }

    private static PgConnectOptions connectOptions(PostgresConfig settings, KeptStatements kept) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setDatabase(settings.database())
                .setUser(settings.user())
                .setPassword(settings.password().reveal())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(PREPARED_STATEMENTS_MAX)
                // Keeps statements of any length: by default the client skips long ones, and PostgreSQL would plan
                // them each time.
                .setPreparedStatementCacheSqlFilter(kept)
                .setReconnectAttempts(0)
                .setSslMode(settings.tls())
                // A standby refuses a connection with this property. Reads from a standby may be older than a
                // revocation.
                .addProperty("transaction_read_only", "off")
                .addProperty("statement_timeout", millis(settings))
                .addProperty("idle_in_transaction_session_timeout", millis(settings));
        return settings.tls() == SslMode.DISABLE ? options : options.setSslOptions(Encryption.ofPool(settings));
    }

    private static String millis(PostgresConfig settings) {
        return Long.toString(settings.statementTimeout().toMillis());
    }

    private static PoolOptions poolOptions(PostgresConfig settings) {
        return new PoolOptions()
                .setMaxSize(settings.poolSize())
                .setMaxWaitQueueSize(settings.waitQueueMax())
                .setConnectionTimeout(Math.toIntExact(settings.acquireTimeout().toMillis()))
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(IDLE_SECONDS_MAX)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxLifetime((int) LIFETIME_MAX.toSeconds())
                .setMaxLifetimeUnit(TimeUnit.SECONDS)
                .setPoolCleanerPeriod(CLEANER_MILLIS);
    }

    private static NetClientOptions netOptions(PostgresConfig settings) {
        int silenceSeconds = Math.toIntExact(settings.statementTimeout().toSeconds()) + SILENCE_MARGIN_SECONDS;
        return new NetClientOptions()
                .setConnectTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
                .setTcpKeepAlive(true)
                .setReadIdleTimeout(Math.max(silenceSeconds, IDLE_SECONDS_MAX + SILENCE_MARGIN_SECONDS));
    }
}
