package com.raptorcomply.keyservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.totp.SecretCipher;
import com.raptorcomply.keyservice.webhook.delivery.Deliveries;
import com.raptorcomply.keyservice.webhook.delivery.WebhookSignature;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command {@code reencrypt-secrets}. */
class PreviousKeysOfSecretsCanBeRemovedTest {
    private static final int PEOPLE = 1_001;
    private static final String SECRET_OF_APP = "twenty bytes of code";
    private static final Map<String, String> ROTATED_KEYS = Map.of(
            "KEYSERVICE_SESSIONS_TOTP_KEY",
            key(1),
            "KEYSERVICE_SESSIONS_TOTP_KEY_PREVIOUS",
            TestService.TAG_KEY,
            "KEYSERVICE_WEBHOOKS_SECRET_KEY",
            key(2),
            "KEYSERVICE_WEBHOOKS_SECRET_KEY_PREVIOUS",
            TestService.TAG_KEY);

    private final TestService service = TestService.on(PostgresServer.shared());
    private final TestCommandLine command = new TestCommandLine(service.database());
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);
    private final Map<UUID, String> secretsOfWebhooks = new TreeMap<>();

    @BeforeEach
    void fill() throws SQLException {
        SecretCipher cipher = cipher(TestService.TAG_KEY);
        try (Connection connection = service.database().ownerConnection();
                PreparedStatement people = connection.prepareStatement("""
                        WITH person AS (
                            INSERT INTO app_user (id, organization_id, email, address_key, name, role)
                            VALUES (?, ?, ?, ?, 'Some Body', 'user') RETURNING id)
                        INSERT INTO second_factor (user_id, secret) SELECT id, ? FROM person""")) {
            for (int i = 0; i < PEOPLE; i++) {
                UUID id = UUID.randomUUID();
                people.setObject(1, id);
                people.setObject(2, admin.organizationId());
                people.setString(3, id + "@example.test");
                people.setString(4, id + "@example.test");
                people.setBytes(
                        5,
                        cipher.seal(
                                SECRET_OF_APP.getBytes(StandardCharsets.US_ASCII), SecretCipher.secondFactorOf(id)));
                people.addBatch();
            }
            people.executeBatch();
        }
        createWebhook();
        service.delete(admin, createWebhook());
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void afterAllSecretsAreEncryptedWithTheCurrentOnes() throws SQLException {
        assertThat(command.run(ROTATED_KEYS, "reencrypt-secrets"))
                .as(command.err())
                .isZero();

        assertThat(command.out().lines())
                .containsExactly(
                        "Encrypted with the current key: 1001 second factors",
                        "Encrypted with the current key: 2 secrets of webhooks");
        assertThat(secondFactors(key(1))).hasSize(PEOPLE).allSatisfy((user, secret) -> assertThat(secret)
                .isEqualTo(SECRET_OF_APP));
        assertThat(webhooks(key(2))).isEqualTo(secretsOfWebhooks);
        assertThat(command.run(ROTATED_KEYS, "reencrypt-secrets")).as("again").isZero();
        assertThat(webhooks(key(2))).isEqualTo(secretsOfWebhooks);
    }

    @Test
    void exceptThoseWhoseKeyIsNotConfigured() throws SQLException {
        Map<String, String> withoutPrevious =
                Map.of("KEYSERVICE_SESSIONS_TOTP_KEY", TestService.TAG_KEY, "KEYSERVICE_WEBHOOKS_SECRET_KEY", key(2));

        assertThat(command.run(withoutPrevious, "reencrypt-secrets")).isEqualTo(1);

        assertThat(command.out()).contains("1001 second factors", "0 secrets of webhooks");
        assertThat(command.err().lines())
                .containsExactlyElementsOf(secretsOfWebhooks.keySet().stream()
                        .map(id -> "No key decrypts the secret of webhook " + id)
                        .sorted()
                        .toList());
        assertThat(webhooks(TestService.TAG_KEY)).as("unchanged").isEqualTo(secretsOfWebhooks);
    }

    private String createWebhook() {
        Reply created = service.post(
                admin,
                "/organizations/" + admin.organizationId() + "/webhooks",
                new JsonObject().put("name", "SIEM").put("url", "https://siem.example.test"));
        JsonObject webhook = created.object();
        secretsOfWebhooks.put(UUID.fromString(webhook.getString("id")), webhook.getString("secret"));
        return created.header("Location");
    }

    private Map<UUID, String> secondFactors(String key) throws SQLException {
        return decrypted(
                "SELECT user_id, secret FROM second_factor",
                key,
                SecretCipher::secondFactorOf,
                secret -> new String(secret, StandardCharsets.US_ASCII));
    }

    private Map<UUID, String> webhooks(String key) throws SQLException {
        return decrypted("SELECT id, secret FROM webhook", key, Deliveries::secretOwner, WebhookSignature::reveal);
    }

    private Map<UUID, String> decrypted(
            String select, String key, Function<UUID, String> purpose, Function<byte[], String> reveal)
            throws SQLException {
        Map<UUID, String> secrets = new TreeMap<>();
        try (Connection connection = service.database().ownerConnection();
                ResultSet rows = connection.createStatement().executeQuery(select)) {
            while (rows.next()) {
                UUID id = rows.getObject(1, UUID.class);
                Optional<byte[]> secret = cipher(key).open(rows.getBytes(2), purpose.apply(id));
                secrets.put(id, secret.map(reveal).orElse("unreadable"));
            }
        }
        return secrets;
    }

    private static SecretCipher cipher(String key) {
        return SecretCipher.of(Secret.of(key), null);
    }

    private static String key(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
