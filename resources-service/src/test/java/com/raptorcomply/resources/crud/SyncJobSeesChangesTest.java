package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** {@code updatedSince} lists the records created, changed or deleted since then, and no older ones. */
class SyncJobSeesChangesTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final UUID system = Records.of(caller).system("S1");

    @Test
    void onlyLaterChanges() {
        String kept = create("T-1");
        String changed = create("T-2");
        String removed = create("T-3");
        String last = caller.get(removed).object().getString("updatedAt");

        caller.patch(changed, new JsonObject().put("count", 2));
        caller.delete(removed);

        // The newest time that the job has seen. Records of exactly that time may appear again.
        assertThat(tags("?updatedSince=" + last)).contains("T-2").doesNotContain("T-3");
        assertThat(tags("?updatedSince=" + last + "&includeDeleted=true")).contains("T-2", "T-3");
        assertThat(tags("?updatedSince=9999-01-01T00:00:00Z&includeDeleted=true"))
                .isEmpty();
        for (String offset : new String[] {"%2B02:00", "+02:00", "%2B0200", "+0200", "+00:00", "+0000", "Z", "-07"}) {
            assertThat(tags("?updatedSince=2020-01-01T00:00:00" + offset))
                    .as(offset)
                    .hasSize(2);
        }
        assertThat(caller.get(kept).status()).isEqualTo(200);
        JsonArray all = caller.get("/cyber-assets?includeDeleted=true&updatedSince=" + last)
                .array();
        JsonObject gone = all.getJsonObject(all.size() - 1);
        assertThat(gone.getBoolean("isDeleted")).isTrue();
        assertThat(gone.getString("updatedAt")).isGreaterThan(last);
    }

    @Test
    void laterChangeAfterTheClockWentBack() throws SQLException {
        create("T-0");
        try (Connection owner = UnderTest.shared().database().ownerConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("SELECT set_config('app.organization_id', '" + caller.organization() + "', false)");
            statement.execute("UPDATE activity_head SET last_at = last_at + interval '1 hour'");
        }
        String path = create("T-1");
        String seen = caller.get(path).object().getString("updatedAt");
        assertThat(Instant.parse(seen)).isAfter(Instant.now().plus(Duration.ofMinutes(59)));

        String changed =
                caller.patch(path, new JsonObject().put("count", 2)).object().getString("updatedAt");
        caller.delete(path);

        assertThat(changed).isGreaterThan(seen);
        assertThat(tags("?includeDeleted=true&updatedSince=" + changed)).containsExactly("T-1");
    }

    private String create(String tag) {
        return caller.post("/cyber-assets", Records.asset(system, tag)).header("Location");
    }

    private List<String> tags(String query) {
        return caller.get("/cyber-assets" + query).array().stream()
                .map(asset -> ((JsonObject) asset).getString("assetTag"))
                .toList();
    }
}
