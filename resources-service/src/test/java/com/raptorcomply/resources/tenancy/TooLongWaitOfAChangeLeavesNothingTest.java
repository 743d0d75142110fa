package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A change that waits for another one until the statement time-out is refused as overload, stores nothing, and may be repeated. */
class TooLongWaitOfAChangeLeavesNothingTest {
    private final UnderTest service =
            new UnderTest(PostgresServer.shared()).start(Map.of("database.statementTimeout", "500ms"));
    private final Caller caller = Caller.of(service, UUID.randomUUID());
    private final Records records = new Records(service.database(), caller.organization());
    private final JsonObject asset = Records.asset(records.system("S-1"), "T-1");
    private final JsonObject bulk = new JsonObject()
            .put(
                    "items",
                    new JsonArray()
                            .add(new JsonObject().put("action", "create").put("record", asset))
                            .add(new JsonObject()
                                    .put("action", "create")
                                    .put("record", asset.copy().put("assetTag", "T-2"))));

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void butARefusal() throws SQLException {
        try (Connection another = records.open()) {
            assertRefused(caller.post("/cyber-assets", asset, "Idempotency-Key", "one"));
            assertRefused(caller.post("/cyber-assets/bulk", bulk, "Idempotency-Key", "bulk"));
            another.rollback();
        }
        assertThat(records.query("SELECT asset_tag FROM cyber_asset")).isEmpty();
        assertThat(records.query("SELECT action FROM activity")).isEmpty();

        Answer again = caller.post("/cyber-assets", asset, "Idempotency-Key", "one");
        assertThat(again.status()).as(again.body()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEmpty();
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.object().getString("code")).isEqualTo("overloaded");
        assertThat(answer.message()).isEqualTo("The database did not finish in time. Please try again later.");
    }
}
