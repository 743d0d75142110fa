package com.raptorcomply.resources.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp.Restriction;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A restricted caller sees evidence with the record that it is about, and a file with evidence that refers to it. While
 * nothing refers to a file, only its uploader sees it.
 */
class FileIsSeenWithWhatRefersToItTest {
    private static final byte[] PDF = FileClient.pdf(1000, 1);

    private final FileClient all = FileClient.ofNewOrganization();
    private final Records records = Records.of(all.caller());
    private final UUID here = records.facility("F-1");
    private final UUID there = records.facility("F-2");
    private final FileClient inside = restricted(here);
    private final FileClient outside = restricted(there);
    private String asset = "";
    private String otherAsset = "";

    private FileClient restricted(UUID facility) {
        Caller other =
                all.caller().withRestrictions(new Restriction(List.of(facility), List.of(), List.of(), List.of()));
        return new FileClient(other.ownedBy(UUID.randomUUID()));
    }

    @BeforeEach
    void createAssets() {
        asset = asset(here, "T-1");
        otherAsset = asset(there, "T-2");
    }

    private String asset(UUID facility, String tag) {
        UUID system = records.systemIn("facility_id", facility, "S-" + tag);
        return all.caller()
                .post("/cyber-assets", Records.asset(system, tag))
                .object()
                .getString("id");
    }

    @Test
    void evidenceWithItsRecord() {
        String path = all.caller().post("/evidence", note(asset)).header("Location");

        assertThat(inside.caller().get(path).status()).isEqualTo(200);
        assertThat(total(inside)).isEqualTo(1);
        assertThat(inside.caller().get("/evidence").array()).hasSize(1);
        assertThat(outside.caller().get(path).status()).isEqualTo(404);
        assertThat(outside.caller().delete(path).status()).isEqualTo(404);
        assertThat(total(outside)).isZero();
        assertThat(outside.caller().get("/evidence").array()).isEmpty();
        assertThat(outside.caller().post("/evidence", note(asset)).status()).isEqualTo(422);
        assertThat(inside.caller().post("/evidence", note(asset)).status()).isEqualTo(201);
    }

    @Test
    void unusedFileByItsUploaderAlone() {
        String path = "/files/" + inside.uploaded("a.pdf", PDF).getString("id");

        assertSeen(inside, path);
        assertSeen(all, path);
        assertHidden(outside, path);
        assertHidden(restricted(here), path);
        // The person is the same with another key.
        Caller otherKey = new Caller(
                inside.caller().url(),
                inside.caller().signer(),
                inside.caller().organization(),
                UUID.randomUUID(),
                inside.caller().permissions(),
                inside.caller().restrictions(),
                null,
                inside.caller().owner());
        assertSeen(new FileClient(otherKey), path);
    }

    @Test
    void usedFileWithItsEvidence() {
        String id = inside.uploaded("a.pdf", PDF).getString("id");
        String path = "/files/" + id;
        String ofHere = all.caller().post("/evidence", file(asset, id)).header("Location");

        assertSeen(inside, path);
        assertSeen(restricted(here), path);
        assertHidden(outside, path);

        String ofThere = all.caller().post("/evidence", file(otherAsset, id)).header("Location");
        assertSeen(outside, path);
        assertThat(all.caller().delete(ofHere).status()).isEqualTo(204);
        assertSeen(outside, path);
        // Only evidence there refers to it now, which its uploader does not see.
        assertHidden(inside, path);
        assertThat(inside.caller().post("/evidence", file(asset, id)).status()).isEqualTo(422);

        assertThat(all.caller().delete(ofThere).status()).isEqualTo(204);
        assertSeen(inside, path);
        assertHidden(outside, path);
    }

    @Test
    void neverByAnotherOrganization() {
        String id = all.uploaded("a.pdf", PDF).getString("id");
        String path = all.caller().post("/evidence", file(asset, id)).header("Location");
        FileClient stranger = FileClient.ofNewOrganization();

        assertHidden(stranger, "/files/" + id);
        assertThat(stranger.caller().get(path).status()).isEqualTo(404);
        assertThat(stranger.caller().post("/evidence", note(asset)).status()).isEqualTo(422);
        // Equal bytes of another organization are stored apart.
        assertThat(stranger.uploaded("a.pdf", PDF).getString("id")).isNotEqualTo(id);
    }

    @Test
    void entriesOfTheLogWithTheirRecords() {
        String id = inside.uploaded("a.pdf", PDF).getString("id");
        all.caller().post("/evidence", file(asset, id));

        String types = "SELECT string_agg(resource_type, ' ' ORDER BY resource_type) FROM activity"
                + " WHERE resource_type IN ('file', 'evidence')";
        assertThat(records.query(types)).containsExactly("evidence file");
        assertThat(seenIn(here, types)).containsExactly("evidence file");
        assertThat(seenIn(there, types)).containsExactly((String) null);
    }

    private List<String> seenIn(UUID facility, String sql) {
        String restriction = "[{\"facilities\":[\"" + facility + "\"]}]";
        try (var connection = records.open();
                var statement = connection.createStatement()) {
            statement.execute("SELECT set_config('app.restrictions', '" + restriction + "', true)");
            try (var rows = statement.executeQuery(sql)) {
                List<String> found = new java.util.ArrayList<>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertSeen(FileClient client, String path) {
        assertThat(client.get(path).body()).isEqualTo(PDF);
        assertThat(client.caller().get(path + "/metadata").status()).isEqualTo(200);
    }

    private static void assertHidden(FileClient client, String path) {
        assertThat(client.get(path).statusCode()).isEqualTo(404);
        assertThat(client.caller().get(path + "/metadata").status()).isEqualTo(404);
        assertThat(client.caller().delete(path + "/soft-delete").status()).isEqualTo(404);
        assertThat(client.upload(path + "/version", "a.pdf", PDF).statusCode()).isEqualTo(404);
    }

    private int total(FileClient client) {
        return client.caller().get("/evidence/by-resource/" + asset).object().getInteger("total");
    }

    private static JsonObject note(String asset) {
        return new JsonObject()
                .put("resourceId", asset)
                .put("resourceType", "cyber_asset")
                .put("type", "note")
                .put("noteText", "Seen");
    }

    private static JsonObject file(String asset, String file) {
        return new JsonObject()
                .put("resourceId", asset)
                .put("resourceType", "cyber_asset")
                .put("type", "file")
                .put("fileId", file);
    }
}
