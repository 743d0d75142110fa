package com.raptorcomply.acceptance.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.postgres.TestDatabase;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.keyservice.KeyService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.resources.ResourcesService;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two replicas of the data service follow a real key service into one database. */
class PersonIsKnownToTheDataServiceTest {
    private static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String CREDENTIAL = "data-service-credential-of-the-test";
    private static final Vertx VERTX = Vertx.vertx();
    private static final TestDatabase KEYS = PostgresServer.shared().freshDatabase();
    private static final TestDatabase RECORDS = PostgresServer.shared().freshDatabase();
    private static final KeyService KEY_SERVICE = Await.result(KeyService.start(
            VERTX,
            settings(
                    "KEYSERVICE",
                    KEYS,
                    Map.of(
                            "gateway.credential", "gateway-credential-of-the-test",
                            "resources.credential", CREDENTIAL,
                            "tagKeys.1", SECRET,
                            "sessions.totpKey", SECRET))));
    private static final List<ResourcesService> REPLICAS = List.of(replica(), replica());

    @AfterAll
    static void close() {
        REPLICAS.forEach(replica -> Await.result(replica.close()));
        Await.result(KEY_SERVICE.close());
        Await.result(VERTX.close());
    }

    @Test
    void soonAfterItIsMadeAndToItsOrganizationOnly() {
        UUID organization = organization();
        UUID other = organization();
        UUID person = person(organization);

        Await.until("the person is known", () -> names(organization, person).equals(List.of("Some Body")));
        assertThat(names(other, person)).isEmpty();
        assertThat(names(null, person)).isEmpty();
    }

    @Test
    void withItsOrganizationsTimeZone() {
        UUID organization = organization();
        Await.until("the organization is known", () -> query(organization, "SELECT time_zone FROM organization")
                .equals(List.of("UTC")));
    }

    private static UUID organization() {
        return Await.result(KEY_SERVICE.bootstrap().createOrganization("Organization " + UUID.randomUUID()));
    }

    private static UUID person(UUID organization) {
        return Await.result(KEY_SERVICE
                .bootstrap()
                .createUser(organization, UUID.randomUUID() + "@example.test", "Some Body", UserRole.USER));
    }

    private static List<String> names(@Nullable UUID organization, UUID person) {
        return query(organization, "SELECT name FROM person WHERE id = '" + person + "'");
    }

    /** Reads as the data service's own role. */
    private static List<String> query(@Nullable UUID organization, String sql) {
        try (Connection connection = RECORDS.userConnection();
                Statement statement = connection.createStatement()) {
            if (organization != null) {
                statement.execute("SELECT set_config('app.organization_id', '" + organization + "', false)");
            }
            try (ResultSet rows = statement.executeQuery(sql)) {
                return rows.next() ? List.of(rows.getString(1)) : List.of();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ResourcesService replica() {
        return Await.result(ResourcesService.start(
                VERTX,
                settings(
                        "RESOURCES",
                        RECORDS,
                        Map.of(
                                "keyservice.urls",
                                List.of("http://127.0.0.1:" + KEY_SERVICE.port()),
                                "keyservice.credential",
                                CREDENTIAL))));
    }

    private static Settings settings(String prefix, TestDatabase database, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(database.overrides());
        settings.put("port", 0);
        settings.put("management.port", 0);
        settings.putAll(more);
        return Settings.load(prefix, null, Map.of(), settings);
    }
}
