package com.raptorcomply.keyservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.service.MetricsDocument;
import com.raptorcomply.chassis.service.Readiness;
import com.raptorcomply.keyservice.activity.ChainMeters;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.key.StockMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OperatorsSeeKeysSignInsAndBrokenChainsTest {
    private final TestService service = TestService.with(Map.of());
    private final UUID organization = service.organization();
    private final TestCaller admin = service.person(organization, UserRole.ORG_ADMIN);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Vertx vertx = Vertx.vertx();
    private final Postgres postgres = Postgres.open(vertx, service.database().settings(), meters, new Readiness(vertx));

    @AfterEach
    void close() {
        Await.result(postgres.close());
        Await.result(vertx.close());
        service.close();
    }

    @Test
    void inTheirMetrics() throws SQLException {
        service.mint(admin, new JsonObject());
        String ending = service.mint(admin, new JsonObject()).getString("id");
        String revoked = service.mint(admin, new JsonObject()).getString("id");
        service.delete(admin, "/api-keys/" + revoked);
        service.execute("UPDATE api_key SET expires_at = now() + interval '29 days' WHERE id = ?::uuid", ending);

        Await.result(new StockMeters(vertx, postgres.pool(), meters).read());

        assertThat(gauge("keys", "active")).isEqualTo(2);
        assertThat(gauge("keys", "revoked")).isEqualTo(1);
        assertThat(gauge("keys", "expired")).isZero();
        assertThat(meters.get("keys.ending.soon").gauge().value()).isEqualTo(1);

        ChainMeters chains = new ChainMeters(vertx, postgres.pool(), meters);
        Await.result(chains.verify());
        assertThat(meters.get("activity.chains.broken").gauge().value()).isZero();
        assertThat(meters.get("activity.chains.verified.timestamp").gauge().value())
                .isPositive();
        breakChain();
        Await.result(chains.verify());
        assertThat(meters.get("activity.chains.broken").gauge().value()).isEqualTo(1);

        service.post(null, "/sessions", "{\"email\":\"nobody@example.test\",\"password\":\"not the password\"}");
        Pattern refused = Pattern.compile("(?m)^sign_ins_total\\{.*outcome=\"refused\".*way=\"password\".*} 1\\.0$");
        Await.until("the sign-in is counted", () -> refused.matcher(MetricsDocument.scrape(service.managementPort()))
                .find());
    }

    private double gauge(String name, String state) {
        return meters.get(name).tag("state", state).gauge().value();
    }

    private void breakChain() throws SQLException {
        try (Connection connection = service.database().ownerConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE activity DISABLE TRIGGER activity_append_only");
            statement.execute(
                    "UPDATE activity SET actor_name = 'somebody else' WHERE sequence = 2 AND organization_id = '"
                            + organization + "'");
        }
    }
}
