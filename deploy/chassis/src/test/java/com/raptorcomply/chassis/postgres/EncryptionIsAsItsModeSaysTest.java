package com.raptorcomply.chassis.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.service.Readiness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server without TLS is spoken with only in the modes that allow it. No mode needs a file of certificates. */
class EncryptionIsAsItsModeSaysTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "allow", "prefer"})
    void withoutItIfAllowed(String mode) {
        assertThat(Await.result(pool(mode).query("SELECT 1").execute()).size()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"require", "verify-ca", "verify-full"})
    void orNotAtAll(String mode) {
        assertThat(Await.failure(pool(mode).query("SELECT 1").execute())).isNotInstanceOf(NullPointerException.class);
    }

    private Pool pool(String mode) {
        Map<String, Object> settings =
                new HashMap<>(PostgresServer.shared().freshDatabase().overrides());
        settings.put("database.tls", mode);
        return Postgres.open(vertx, TestDatabase.config(settings), new SimpleMeterRegistry(), new Readiness(vertx))
                .pool();
    }
}
