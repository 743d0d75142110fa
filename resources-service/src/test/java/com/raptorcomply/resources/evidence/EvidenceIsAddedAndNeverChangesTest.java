package com.raptorcomply.resources.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Evidence is one file, note or link about a record of the organization. It can be deleted, but not changed. */
class EvidenceIsAddedAndNeverChangesTest {
    private final FileClient client = FileClient.ofNewOrganization();
    private final Caller caller = client.caller();
    private final Records records = Records.of(caller);
    private String asset = "";

    @BeforeEach
    void createAsset() {
        asset = asset("T-1");
    }

    private String asset(String tag) {
        UUID system = records.systemIn("facility_id", records.facility("F-" + tag), "S-" + tag);
        return caller.post("/cyber-assets", Records.asset(system, tag)).object().getString("id");
    }

    @Test
    void ofEachType() {
        String file = client.uploaded("a.pdf", FileClient.pdf(100, 1)).getString("id");
        for (JsonObject body : List.of(note(), link(), file(file))) {
            Answer created = caller.post("/evidence", body, "Idempotency-Key", body.getString("type"));

            assertThat(created.status()).as(created.body()).isEqualTo(201);
            assertThat(created.header("Location")).isEqualTo("/evidence/" + id(created));
            body.forEach(member ->
                    assertThat(created.object().getValue(member.getKey())).isEqualTo(member.getValue()));
            assertThat(caller.get("/evidence/" + id(created)).object()).isEqualTo(created.object());
            Answer again = caller.post("/evidence", body, "Idempotency-Key", body.getString("type"));
            assertThat(again.body()).isEqualTo(created.body());
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        }

        JsonObject all = caller.get("/evidence/by-resource/" + asset).object();
        assertThat(all.getInteger("total")).isEqualTo(3);
        assertThat(all.getJsonArray("data")).isEqualTo(caller.get("/evidence").array());
        assertThat(caller.get("/evidence?fileId=" + file).array()).hasSize(1);
        assertThat(caller.get("/evidence?resourceId=" + asset).array()).hasSize(3);
        assertThat(caller.get("/evidence/by-resource/" + UUID.randomUUID()).object())
                .isEqualTo(new JsonObject("{\"data\":[],\"total\":0}"));
        assertThat(records.query("SELECT action FROM activity WHERE resource_type = 'evidence'"))
                .containsExactly("create", "create", "create");
    }

    /** A change is removed from the body of a note that is good. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"noteText":null}                                       | noteText     | required
            {"noteText":""}                                         | noteText     | invalid_value
            {"url":"https://example.com"}                           | url          | unknown_field
            {"type":"link"}                                         | noteText     | unknown_field
            {"type":"link","noteText":null}                         | url          | required
            {"type":"link","noteText":null,"url":"javascript:a()"}  | url          | invalid_value
            {"type":"link","noteText":null,"url":"https://a:b@c/"}  | url          | invalid_value
            {"type":"link","noteText":null,"url":"/relative"}       | url          | invalid_value
            {"type":"file","noteText":null}                         | fileId       | required
            {"type":"file","noteText":null,"fileId":"0f8fad5b-d9cb-469f-a165-70867728950e"} | fileId | reference_not_found
            {"type":"other"}                                        | type         | invalid_value
            {"resourceType":"facility"}                             | resourceType | invalid_value
            {"resourceType":"task"}                                 | resourceId   | reference_not_found
            {"resourceType":"access_control"}                       | resourceId   | reference_not_found
            {"resourceId":"0f8fad5b-d9cb-469f-a165-70867728950e"}   | resourceId   | reference_not_found
            {"fileVersion":1}                                       | fileVersion  | read_only
            {"organizationId":"0f8fad5b-d9cb-469f-a165-70867728950e"} | organizationId | unknown_field
            """)
    void onlyWhole(String change, String field, String code) {
        JsonObject body = note();
        new JsonObject(change).forEach(member -> {
            if (member.getValue() == null) {
                body.remove(member.getKey());
            } else {
                body.put(member.getKey(), member.getValue());
            }
        });

        Answer refused = caller.post("/evidence", body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.object().getString("code")).isEqualTo(code);
        assertThat(refused.object().getString("field")).isEqualTo(field);
        assertThat(caller.get("/evidence").array()).isEmpty();
    }

    /** CIP-004 R5: evidence that access was removed is about the person, also after the person has left. */
    @Test
    void aboutTheAccessOfAPerson() {
        UUID person = records.person("Ada");
        JsonObject body = note().put("resourceType", "access_control").put("resourceId", person.toString());
        Caller some = caller.withRestrictions(
                new Stamp.Restriction(List.of(UUID.randomUUID()), List.of(), List.of(), List.of()));

        Answer created = caller.post("/evidence", body);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        records.executeAsOwner("UPDATE person SET status = 'deleted', deleted_at = now() WHERE id = '" + person + "'");
        assertThat(caller.post("/evidence", body).status()).isEqualTo(201);
        assertThat(caller.get("/evidence/by-resource/" + person).object().getInteger("total"))
                .isEqualTo(2);
        assertThat(some.get("/evidence/by-resource/" + person).object().getInteger("total"))
                .isZero();
        assertThat(some.get(created.header("Location")).status()).isEqualTo(404);
        assertThat(some.post("/evidence", body).object().getString("code")).isEqualTo("reference_not_found");
    }

