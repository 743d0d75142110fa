package com.raptorcomply.keyservice.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityIsCompleteAndUnchangedTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);

    @Test
    void namesWhoInWhichRequestChangedWhat() {
        JsonObject made = make("activity-test-1");
        service.patch(admin, "/users/" + made.getString("id"), new JsonObject().put("name", "Kim Two"));

        List<JsonObject> entries = entries("?resourceType=user");
        assertThat(entries).hasSize(2);
        JsonObject update = entries.get(0);
        assertThat(update.getString("action")).isEqualTo("update");
        assertThat(update.getString("resourceId")).isEqualTo(made.getString("id"));
        assertThat(update.getJsonObject("changes"))
                .isEqualTo(new JsonObject("{\"name\":{\"from\":\"Kim\",\"to\":\"Kim Two\"}}"));
        assertThat(update.getJsonObject("actor").getString("id")).isEqualTo(String.valueOf(admin.keyId()));
        assertThat(entries.get(1).getString("requestId")).isEqualTo("activity-test-1");
    }

    @Test
    void neverHoldsASecret() {
        String token = make("activity-test-2").getString("invitationToken");
        assertThat(service.count("SELECT count(*) FROM activity a WHERE a::text LIKE '%' || ? || '%'", token))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor", "resourceType", "action"})
    void isAskedForWithinBounds(String filter) {
        for (String odd : new String[] {"%00", "a%00b", "n".repeat(511)}) {
            Reply refused = service.get(admin, "/activity?" + filter + "=" + odd);
            assertThat(refused.status()).as(odd).isEqualTo(400);
            assertThat(refused.object().getString("message")).startsWith("Parameter '" + filter + "' must");
        }
        for (String odd :
                new String[] {"%E2%80%AE", "%27%20OR%201%3D1--", "%F0%9F%98%80", "%3Cscript%3E", "%25", "n".repeat(510)
                }) {
            Reply found = service.get(admin, "/activity?" + filter + "=" + odd);
            if (filter.equals("resourceType")) {
                assertThat(found.status()).as(odd).isEqualTo(400);
                assertThat(found.object().getString("message")).contains("api-key, invitation, organization");
            } else {
                assertThat(found.body()).as(odd).isEqualTo("[]");
            }
        }
    }

    @Test
    void isPagedAndFiltered() {
        make("activity-test-3");
        make("activity-test-4");
        Reply first = service.get(admin, "/activity?limit=3");
        assertThat(first.array()).hasSize(3);
        String link = first.header("Link");
        assertThat(service.get(admin, link.substring(1, link.indexOf('>'))).array())
                .hasSize(1);
        assertThat(entries("?action=create&resourceType=invitation")).hasSize(2);
        assertThat(entries("?actor=" + admin.ownerUserId())).hasSize(4);
        assertThat(entries("?to=2001-01-01T00:00:00Z")).isEmpty();
        assertThat(service.get(admin, "/activity?cursor=x").status()).isEqualTo(400);
        assertThat(service.get(admin, "/activity?before=x").status()).isEqualTo(400);
        long third = first.array().getJsonObject(2).getLong("sequence");
        assertThat(entries("?before=" + third)).hasSize(1);
    }

    @Test
    void isForAdminsOfTheOrganizationOnly() {
        assertThat(service.get(service.person(organizationId, UserRole.USER), "/activity")
                        .status())
                .isEqualTo(403);
        TestCaller stranger = service.person(service.organization(), UserRole.ORG_ADMIN);
        make("activity-test-5");
        assertThat(service.get(stranger, "/activity").array()).isEmpty();
        assertThat(service.get(stranger, "/activity?organizationId=" + organizationId)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void isNotWrittenWhenTheChangeFails() {
        assertThat(service.post(admin, "/users", new JsonObject().put("email", "x"))
                        .status())
                .isEqualTo(422);
        JsonObject made = make("activity-test-6");
        service.post(admin, "/users", body().put("email", made.getString("email")));
        assertThat(entries("?resourceType=user")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO activity SELECT * FROM activity LIMIT 1",
                "UPDATE activity SET actor_name = 'somebody else'",
                "DELETE FROM activity",
                "UPDATE activity_head SET sequence = 0"
            })
    void cannotBeChangedByTheService(String sql) throws SQLException {
        make("activity-test-7");
        try (Connection connection = service.database().userConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("permission denied");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE activity SET actor_name = 'somebody else' WHERE organization_id = '%s' AND sequence = 2",
                "UPDATE activity SET changes = '{}' WHERE organization_id = '%s' AND sequence = 2",
                "DELETE FROM activity WHERE organization_id = '%s' AND sequence = 2",
                "DELETE FROM activity WHERE organization_id = '%s' AND sequence = 4",
                "UPDATE activity SET hash = sha256('x') WHERE organization_id = '%s' AND sequence = 4",
                "DELETE FROM activity_head WHERE organization_id = '%s'"
            })
    void andTheChainTellsWhenItsOwnerHasChangedIt(String sql) throws SQLException {
        make("activity-test-8");
        make("activity-test-9");
        assertThat(broken()).isZero();
        try (Connection connection = service.database().ownerConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("ALTER TABLE activity DISABLE TRIGGER activity_append_only");
            statement.execute(sql.formatted(organizationId));
            try (var rows = statement.executeQuery(
                    "SELECT count(*) FROM broken_activity() WHERE organization_id = '" + organizationId + "'")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(1);
            }
            connection.rollback();
        }
    }

    private JsonObject make(String requestId) {
        Reply reply = service.send(service.request(admin, "/users")
                .header("Content-Type", "application/json")
                .header("X-Request-Id", requestId)
                .POST(BodyPublishers.ofString(body().encode())));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.object();
    }

    private static JsonObject body() {
        return new JsonObject()
                .put("email", UUID.randomUUID() + "@example.test")
                .put("name", "Kim")
                .put("role", "user");
    }

    private List<JsonObject> entries(String query) {
        return service.get(admin, "/activity" + query).array().stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private long broken() {
        return service.count("SELECT count(*) FROM broken_activity() WHERE organization_id = ?", organizationId);
    }
}
