package com.raptorcomply.resources.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each change adds one entry to its organization's chain. A refused change adds none, and tampering is detected. */
class ChangeIsLoggedTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final UUID system = Records.of(caller).system("S1");

    @Test
    void whoDidWhat() throws SQLException {
        Answer created = caller.post("/cyber-assets", Records.asset(system, "T-1"), "X-Request-Id", "request-0001");
        String path = created.header("Location");
        caller.patch(path, new JsonObject().put("count", 2).put("macAddress", "00:1A:2B:3C:4D:5E"));
        caller.patch(path, new JsonObject().put("count", 0));
        caller.patch(path, new JsonObject().put("count", 2));
        caller.delete(path);

        assertThat(entries("action")).containsExactly("create", "update", "delete");
        assertThat(entries("link")).containsExactly("1", "2", "3");
        assertThat(entries("resource_type")).containsOnly("cyber_asset");
        assertThat(entries("resource_id")).containsOnly(created.object().getString("id"));
        assertThat(entries("actor_name")).containsOnly("Data import service");
        assertThat(entries("actor_id")).containsOnly(caller.key().toString());
        assertThat(entries("request_id").get(0)).isEqualTo("request-0001");
        assertThat(new JsonObject(entries("changes").get(0))).isEqualTo(created.object());
        assertThat(new JsonObject(entries("changes").get(1)))
                .isEqualTo(new JsonObject()
                        .put("count", new JsonObject().put("from", 1).put("to", 2))
                        .put("macAddress", new JsonObject().putNull("from").put("to", "00:1A:2B:3C:4D:5E")));
    }

    @Test
    void actingKeyIsNamedWithItsUser() throws SQLException {
        UUID user = UUID.randomUUID();
        caller.actingAs(user, "Kim Lee").post("/cyber-assets", Records.asset(system, "T-1"));
        caller.post("/cyber-assets", Records.asset(system, "T-2"));

        assertThat(entries("actor_name")).containsOnly("Data import service");
        assertThat(entries("actor_id")).containsOnly(caller.key().toString());
        assertThat(entries("acting_as_name")).containsExactly("Kim Lee", null);
        assertThat(entries("acting_as_id")).containsExactly(user.toString(), null);
        assertThat(broken()).isNull();

        tamper("UPDATE activity_link SET acting_as_id = '" + UUID.randomUUID() + "' WHERE sequence = 1");
        assertThat(broken()).isEqualTo(1);
    }

    @Test
    void keyOfAUserIsNamedWithItsOwner() throws SQLException {
        UUID owner = UUID.randomUUID();
        caller.ownedBy(owner).post("/cyber-assets", Records.asset(system, "T-1"));
        caller.post("/cyber-assets", Records.asset(system, "T-2"));

        assertThat(entries("actor_kind")).containsOnly("key");
        assertThat(entries("actor_id")).containsOnly(caller.key().toString());
        assertThat(entries("actor_name")).containsOnly("Data import service");
        assertThat(entries("owner_id")).containsExactly(owner.toString(), null);
        assertThat(broken()).isNull();

        tamper("UPDATE activity_link SET owner_id = NULL WHERE sequence = 1");
        assertThat(broken()).isEqualTo(1);
    }

    @Test
    void refusedCreationLeavesNothing() throws SQLException {
        caller.post("/cyber-assets", Records.asset(system, "T-1"));
        caller.post("/cyber-assets", Records.asset(system, "T-1"));
        caller.post("/cyber-assets", Records.asset(UUID.randomUUID(), "T-2"));

        assertThat(entries("action")).containsExactly("create");
    }

    @Test
    void chainHoldsUnderConcurrency() throws SQLException {
        List<CompletableFuture<Integer>> all = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> caller.post("/cyber-assets", Records.asset(system, "T-" + i))
                                .status()))
                .toList();
        assertThat(all.stream().map(CompletableFuture::join).distinct()).containsExactly(201);

        assertThat(entries("link")).hasSize(20).endsWith("20");
        assertThat(broken()).isNull();
    }

    @Test
    void tamperingShows() throws SQLException {
        for (int i = 1; i <= 3; i++) {
            caller.post("/cyber-assets", Records.asset(system, "T-" + i));
        }
        assertThat(broken()).isNull();

        tamper("UPDATE activity_link SET actor_name = 'nobody' WHERE sequence = 2");
        assertThat(broken()).isEqualTo(2);
    }

    private List<String> entries(String column) throws SQLException {
        return query("SELECT (" + column
                + ")::text FROM (SELECT l.*, a.link, a.action, a.resource_type, a.resource_id, a.changes"
                + " FROM activity a JOIN activity_link l ON l.sequence = a.link) e ORDER BY e.link");
    }

    private @Nullable Long broken() {
        try (Chain chain = Chain.of(UnderTest.shared().database(), caller.organization())) {
            return chain.broken();
        }
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection = UnderTest.shared().database().userConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT set_config('app.organization_id', '" + caller.organization() + "', true)");
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    /** Changes the log as a table owner who has disabled the trigger. */
    private void tamper(String sql) throws SQLException {
        try (Connection connection = UnderTest.shared().database().ownerConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT set_config('app.organization_id', '" + caller.organization() + "', true)");
            statement.execute("ALTER TABLE activity_link DISABLE TRIGGER activity_link_append_only");
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
            statement.execute("ALTER TABLE activity_link ENABLE TRIGGER activity_link_append_only");
            connection.commit();
        }
    }
}
