package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MintedKeyIsShownOnceTest {
    private final TestService service = TestService.shared();
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);

    @Test
    void creationAnswersTheKeyItsPlaceAndItsTerms() {
        Reply reply = service.post(
                admin, "/api-keys", new JsonObject().put("name", "SCADA sync").put("kind", "organization"));

        assertThat(reply.status()).isEqualTo(201);
        JsonObject key = reply.object();
        assertThat(reply.header("Location")).isEqualTo("/api-keys/" + key.getString("id"));
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(PresentedKey.parse(key.getString("key"))).isInstanceOf(PresentedKey.Wellformed.class);
        assertThat(key.getString("name")).isEqualTo("SCADA sync");
        assertThat(key.getString("kind")).isEqualTo("organization");
        assertThat(key.getString("role")).isEqualTo("api_user");
        assertThat(key.getString("status")).isEqualTo("active");
        assertThat(TestService.strings(key, "permissions")).containsExactlyElementsOf(KeyRole.API_USER.permissions());
        assertThat(key.getJsonObject("createdBy").getString("id")).isEqualTo(String.valueOf(admin.ownerUserId()));
        assertThat(key.getValue("lastUsedAt")).isNull();
        assertThat(key.containsKey("expiresAt")).isTrue();
    }

    @Test
    void readingAndListingShowItMaskedOnly() {
        JsonObject createdKey = service.mint(admin, new JsonObject());
        String key = createdKey.getString("key");

        Reply read = service.get(admin, "/api-keys/" + createdKey.getString("id"));
        Reply list = service.get(admin, "/api-keys");

        String secret = key.substring(20, 68);
        assertThat(read.body() + list.body()).doesNotContain(secret);
        JsonObject shown = read.object().getJsonArray("secrets").getJsonObject(0);
        assertThat(shown.getString("masked")).isEqualTo(key.substring(0, 20) + '…' + key.substring(68));
        assertThat(shown.getString("id")).isEqualTo(key.substring(9, 20));
        assertThat(read.object().containsKey("key")).isFalse();
    }

    @Test
    void noColumnOfTheDatabaseHoldsIt() throws SQLException {
        String key = service.mint(admin, new JsonObject()).getString("key");

        for (String table : List.of("api_key", "key_secret", "change_log", "organization", "app_user")) {
            try (Connection connection = service.database().ownerConnection();
                    ResultSet rows = connection.createStatement().executeQuery("SELECT t::text FROM " + table + " t")) {
                while (rows.next()) {
                    assertThat(rows.getString(1)).doesNotContain(key.substring(20, 40));
                }
            }
        }
    }
}
