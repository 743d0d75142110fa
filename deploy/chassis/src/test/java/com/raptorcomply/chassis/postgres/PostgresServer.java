package com.raptorcomply.chassis.postgres;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.tls.TlsConfig;
import io.vertx.core.Vertx;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a real PostgreSQL server for tests. {@link #shared} is one for the JVM, never stopped. {@link #own} is one for a
 * single test, which may stop and restart it on the same port.
 */
public final class PostgresServer implements AutoCloseable {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final Path directory;
    private final boolean stoppable;
    /** The databases that are only copied, by the location of their migrations. */
    private final Map<String, TestDatabase> templates = new ConcurrentHashMap<>();

    private @Nullable EmbeddedPostgres server;
    private int port;

    private PostgresServer(boolean stoppable) {
        try {
            this.directory = Files.createTempDirectory("postgres-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.stoppable = stoppable;
        start();
    }

    /** Returns the JVM's server; starts it at the first call. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** Starts a new server for a test that stops it. Close it at the end. */
    public static PostgresServer own() {
        return new PostgresServer(true);
    }

    /** Creates an empty database with its own owner and application role. */
    public TestDatabase freshDatabase() {
        String name = nextName();
        TestDatabase database = new TestDatabase(port, name, name + "_owner", name + "_app");
        String login =
                " LOGIN PASSWORD '" + TestDatabase.PASSWORD + "' NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE";
        execute("CREATE ROLE " + database.owner() + login, "CREATE ROLE " + database.user() + login);
        return create(database, "template1");
    }

    /**
     * Creates a database with the tables of these migrations. PostgreSQL copies it from one that the first call migrates,
     * so that the migrations run once. All copies have the same roles.
     *
     * @param location of the migrations on the class path
     */
    public TestDatabase migratedDatabase(String location) {
        TestDatabase template = templates.computeIfAbsent(location, this::migrated);
        return create(new TestDatabase(port, nextName(), template.owner(), template.user()), template.name());
    }

    private TestDatabase migrated(String location) {
        TestDatabase database = freshDatabase();
        Vertx vertx = Vertx.vertx();
        Await.result(new Migrations(
                        vertx, database.settings(), location, () -> false, Migrations.MIGRATOR_WAIT_MAX, reason -> {})
                .run());
        Await.result(vertx.close());
        return database;
    }

    private TestDatabase create(TestDatabase database, String template) {
        execute(
                "CREATE DATABASE " + database.name() + " TEMPLATE " + template + " OWNER " + database.owner(),
                "REVOKE ALL ON DATABASE " + database.name() + " FROM PUBLIC",
                "GRANT CONNECT ON DATABASE " + database.name() + " TO " + database.user());
        return database;
    }

    /** Returns another login of a database, a member of its application role. */
    TestDatabase anotherLogin(TestDatabase of) {
        TestDatabase database = new TestDatabase(port, of.name(), of.owner(), of.user() + "_b");
        execute("CREATE ROLE " + database.user() + " LOGIN PASSWORD '" + TestDatabase.PASSWORD + "' IN ROLE "
                + of.user());
        return database;
    }

    private static String nextName() {
        return "test_" + DATABASES.incrementAndGet();
    }

    /** Has the server offer TLS to new connections. */
    void encrypt(TlsConfig identity) {
        execute(
                "ALTER SYSTEM SET ssl_cert_file = '" + identity.certificateFile() + "'",
                "ALTER SYSTEM SET ssl_key_file = '" + identity.keyFile() + "'",
                "ALTER SYSTEM SET ssl = on",
                "SELECT pg_reload_conf()");
        Await.until("new connections get the certificate", () -> presents(identity.certificateFile()));
    }

    private boolean presents(Path certificate) {
        try (Connection connection = running().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW ssl_cert_file")) {
            return rows.next() && rows.getString(1).equals(certificate.toString());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs these statements as the superuser. */
    void execute(String... statements) {
        try (Connection connection = running().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the server on its previous port. */
    public void start() {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(!stoppable)
                    .setPGStartupWait(START_TIMEOUT)
                    .setServerConfig("fsync", "off")
                    // Services under test open thousands of connections; 4,096 iterations for each take a tenth of the
                    // processor.
                    .setServerConfig("scram_iterations", "1")
                    .setServerConfig("max_connections", "300");
            EmbeddedPostgres started = (port == 0 ? builder : builder.setPort(port)).start();
            server = started;
            port = started.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the server as a standby without a primary: it accepts connections and rejects writes. */
    public void startAsStandby() {
        Path signal = directory.resolve("standby.signal");
        try {
            Files.createFile(signal);
            start();
            Files.delete(signal); // read only at the start, so the next start is a primary's
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server and closes its connections. The data stay. */
    public void stop() {
        try {
            running().close();
            server = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            stop();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres running() {
        EmbeddedPostgres started = server;
        if (started == null) {
            throw new IllegalStateException("The server is stopped");
        }
        return started;
    }

    private static final class Shared {
        static final PostgresServer SERVER = new PostgresServer(false);
    }
}
