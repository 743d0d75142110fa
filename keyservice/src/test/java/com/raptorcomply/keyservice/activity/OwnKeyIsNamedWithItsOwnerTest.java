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

/** The log names the key that a user called with and its owner, as the data service's log does. */
class OwnKeyIsNamedWithItsOwnerTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final UUID owner = Objects.requireNonNull(admin.ownerUserId());

    @Test
    void inEachEntryOfWhatItDid() {
        make(admin);

        JsonObject actor = entry("").getJsonObject("actor");
        assertThat(actor.getString("kind")).isEqualTo("key");
        assertThat(actor.getString("id")).isEqualTo(admin.keyId().toString());
        assertThat(actor.getString("name")).isEqualTo("Calling key");
        assertThat(actor.getJsonObject("owner"))
                .isEqualTo(new JsonObject().put("id", owner.toString()).put("name", "Some Body"));
    }

    @Test
    void andFoundByEitherOfThem() {
        make(admin);

        for (String actor : List.of(admin.keyId().toString(), owner.toString(), "Some%20Body", "Calling%20key")) {
            assertThat(entry("&actor=" + actor).getString("action")).as(actor).isEqualTo("create");
        }
    }

    @Test
    void butNoOwnerOfAnOrganizationKey() {
        make(TestCaller.organizationKey(organizationId, KeyRole.ORG_SUPER.permissions()));

        assertThat(entry("").getJsonObject("actor").containsKey("owner")).isFalse();
    }

    /** The digests of entries without an owner, as earlier versions computed them. */
    @Test
    void andEntriesOfBeforeKeepTheirDigests() {
        TestCaller key = TestCaller.organizationKey(organizationId, KeyRole.ORG_SUPER.permissions());
        make(key);
        make(key.actingAs(owner, "Kim Lee"));

        String digest = """
                SELECT count(*) FROM activity WHERE organization_id = ? AND hash = sha256(previous_hash || convert_to(
                json_build_array(organization_id, sequence, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                actor_kind, actor_id, actor_name, request_id, action, resource_type, resource_id, changes%s)::text, 'UTF8'))""";
        assertThat(service.count(digest.formatted(""), organizationId)).isEqualTo(2);
        assertThat(service.count(digest.formatted(", acting_as_id, acting_as_name"), organizationId))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner_name = 'Somebody Else'", "owner_id = NULL, owner_name = NULL"})
    void andTheChainTellsWhenSomebodyChangedWho(String change) throws SQLException {
        make(admin);
        String broken = "SELECT count(*) FROM broken_activity() WHERE organization_id = ";
        assertThat(service.count(broken + "?", organizationId)).isZero();
        try (Connection connection = service.database().ownerConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("ALTER TABLE activity DISABLE TRIGGER activity_append_only");
            statement.execute("UPDATE activity SET " + change + " WHERE organization_id = '" + organizationId + "'");
            try (ResultSet rows = statement.executeQuery(broken + "'" + organizationId + "'")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(1);
            }
            connection.rollback();
        }
    }

    private void make(TestCaller caller) {
        JsonObject body = new JsonObject()
                .put("email", UUID.randomUUID() + "@example.test")
                .put("name", "New Person")
                .put("role", "user");
        Reply reply = service.post(caller, "/users", body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    }

    private JsonObject entry(String filter) {
        return service.get(admin, "/activity?resourceType=user&limit=1" + filter)
                .array()
                .getJsonObject(0);
    }
}
