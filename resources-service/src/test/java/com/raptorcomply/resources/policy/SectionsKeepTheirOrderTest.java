package com.raptorcomply.resources.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A new section comes at the end of its document; one request puts all of them in another order, or none. */
class SectionsKeepTheirOrderTest {
    private final Documents organization = Documents.withSeniorManager();
    private final Caller caller = organization.caller();
    private final String document = organization.draft();
    private final String purpose = organization.section(document, "Purpose");
    private final String scope = organization.section(document, "Scope");
    private final String roles = organization.section(document, "Roles");

    @Test
    void inWhichTheyWereAdded() {
        assertThat(titles(caller.get(document + "/with-sections"))).containsExactly("Purpose", "Scope", "Roles");
        assertThat(caller.get("/document-sections?sort=-position&policyDocumentId=" + Documents.id(document))
                        .array())
                .map(section -> ((JsonObject) section).getString("title"))
                .containsExactly("Roles", "Scope", "Purpose");
    }

    @Test
    void inWhichARequestPutsThem() {
        Answer ordered = reorder(roles, purpose, scope);

        assertThat(ordered.status()).as(ordered.body()).isEqualTo(200);
        assertThat(titles(ordered)).containsExactly("Roles", "Purpose", "Scope");
        assertThat(caller.get(document + "/with-sections").body()).isEqualTo(ordered.body());
        assertThat(logged()).hasSize(3);

        reorder(roles, purpose, scope);
        assertThat(logged()).as("nothing changes, nothing is logged").hasSize(3);
    }

    @Test
    void thatTheClientOfAChangeHasSeen() {
        String seen = caller.get(document + "/with-sections").header("ETag");
        String path = document + "/sections/reorder";
        JsonObject order = Documents.order(roles, purpose, scope);
        String late = organization.section(document, "Late");

        Answer refused = caller.put(path, order, "If-Match", seen);
        assertThat(refused.status()).as(refused.body()).isEqualTo(412);
        seen = caller.get(document + "/with-sections").header("ETag");
        Answer ordered = caller.put(path, Documents.order(late, roles, purpose, scope), "If-Match", seen);
        assertThat(ordered.status()).as(ordered.body()).isEqualTo(200);
        assertThat(ordered.header("ETag"))
                .isEqualTo(caller.get(document + "/with-sections").header("ETag"));
    }

    @Test
    void unlessItNamesOthers() {
        String foreign = organization.section(organization.draft(), "Elsewhere");

        assertRefused(reorder(roles, purpose, scope, foreign), "sectionIds[3]");
        assertRefused(reorder(roles, purpose, UUID.randomUUID().toString()), "sectionIds[2]");
        assertRefused(reorder(roles, purpose), "sectionIds");
        assertRefused(reorder(roles, purpose, purpose), "sectionIds[2]");
        assertThat(titles(caller.get(document + "/with-sections"))).containsExactly("Purpose", "Scope", "Roles");
    }

    @Test
    void evenAfterOneIsDeletedOrComesFromAnotherDocument() {
        caller.delete("/document-sections/" + scope);
        String late = organization.section(document, "Late");
        String moved = organization.section(organization.draft(), "Moved");
        Answer moving = caller.patch(
                "/document-sections/" + moved, new JsonObject().put("policyDocumentId", Documents.id(document)));

        assertThat(moving.status()).as(moving.body()).isEqualTo(200);
        assertThat(titles(caller.get(document + "/with-sections")))
                .containsExactly("Purpose", "Roles", "Late", "Moved");
        assertThat(titles(reorder(moved, late, roles, purpose))).containsExactly("Moved", "Late", "Roles", "Purpose");
    }

    @Test
    void andLeaveNoLockedDocument() {
        String locked = organization.submitted();
        String path = "/document-sections/" + purpose;

        assertThat(caller.patch(path, new JsonObject().put("policyDocumentId", Documents.id(locked)))
                        .status())
                .isEqualTo(409);
        Documents.act(caller, document, "submit");
        assertThat(caller.patch(path, new JsonObject().put("title", "Other")).status())
                .isEqualTo(409);
        assertThat(caller.patch(path, new JsonObject().put("policyDocumentId", Documents.id(organization.draft())))
                        .status())
                .isEqualTo(409);
        assertThat(caller.delete(path).status()).isEqualTo(409);
    }

    @Test
    void goWithTheirDocument() {
        assertThat(caller.delete(document).status()).isEqualTo(204);

        assertThat(caller.get("/document-sections/" + purpose).status()).isEqualTo(404);
        assertThat(caller.get(document + "/with-sections").status()).isEqualTo(404);
        assertThat(organization
                        .records()
                        .query("SELECT changes ->> 'title' FROM activity WHERE action = 'delete'"
                                + " AND resource_type = 'document_section' ORDER BY ordinal"))
                .containsExactlyInAnyOrder("Purpose", "Scope", "Roles");
    }

    @Test
    void haveABound() {
        organization.records().execute("""
                INSERT INTO document_section (organization_id, id, policy_document_id, title, content, position)
                SELECT '%s', gen_random_uuid(), '%s', 'Section ' || n, 'x', 0 FROM generate_series(4, 200) n""".formatted(caller.organization(), Documents.id(document)));

        Answer refused = caller.post("/document-sections", Documents.sectionOf(document, "One too many"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.object().getString("code")).isEqualTo("limit_reached");
        assertThat(refused.message()).isEqualTo("A policy document has at most 200 sections");
    }

    private Answer reorder(Object... ids) {
        return caller.put(document + "/sections/reorder", Documents.order(ids));
    }

    private List<String> logged() {
        return organization
                .records()
                .query("SELECT changes ->> 'position' FROM activity WHERE action = 'update'"
                        + " AND resource_type = 'document_section'");
    }

    private static List<String> titles(Answer whole) {
        return whole.object().getJsonArray("sections").stream()
                .map(section -> ((JsonObject) section).getString("title"))
                .toList();
    }

    private static void assertRefused(Answer answer, String field) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.object().getString("field")).isEqualTo(field);
    }
}