    @Test
    void neverChanged() {
        String path = caller.post("/evidence", note()).header("Location");

        assertThat(caller.send("PATCH", path, "{}", "Content-Type", "application/json")
                        .status())
                .isEqualTo(405);
        assertThat(caller.send("PUT", path, note().encode(), "Content-Type", "application/json")
                        .status())
                .isEqualTo(405);
        assertThatThrownBy(() -> records.execute("UPDATE evidence SET note_text = 'x'"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void deletedForGood() {
        String path = caller.post("/evidence", note()).header("Location");

        assertThat(caller.withPermissions("evidence:read").delete(path).status())
                .isEqualTo(403);
        assertThat(caller.delete(path).status()).isEqualTo(204);
        assertThat(caller.get(path).status()).isEqualTo(404);
        assertThat(caller.get("/evidence/by-resource/" + asset).object().getInteger("total"))
                .isZero();
        assertThat(caller.get("/evidence?includeDeleted=true").array()).hasSize(1);
    }

    /** The version of the file that was current when the evidence was added stays, and the file is kept. */
    @Test
    void withTheVersionOfItsFile() {
        byte[] first = FileClient.pdf(1000, 1);
        JsonObject file = client.uploaded("a.pdf", first);
        String path = "/files/" + file.getString("id");
        JsonObject evidence =
                caller.post("/evidence", file(file.getString("id"))).object();
        assertThat(client.upload(path + "/version", "b.pdf", FileClient.pdf(1000, 2))
                        .statusCode())
                .isEqualTo(200);

        JsonObject kept = caller.get("/evidence/" + evidence.getString("id")).object();
        assertThat(kept.getInteger("fileVersion")).isEqualTo(1);
        assertThat(kept.getString("fileSha256")).isEqualTo(file.getString("sha256"));
        assertThat(client.get(path + "?version=1").body()).isEqualTo(first);

        caller.post("/evidence", file(file.getString("id")));
        Answer refused = caller.delete(path + "/soft-delete");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.object().getString("code")).isEqualTo("has_dependants");
        assertThat(refused.object().getJsonObject("dependants").getInteger("references"))
                .isEqualTo(2);
        caller.get("/evidence")
                .array()
                .forEach(each -> caller.delete("/evidence/" + ((JsonObject) each).getString("id")));
        assertThat(caller.delete(path + "/soft-delete").status()).isEqualTo(204);
        assertThat(caller.get(path + "/metadata").status()).isEqualTo(404);
        assertThat(caller.post("/evidence", file(file.getString("id"))).status())
                .isEqualTo(422);
    }

    private JsonObject note() {
        return about().put("type", "note").put("noteText", "Seen");
    }

    private JsonObject link() {
        return about().put("type", "link")
                .put("url", "https://example.com/a?b=c#d")
                .put("description", "A report");
    }

    private JsonObject file(String id) {
        return about().put("type", "file").put("fileId", id);
    }

    private JsonObject about() {
        return new JsonObject().put("resourceId", asset).put("resourceType", "cyber_asset");
    }

    private static String id(Answer answer) {
        return answer.object().getString("id");
    }
}
