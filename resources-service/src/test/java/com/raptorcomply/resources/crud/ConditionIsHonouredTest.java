package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A current copy is not sent again, and a change on a stale copy is refused (RFC 9110 section 13). */
class ConditionIsHonouredTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final UUID system = Records.of(caller).system("S1");
    private String path = "";
    private String stale = "";
    private String current = "";

    @BeforeEach
    void createAndChange() {
        Answer created = caller.post("/cyber-assets", Records.asset(system, "T-1"));
        path = created.header("Location");
        stale = created.header("ETag");
        current = caller.patch(path, new JsonObject().put("count", 2)).header("ETag");
    }

    @Test
    void currentCopyIsNotSentAgain() {
        for (String condition : new String[] {current, "W/" + current, "\"x\", " + current, "*"}) {
            Answer same = caller.get(path, "If-None-Match", condition);
            assertThat(same.status()).as(condition).isEqualTo(304);
            assertThat(same.body()).isEmpty();
            assertThat(same.header("ETag")).isEqualTo(current);
        }
        assertThat(caller.get(path, "If-None-Match", stale).status()).isEqualTo(200);
    }

    @Test
    void versionThatIsGoneIsNotSent() {
        for (String condition : new String[] {stale, "W/" + current, "\"\""}) {
            Answer refused = caller.get(path, "If-Match", condition);
            assertThat(refused.status()).as(condition).isEqualTo(412);
            assertThat(refused.object().getString("code")).isEqualTo("precondition_failed");
        }
        assertThat(caller.get(path, "If-Match", "rubbish").status()).isEqualTo(400);
        for (String condition : new String[] {current, "\"x\", " + current, "*"}) {
            assertThat(caller.get(path, "If-Match", condition).status()).isEqualTo(200);
        }
        assertThat(caller.get(path, "If-Match", stale, "If-None-Match", stale).status())
                .isEqualTo(412);
        assertThat(caller.get(path, "If-Match", current, "If-None-Match", current)
                        .status())
                .isEqualTo(304);
    }

    @Test
    void staleCopyChangesNothing() {
        for (String condition : new String[] {stale, "W/" + current, "\"\""}) {
            assertThat(caller.patch(path, new JsonObject().put("count", 5), "If-Match", condition)
                            .status())
                    .as(condition)
                    .isEqualTo(412);
            assertThat(caller.put(path, Records.asset(system, "T-9"), "If-Match", condition)
                            .status())
                    .isEqualTo(412);
            assertThat(caller.delete(path, "If-Match", condition).status()).isEqualTo(412);
        }
        assertThat(caller.get(path).header("ETag")).isEqualTo(current);
    }

    @Test
    void conditionWithoutEntityTagsIsABadRequest() {
        for (String condition : new String[] {"rubbish", "\"open", ""}) {
            Answer refused = caller.delete(path, "If-Match", condition);
            assertThat(refused.status()).as(condition).isEqualTo(400);
            assertThat(refused.object().getString("field")).isEqualTo("If-Match");
        }
        assertThat(caller.get(path).header("ETag")).isEqualTo(current);
    }

    /** If-None-Match refuses a write that must not change an existing record (RFC 9110 section 13.1.2). */
    @Test
    void writeThatIsNotToFindTheRecordChangesNothing() {
        for (String condition : new String[] {"*", current, "W/" + current, "\"x\", " + current}) {
            Answer refused = caller.patch(path, new JsonObject().put("count", 5), "If-None-Match", condition);
            assertThat(refused.status()).as(condition).isEqualTo(412);
            assertThat(refused.object().getString("code")).isEqualTo("precondition_failed");
            assertThat(caller.put(path, Records.asset(system, "T-9"), "If-None-Match", condition)
                            .status())
                    .isEqualTo(412);
            assertThat(caller.delete(path, "If-None-Match", condition).status()).isEqualTo(412);
        }
        assertThat(caller.get(path).header("ETag")).isEqualTo(current);
        assertThat(caller.patch(path, new JsonObject().put("count", 5), "If-None-Match", stale)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void currentCopyChanges() {
        Answer changed = caller.patch(path, new JsonObject().put("count", 5), "If-Match", current);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(caller.put(path, Records.asset(system, "T-9"), "If-Match", "*")
                        .status())
                .isEqualTo(200);
        String latest = caller.get(path).header("ETag");
        assertThat(caller.delete(path, "If-Match", "\"x\", " + latest).status()).isEqualTo(204);
    }

    /** Two writers of one version, both waiting for the row, do not overwrite each other. */
    @Test
    void ofTwoChangesOfOneVersionAtOnceOneIsMade() throws SQLException {
        List<CompletableFuture<Integer>> changes;
        try (Connection holder = UnderTest.shared().database().userConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT set_config('app.organization_id', '" + caller.organization() + "', true)");
            statement.execute("SELECT FROM cyber_asset FOR UPDATE");
            changes = IntStream.of(7, 8).mapToObj(this::change).toList();
            Await.until("both changes wait", () -> waiting(statement) == 2);
            holder.rollback();
        }

        assertThat(changes.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 412);
    }

    private CompletableFuture<Integer> change(int count) {
        JsonObject patch = new JsonObject().put("count", count);
        return CompletableFuture.supplyAsync(
                () -> caller.patch(path, patch, "If-Match", current).status());
    }

    /** Returns the number of connections that wait for a lock. */
    private static int waiting(Statement statement) {
        try (ResultSet rows = statement.executeQuery("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void conditionMayBeRequired() {
        try (UnderTest strict = new UnderTest(PostgresServer.shared()).start(Map.of("requireIfMatch", true))) {
            Caller guarded = Caller.of(strict, UUID.randomUUID());
            UUID place = new Records(strict.database(), guarded.organization()).system("S1");
            Answer created = guarded.post("/cyber-assets", Records.asset(place, "T-1"));
            String asset = created.header("Location");

            assertThat(guarded.patch(asset, new JsonObject().put("count", 2)).status())
                    .isEqualTo(428);
            assertThat(guarded.delete(asset).status()).isEqualTo(428);
            assertThat(guarded.delete(asset, "If-Match", created.header("ETag")).status())
                    .isEqualTo(204);
        }
    }
}
