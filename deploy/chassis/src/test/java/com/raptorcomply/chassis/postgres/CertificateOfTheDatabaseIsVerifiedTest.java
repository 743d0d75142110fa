package com.raptorcomply.chassis.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.service.Readiness;
import com.raptorcomply.chassis.tls.TestAuthority;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The migrations and the pool, which are different clients, verify the same in each mode. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CertificateOfTheDatabaseIsVerifiedTest {
    private static final String MIGRATING = "the migration of its tables";
    private static final Duration LIFE = Duration.ofDays(1);

    private final PostgresServer server = PostgresServer.own();
    private final TestDatabase database = server.freshDatabase();
    private final Vertx vertx = Vertx.vertx();
    private TestAuthority trusted;
    private TestAuthority other;

    @BeforeAll
    void make(@TempDir Path folder) {
        trusted = new TestAuthority(folder.resolve("trusted"));
        other = new TestAuthority(folder.resolve("other"));
    }

    @AfterAll
    void close() {
        server.close();
        Await.result(vertx.close());
    }

    @ParameterizedTest
    @CsvSource({
        "verify-full, trusted, localhost, 1",
        "verify-ca, trusted, elsewhere.example, 1",
        "require, trusted, elsewhere.example, 1",
        "require, , elsewhere.example, -1",
        "prefer, other, elsewhere.example, -1"
    })
    void accepted(String mode, @Nullable String authority, String host, int days) {
        present(host, days);
        assertThat(migrate(mode, authority)).isEqualTo(MIGRATING);
        assertThat(Await.result(query(mode, authority))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "verify-full, other, localhost, 1",
        "verify-full, trusted, elsewhere.example, 1",
        "verify-full, trusted, localhost, -1",
        "verify-full, , localhost, 1",
        "verify-ca, other, localhost, 1",
        "verify-ca, , localhost, 1",
        "require, other, localhost, 1"
    })
    void refused(String mode, @Nullable String authority, String host, int days) {
        present(host, days);
        boolean isOtherHost = host.startsWith("elsewhere");
        assertThat(migrate(mode, authority))
                .isEqualTo(isOtherHost ? "SQLSTATE 08006, the connection was lost" : "TLS failed");

        Throwable failure = Await.failure(query(mode, authority));
        assertThat(FailureReason.kind(failure)).isEqualTo("TLS failed");
        assertThat(DatabaseFailure.isUnavailable(failure)).isTrue();
    }

    @Test
    void byTheAuthoritiesOfTheJvmWithoutAFile() throws Exception {
        present("localhost", 1);
        TestAuthority.JvmTrust trust = trusted.trustedByTheJvm();
        try {
            assertThat(Await.result(query("verify-full", null))).isTrue();
        } finally {
            trust.close();
        }
    }

    private void present(String host, int days) {
        server.encrypt(trusted.issue(host + days, List.of(host), LIFE.multipliedBy(days)));
    }

    /** Returns what a migration says first. */
    private String migrate(String mode, @Nullable String authority) {
        Promise<String> first = Promise.promise();
        new Migrations(
                        vertx,
                        settings(mode, authority),
                        "migrations/chassis",
                        () -> first.future().isComplete(),
                        Migrations.MIGRATOR_WAIT_MAX,
                        first::tryComplete)
                .run();
        return Await.result(first.future());
    }

    /** Returns if the connection of a query is encrypted. */
    private Future<Boolean> query(String mode, @Nullable String authority) {
        Postgres postgres =
                Postgres.open(vertx, settings(mode, authority), new SimpleMeterRegistry(), new Readiness(vertx));
        return postgres.pool()
                .query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0))
                .eventually(postgres::close);
    }

    private PostgresConfig settings(String mode, @Nullable String authority) {
        Map<String, Object> settings = new HashMap<>(database.overrides());
        settings.put("database.url", "postgresql://localhost:" + database.port() + "/" + database.name());
        settings.put("database.tls", mode);
        if (authority != null) {
            settings.put(
                    "database.tlsRootFile",
                    (authority.equals("trusted") ? trusted : other)
                            .certificateFile()
                            .toString());
        }
        return TestDatabase.config(settings);
    }
}
