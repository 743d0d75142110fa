package com.raptorcomply.keyservice.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActingKeyIsNamedWithItsUserTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final UUID user = Objects.requireNonNull(admin.ownerUserId());
    private final TestCaller key = TestCaller.organizationKey(organizationId, KeyRole.ORG_SUPER.permissions());

    @Test
    void inEachEntryOfWhatItDid() {
        make(key.actingAs(user, "Kim Lee"));

        JsonObject actor = entry("").getJsonObject("actor");
        assertThat(actor.getString("kind")).isEqualTo("key");
        assertThat(actor.getString("id")).isEqualTo(key.keyId().toString());
        assertThat(actor.getJsonObject("actingAs"))
                .isEqualTo(new JsonObject().put("id", user.toString()).put("name", "Kim Lee"));
    }

    @Test
    void andFoundByEitherOfThem() {
        make(key.actingAs(user, "Kim Lee"));

        for (String actor : List.of(key.keyId().toString(), user.toString(), "Kim%20Lee", "Calling%20key")) {
            assertThat(entry("&actor=" + actor).getString("action")).as(actor).isEqualTo("create");
        }
    }

    @Test
    void butNotWhatItDidByItself() {
        make(key);

        assertThat(entry("").getJsonObject("actor").containsKey("actingAs")).isFalse();
    }

    @Test
    void andDoesOnlyWhatTheStampPermits() {
        TestCaller narrowed = TestCaller.organizationKey(organizationId, List.of("tasks:read"))
                .actingAs(user, "Kim Lee");

        assertThat(service.post(narrowed, "/users", body()).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acting_as_name = 'Somebody Else'",
                "acting_as_id = NULL, acting_as_name = NULL",
                "acting_as_id = gen_random_uuid()"
            })
    void andTheChainTellsWhenSomebodyChangedWho(String change) throws SQLException {
        make(key.actingAs(user, "Kim Lee"));
        assertThat(service.count("SELECT count(*) FROM broken_activity() WHERE organization_id = ?", organizationId))
                .isZero();
        try (Connection connection = service.database().ownerConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("ALTER TABLE activity DISABLE TRIGGER activity_append_only");
            statement.execute("UPDATE activity SET " + change + " WHERE organization_id = '" + organizationId + "'");
            try (ResultSet rows = statement.executeQuery(
                    "SELECT count(*) FROM broken_activity() WHERE organization_id = '" + organizationId + "'")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(1);
            }
            connection.rollback();
        }
    }

    private void make(TestCaller caller) {
        Reply reply = service.post(caller, "/users", body());
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    }

    private static JsonObject body() {
        return new JsonObject()
                .put("email", UUID.randomUUID() + "@example.test")
                .put("name", "New Person")
                .put("role", "user");
    }

    private JsonObject entry(String filter) {
        return service.get(admin, "/activity?resourceType=user&limit=1" + filter)
                .array()
                .getJsonObject(0);
    }
}
