package com.raptorcomply.chassis.postgres;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.service.CheckResult;
import com.raptorcomply.chassis.service.Readiness;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service's database: a pool in which everything is bounded, and the readiness check {@code database}. Opening needs
 * no database: the pool connects when asked, fails fast while nobody answers, and works again when somebody does.
 */
public final class Postgres {
    private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);
    private static final Pattern LOCAL = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");
    private static final int IDLE_SECONDS_MAX = 30;
    private static final int LIFETIME_MINUTES_MAX = 30;
    private static final int CLEANER_MILLIS = 5_000;
    private static final int PREPARED_STATEMENTS_MAX = 256;
    /** A connection whose peer has vanished without a word is given up this long after a statement should have ended. */
    private static final int SILENCE_MARGIN_SECONDS = 5;

    private final Vertx vertx;
    private final PostgresConfig settings;
    private final Pool pool;
    /** One connection apart, for checks and {@link #cancel}, so that a service with much to do does not look like one without a database. */
    private final Pool checking;

    private final AtomicBoolean migrated = new AtomicBoolean();
    private final AtomicReference<String> waitsFor = new AtomicReference<>("its first answer");
    private final AtomicBoolean closed = new AtomicBoolean();

    private Postgres(Vertx vertx, PostgresConfig settings, Pool pool, Pool checking) {
        this.vertx = vertx;
        this.settings = settings;
        this.pool = pool;
        this.checking = checking;
    }

    /** Makes the pool, its gauge and its readiness check; until {@link #migrate} has completed, the check fails. */
    public static Postgres open(Vertx vertx, PostgresConfig settings, MeterRegistry meters, Readiness readiness) {
        warnOfPlainText(settings);
        Pool pool = pool(vertx, settings, poolOptions(settings));
        Pool checking = pool(vertx, settings, poolOptions(settings).setMaxSize(1));
        Gauge.builder("postgres.pool.connections", pool, Pool::size)
                .description("Connections to the database, in use or idle")
                .register(meters);
        Postgres postgres = new Postgres(vertx, settings, pool, checking);
        readiness.check("database", postgres::check);
        return postgres;
    }

    /** Connections as the role that serves requests. */
    public Pool pool() {
        return pool;
    }

    /**
     * Makes PostgreSQL stop the statement that this connection of the pool runs, if it runs one. Keep the connection until
     * the future has completed, because the signal could otherwise hit the statement of its next user.
     */
    public Future<Void> cancel(SqlConnection connection) {
        return checking.preparedQuery("SELECT pg_cancel_backend($1)")
                .execute(Tuple.of(PgConnection.cast(connection).processId()))
                .mapEmpty();
    }

    /** For a connection outside of the pool, such as one that listens to notifications. */
    public PgConnectOptions connectOptions() {
        return connectOptions(settings);
    }

    /**
     * Runs the migrations of this classpath location ({@code migrations/keyservice}) as the owner, off the event loop,
     * trying again until the database answers. Fails only for what waiting does not cure. {@code ${appRole}} in a
     * migration is the role that serves requests.
     */
    public Future<Void> migrate(String location) {
        return new Migrations(vertx, settings, location, closed::get, waitsFor::set)
                .run()
                .onSuccess(done -> migrated.set(true));
    }

    public Future<Void> close() {
        closed.set(true);
        return pool.close().eventually(checking::close);
    }

    private Future<CheckResult> check() {
        if (!migrated.get()) {
            return Future.succeededFuture(CheckResult.failing("Waiting for the database: " + waitsFor.get()));
        }
        return checking.query("SELECT 1")
                .execute()
                .map(answer -> CheckResult.ok())
                .otherwise(
                        failure -> CheckResult.failing("The database cannot be used: " + FailureReason.kind(failure)));
    }

    /** Passwords are safe all the same, because PostgreSQL asks for them by SCRAM; what is read and written is not. */
    private static void warnOfPlainText(PostgresConfig settings) {
        if (settings.tls() == SslMode.DISABLE && !LOCAL.matcher(settings.host()).matches()) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.DATABASE, settings.database())
                    .log("Connections to the database are not encrypted: set database.tls");
        }
    }

    private static Pool pool(Vertx vertx, PostgresConfig settings, PoolOptions options) {
        return PgBuilder.pool()
                .using(vertx)
                .connectingTo(connectOptions(settings))
                .with(options)
                .with(netOptions(settings))
                .build();
    }

    private static PgConnectOptions connectOptions(PostgresConfig settings) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setDatabase(settings.database())
                .setUser(settings.user())
                .setPassword(settings.password().reveal())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(PREPARED_STATEMENTS_MAX)
                // Those of any length: the client passes over longer ones, which would be parsed and planned each time.
                .setPreparedStatementCacheSqlFilter(sql -> true)
                .setReconnectAttempts(0)
                .setSslMode(settings.tls())
                // A standby refuses whoever asks for this; its answers may be older than a revocation.
                .addProperty("transaction_read_only", "off")
                .addProperty("statement_timeout", millis(settings))
                .addProperty("idle_in_transaction_session_timeout", millis(settings));
        Path trusted = settings.tlsRootFile();
        if (trusted != null) {
            options.setSslOptions(new ClientSSLOptions()
                    .setTrustOptions(new PemTrustOptions().addCertPath(trusted.toString()))
                    .setHostnameVerificationAlgorithm("HTTPS"));
        }
        return options;
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
                .setMaxLifetime(LIFETIME_MINUTES_MAX)
                .setMaxLifetimeUnit(TimeUnit.MINUTES)
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
