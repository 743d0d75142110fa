package com.raptorcomply.resources.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An import whose rows were right when it checked them reports the rows that another change has made wrong before it could
 * store them.
 */
class ImportHearsOfChangesBetweenTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID system = records.system("S-1");
    private final UUID other = records.system("S-2");

    @Test
    void ofATagThatIsTaken() throws SQLException {
        String asset = caller.post("/cyber-assets", Records.asset(other, "T-0"))
                .object()
                .getString("id");

        JsonObject fault = faultAfter("UPDATE cyber_asset SET asset_tag = 'T-2' WHERE id = '" + asset + "'", "");

        assertThat(fault.getString("column")).isEqualTo("assetTag");
        assertThat(fault.getString("code")).isEqualTo("already_exists");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?mode=upsert"})
    void ofASystemThatIsDeleted(String mode) throws SQLException {
        JsonObject fault =
                faultAfter("UPDATE cyber_system SET deleted_at = change_time() WHERE id = '" + other + "'", mode);

        assertThat(fault.getString("column")).isEqualTo("cyberSystemId");
        assertThat(fault.getString("code")).isEqualTo("reference_not_found");
    }

    /** Returns the fault of an import that waited for this change; it is about the second asset. */
    private JsonObject faultAfter(String change, String mode) throws SQLException {
        String file = Upload.REQUIRED + ",cyberSystemId\r\n" + Upload.row("T-1") + "," + system + "\r\n"
                + Upload.row("T-2") + "," + other + "\r\n";
        CompletableFuture<Answer> importing;
        try (Connection another = records.open();
                Statement statement = another.createStatement()) {
            importing = CompletableFuture.supplyAsync(() -> new Upload(caller, system).sendWith(mode, file));
            Await.until("the import waits for the other change", () -> records.queryOutside(
                            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%begin_change%'")
                    .equals("1"));
            statement.execute(change);
            another.commit();
        }
        Answer refused = importing.join();
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        JsonArray errors = refused.object().getJsonObject("report").getJsonArray("errors");
        assertThat(errors).hasSize(1);
        assertThat(records.query("SELECT count(*) FROM cyber_asset WHERE asset_tag = 'T-1'"))
                .containsExactly("0");
        JsonObject fault = errors.getJsonObject(0);
        assertThat(fault.getInteger("row")).isEqualTo(3);
        return fault;
    }
}
