package com.raptorcomply.chassis.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.FreePort;
import com.raptorcomply.chassis.failure.FailureReason;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailureReasonIsInWordsTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void codesOfTheDatabaseHaveTheirMeaning() {
        Map.of(
                        "28P01", "SQLSTATE 28P01, the password is refused: ",
                        "57P03", "SQLSTATE 57P03, the database is starting or stopping: ",
                        "53100", "SQLSTATE 53100, the disk of the database is full: ")
                .forEach((code, words) -> assertThat(
                                FailureReason.of(new PgException("as the server says it", "FATAL", code, null)))
                        .startsWith(words)
                        .contains("as the server says it"));
    }

    @Test
    void databaseThatIsMissingIsNamed() {
        TestDatabase database = PostgresServer.shared().freshDatabase();
        assertThat(FailureReason.of(Await.failure(connect(database.port(), database.user(), "none_such"))))
                .startsWith("SQLSTATE 3D000, there is no such database: ")
                .contains("none_such");
        assertThat(jdbcFailure(database.port(), database.user(), "none_such"))
                .startsWith("SQLSTATE 3D000, there is no such database: ")
                .contains("none_such");
    }

    @Test
    void databaseWithoutAFreeConnectionSaysSo() throws SQLException {
        TestDatabase database = PostgresServer.shared().freshDatabase();
        try (var owner = database.ownerConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("ALTER DATABASE " + database.name() + " CONNECTION LIMIT 0");
        }
        assertThat(FailureReason.kind(Await.failure(connect(database.port(), database.user(), database.name()))))
                .isEqualTo("SQLSTATE 53300, the database has no connection left");
    }

    @Test
    void valuesOfRowsStayOut() {
        PgException twice = new PgException("duplicate key value: jo@example.com", "ERROR", "23505", "jo@example.com");
        assertThat(FailureReason.of(twice)).isEqualTo("SQLSTATE 23505, a constraint is violated");
    }

    @Test
    void refusedConnectionHasItsAddress() {
        int port = FreePort.find();
        assertThat(FailureReason.of(Await.failure(vertx.createNetClient().connect(port, "127.0.0.1"))))
                .isEqualTo("connection refused: 127.0.0.1:" + port);
        assertThat(FailureReason.of(Await.failure(connect(port, "somebody", "somewhere"))))
                .isEqualTo("connection refused: 127.0.0.1:" + port);
        assertThat(jdbcFailure(port, "somebody", "somewhere")).contains("127.0.0.1:" + port + " refused");
    }

    @Test
    void kindShowsNoAddress() {
        int port = FreePort.find();
        assertThat(FailureReason.kind(Await.failure(vertx.createNetClient().connect(port, "127.0.0.1"))))
                .isEqualTo("connection refused");
    }

    @Test
    void otherFailuresAreNoBareClassNames() {
        assertThat(FailureReason.of(ClosedConnectionException.INSTANCE)).isEqualTo("the connection was closed");
        assertThat(FailureReason.of(new ExecutionException(new NoSuchFileException("/a/b"))))
                .isEqualTo("no such file: /a/b");
        assertThat(FailureReason.of(Future.failedFuture("Timeout").cause())).isEqualTo("timed out: Timeout");
        assertThat(FailureReason.of(new NullPointerException())).isEqualTo("null pointer");
        assertThat(FailureReason.of(null)).isEqualTo("illegal state: unknown failure");
    }

    @Test
    void causesFollow() {
        Exception expired = new CertificateExpiredException("NotAfter: Sun Nov 29 12:00:00 UTC 2026");
        SSLException refused =
                new SSLException("PKIX path validation failed", new CertPathValidatorException("validity", expired));
        assertThat(FailureReason.of(new ExecutionException(refused)))
                .isEqualTo("TLS failed: PKIX path validation failed; cause: cert path validator: validity;"
                        + " cause: certificate expired: NotAfter: Sun Nov 29 12:00:00 UTC 2026");
        assertThat(FailureReason.of(new CompletionException(new IllegalStateException("no key", expired))))
                .isEqualTo("illegal state: no key; cause: certificate expired: " + expired.getMessage());
    }

    @Test
    void causeThatSaysNothingMoreIsLeftOut() {
        IllegalStateException cause = new IllegalStateException("no key");
        assertThat(FailureReason.of(new IllegalArgumentException("Bad: no key", cause)))
                .isEqualTo("illegal argument: Bad: no key");
        ConnectException refused = new ConnectException("Connection refused: db/10.0.0.7:5432");
        refused.initCause(new ConnectException("finishConnect(..) failed: Connection refused"));
        assertThat(FailureReason.of(refused)).isEqualTo("connection refused: 10.0.0.7:5432");
    }

    @Test
    void lineIsBounded() {
        Exception chain = new IllegalStateException("the last");
        for (int depth = 0; depth < 1000; depth++) {
            chain = new IllegalStateException(depth + "x".repeat(500), chain);
        }
        assertThat(FailureReason.of(chain)).hasSize(600).startsWith("illegal state: 999x");

        IllegalStateException loop = new IllegalStateException("a");
        loop.initCause(new IllegalStateException("b", loop));
        assertThat(FailureReason.of(loop)).isEqualTo("illegal state: a; cause: illegal state: b");
    }

    @Test
    void causesShowNoSecrets() {
        String key = "rc_live_" + "1AbCdEfGhIjK".repeat(5);
        Exception below = new IllegalStateException("postgresql://app:hunter2@db:5432/x refused " + key);
        assertThat(FailureReason.of(new IllegalStateException("above", below)))
                .isEqualTo("illegal state: above; cause: illegal state: "
                        + "postgresql://[redacted]@db:5432/x refused rc_live_[redacted]");
        SQLException row = new SQLException("duplicate", "23505", new IllegalStateException("jo@example.com"));
        assertThat(FailureReason.of(row)).isEqualTo("SQLSTATE 23505, a constraint is violated");
    }

    private Future<PgConnection> connect(int port, String user, String database) {
        return PgConnection.connect(
                vertx,
                new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setUser(user)
                        .setPassword("test-password")
                        .setDatabase(database));
    }

    private static String jdbcFailure(int port, String user, String database) {
        try {
            DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, user, "test-password")
                    .close();
            return "connected";
        } catch (SQLException failure) {
            return FailureReason.of(failure);
        }
    }
}
