package com.raptorcomply.resources.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An approval keeps the content for ever, under a digest that a reader can compute anew. */
class ApprovedVersionNeverChangesTest {
    private final Documents organization = Documents.withSeniorManager();
    private final Caller caller = organization.caller();

    @Test
    void whateverHappensToTheDocument() {
        String path = organization.draft();
        String first = organization.section(path, "Purpose");
        organization.section(path, "Scope");
        caller.post("/supporting-documents", support(path));
        Documents.act(caller, path, "submit");
        Documents.act(organization.approver(), path, "approve");
        Answer one = caller.get(path + "/versions/1");

        Documents.act(caller, path, "revert");
        caller.patch(path, new JsonObject().put("title", "Other title"));
        caller.delete("/document-sections/" + first);
        organization.records().executeAsOwner("UPDATE person SET name = 'Renamed' WHERE name = 'Olga Owner'");
        Documents.act(caller, path, "submit");
        Documents.act(organization.approver(), path, "approve");

        assertThat(caller.get(path + "/versions/1").body()).isEqualTo(one.body());
        JsonObject two = caller.get(path + "/versions/latest").object();
        assertThat(two.getInteger("version")).isEqualTo(2);
        assertThat(two.getJsonObject("content").getString("title")).isEqualTo("Other title");
        assertThat(two.getJsonObject("content").getJsonArray("sections")).hasSize(1);
        assertThat(caller.get(path).object().getInteger("latestVersion")).isEqualTo(2);
        assertThat(caller.get(path + "/versions?sort=version&fields=version").array())
                .map(version -> ((JsonObject) version).getInteger("version"))
                .containsExactly(1, 2);
    }

    @Test
    void underADigestThatAReaderCanComputeAnew() {
        String path = organization.draft();
        organization.section(path, "Purpose \u00e9 \ud83d\ude00");
        caller.post("/supporting-documents", support(path));
        Documents.act(caller, path, "submit");
        Documents.act(organization.approver(), path, "approve");

        JsonObject version = caller.get(path + "/versions/1").object();
        assertThat(version.getString("sha256")).isEqualTo(digest(canonical(version.getJsonObject("content"))));
        assertThat(organization
                        .records()
                        .query(
                                "SELECT changes ->> 'sha256' FROM activity WHERE resource_type = 'policy_document_version'"
                                        + " AND resource_id = '" + version.getString("id") + "'"))
                .containsExactly(version.getString("sha256"));
    }

    @Test
    void namesWhoApprovedItAndWhen() {
        String path = organization.approved();

        JsonObject version = caller.get(path + "/versions/latest").object();
        JsonObject document = caller.get(path).object();
        assertThat(version.getString("approvedBy")).isEqualTo("Mia Manager");
        assertThat(version.getString("approvedById"))
                .isEqualTo(organization.manager().toString())
                .isEqualTo(document.getString("approvedById"));
        assertThat(version.getString("approvedAt")).isEqualTo(document.getString("approvedAt"));
        assertThat(document.getString("submittedBy")).isEqualTo("Data import service");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE policy_document_version SET title = 'x'",
                "UPDATE policy_document_version SET content = '{}'",
                "DELETE FROM policy_document_version",
                "TRUNCATE policy_document_version"
            })
    void byNoRoleOfTheDatabase(String sql) {
        organization.approved();

        assertThatThrownBy(() -> organization.records().execute(sql)).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> organization.records().executeAsOwner(sql))
                .hasMessageContaining("an approved version never changes");
    }

    @Test
    void andCannotBeDeletedWithItsDocument() {
        String path = organization.approved();
        Documents.act(caller, path, "revert");

        Answer refused = caller.delete(path);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.object().getJsonObject("dependants")).isEqualTo(new JsonObject().put("versions", 1));
        assertThat(refused.message()).isEqualTo("The record has 1 version");
    }

    @Test
    void andIsReadByItsOrganizationOnly() {
        String path = organization.approved();
        Caller stranger = Documents.withSeniorManager().caller();

        for (String sub : List.of("/versions/1", "/versions/latest", "/versions", "/with-sections")) {
            assertThat(stranger.get(path + sub).status()).as(sub).isEqualTo(404);
        }
        assertThat(stranger.get("/policy-documents/versions").array()).isEmpty();
        assertThat(caller.get("/policy-documents/versions").array()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "-1", "01", "x", "99999999999999999999"})
    void versionThatDoesNotExistIsMissing(String number) {
        assertThat(caller.get(organization.approved() + "/versions/" + number).status())
                .isEqualTo(404);
    }

    @Test
    void draftHasNone() {
        String path = organization.draft();

        assertThat(caller.get(path + "/versions/latest").status()).isEqualTo(404);
        assertThat(caller.get(path + "/versions").array()).isEmpty();
        assertThat(caller.get("/policy-documents/" + UUID.randomUUID() + "/versions")
                        .status())
                .isEqualTo(404);
    }

    private static JsonObject support(String document) {
        return new JsonObject()
                .put("policyDocumentId", Documents.id(document))
                .put("title", "Visitor log")
                .put("url", "https://docs.example.com/visitors?a=b");
    }

    /** Returns the form of RFC 8785, which these values need no more for. */
    private static String canonical(Object value) {
        if (value instanceof JsonObject object) {
            StringBuilder text = new StringBuilder("{");
            new TreeMap<>(object.getMap()).keySet().forEach(name -> text.append(text.length() == 1 ? "" : ",")
                    .append('"')
                    .append(name)
                    .append("\":")
                    .append(canonical(object.getValue(name))));
            return text.append('}').toString();
        }
        if (value instanceof JsonArray array) {
            StringBuilder text = new StringBuilder("[");
            array.forEach(item -> text.append(text.length() == 1 ? "" : ",").append(canonical(item)));
            return text.append(']').toString();
        }
        return value == null ? "null" : io.vertx.core.json.Json.encode(value);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
