package com.raptorcomply.resources.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each caller may do with a policy document in each state only the actions of the table. A refusal for the state names what is possible, and a refused
 * action changes nothing. Permission comes first, then the right to approve, then the state.
 */
class EveryStateAllowsItsActionsOnlyTest {
    private static final Documents ORGANIZATION = Documents.withSeniorManager();

    private static final Caller KEY = ORGANIZATION.caller();

    private static final Map<String, Caller> ROLES = Map.of(
            "reader", KEY.withPermissions("policy-documents:read"),
            "writer", KEY.withPermissions("policy-documents:read", "policy-documents:write"),
            "key", KEY,
            "owner", KEY.ownedBy(ORGANIZATION.owner()),
            "manager", ORGANIZATION.approver(),
            "acting", KEY.actingAs(ORGANIZATION.manager(), "Mia Manager"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            value = {
                "action    | state     | reader | writer | key | owner | manager | acting | possible",
                "read      | draft     | 200    | 200    | 200 | 200   | 200     | 200    | ",
                "read      | submitted | 200    | 200    | 200 | 200   | 200     | 200    | ",
                "read      | approved  | 200    | 200    | 200 | 200   | 200     | 200    | ",
                "patch     | draft     | 403    | 200    | 200 | 200   | 200     | 200    | ",
                "patch     | submitted | 403    | 409    | 409 | 409   | 409     | 409    | changed; possible: approve, revert",
                "patch     | approved  | 403    | 409    | 409 | 409   | 409     | 409    | changed; possible: revert",
                "put       | draft     | 403    | 200    | 200 | 200   | 200     | 200    | ",
                "put       | submitted | 403    | 409    | 409 | 409   | 409     | 409    | changed; possible: approve, revert",
                "put       | approved  | 403    | 409    | 409 | 409   | 409     | 409    | changed; possible: revert",
                "section   | draft     | 403    | 201    | 201 | 201   | 201     | 201    | ",
                "section   | submitted | 403    | 409    | 409 | 409   | 409     | 409    | changed; possible: approve, revert",
                "section   | approved  | 403    | 409    | 409 | 409   | 409     | 409    | changed; possible: revert",
                "reorder   | draft     | 403    | 200    | 200 | 200   | 200     | 200    | ",
                "reorder   | submitted | 403    | 409    | 409 | 409   | 409     | 409    | changed; possible: approve, revert",
                "reorder   | approved  | 403    | 409    | 409 | 409   | 409     | 409    | changed; possible: revert",
                "submit    | draft     | 403    | 200    | 200 | 200   | 200     | 200    | ",
                "submit    | submitted | 403    | 409    | 409 | 409   | 409     | 409    | submitted; possible: approve, revert",
                "submit    | approved  | 403    | 409    | 409 | 409   | 409     | 409    | submitted; possible: revert",
                "approve   | draft     | 403    | 403    | 403 | 403   | 409     | 409    | approved; possible: submit",
                "approve   | submitted | 403    | 403    | 403 | 403   | 200     | 200    | ",
                "approve   | approved  | 403    | 403    | 403 | 403   | 409     | 409    | approved; possible: revert",
                "revert    | draft     | 403    | 403    | 409 | 409   | 409     | 409    | reverted; possible: submit",
                "revert    | submitted | 403    | 403    | 200 | 200   | 200     | 200    | ",
                "revert    | approved  | 403    | 403    | 200 | 200   | 200     | 200    | ",
                "delete    | draft     | 403    | 204    | 204 | 204   | 204     | 204    | ",
                "delete    | submitted | 403    | 409    | 409 | 409   | 409     | 409    | deleted; possible: approve, revert",
                "delete    | approved  | 403    | 409    | 409 | 409   | 409     | 409    | deleted; possible: revert"
            })
    void forEachCaller(
            String action,
            String state,
            int reader,
            int writer,
            int key,
            int owner,
            int manager,
            int acting,
            String possible) {
        Map<String, Integer> expected = Map.of(
                "reader", reader, "writer", writer, "key", key, "owner", owner, "manager", manager, "acting", acting);
        expected.forEach((role, status) -> {
            String path = in(state);
            String before = KEY.get(path).body();
            Answer answer = attempt(Objects.requireNonNull(ROLES.get(role)), action, path);

            assertThat(answer.status()).as(role + ": " + answer.body()).isEqualTo(status);
            if (status == 409) {
                String article = state.equals("approved") ? "An " : "A ";
                assertThat(answer.message()).isEqualTo(article + state + " policy document cannot be " + possible);
                assertThat(answer.object().getString("code")).isEqualTo("state_conflict");
            }
            if (status >= 400) {
                assertThat(KEY.get(path).body()).isEqualTo(before);
            }
        });
    }

    @Test
    void whoMayNotApproveIsToldSo() {
        Answer refused = KEY.send("POST", in("submitted") + "/approve", "");

        assertThat(refused.object().getString("code")).isEqualTo("not_allowed");
        assertThat(refused.message()).isEqualTo("You do not have permission to perform this action");
    }

    @Test
    void underTheConditionsOfTheClientAndOnceForARepeatedRequest() {
        String path = in("draft");
        String tag = KEY.get(path).header("ETag");
        KEY.patch(path, new JsonObject().put("title", "Other"));
        assertThat(KEY.send("POST", path + "/submit", "", "If-Match", tag).status())
                .isEqualTo(412);

        Answer first = KEY.send("POST", path + "/submit", "", "Idempotency-Key", path);
        Answer again = KEY.send("POST", path + "/submit", "", "Idempotency-Key", path);
        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(first.header("ETag")).isEqualTo(KEY.get(path).header("ETag"));
    }

    @Test
    void documentOfAnotherOrganizationIsMissing() {
        Caller stranger = Documents.withSeniorManager().approver();

        for (String action : Set.of("submit", "approve", "revert")) {
            assertThat(stranger.send("POST", in("submitted") + "/" + action, "").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void eachActionIsLoggedWithWhatItChanged() {
        String path = in("approved");
        KEY.send("POST", path + "/revert", "");

        String log = "SELECT action || ' ' || (changes -> 'status' ->> 'from') || ' ' || (changes -> 'status' ->> 'to')"
                + " FROM activity WHERE resource_id = '" + Documents.id(path)
                + "' AND action <> 'create' ORDER BY link";
        assertThat(ORGANIZATION.records().query(log))
                .containsExactly("submit draft submitted", "approve submitted approved", "revert approved draft");
    }

    private static String in(String state) {
        return switch (state) {
            case "draft" -> ORGANIZATION.draft();
            case "submitted" -> ORGANIZATION.submitted();
            default -> ORGANIZATION.approved();
        };
    }

    private static Answer attempt(Caller caller, String action, String path) {
        return switch (action) {
            case "read" -> caller.get(path);
            case "patch" -> caller.patch(path, new JsonObject().put("title", "Other"));
            case "put" ->
                caller.put(
                        path,
                        Documents.body(ORGANIZATION.type(), ORGANIZATION.owner())
                                .put("title", "Other"));
            case "section" -> caller.post("/document-sections", Documents.sectionOf(path, "Purpose"));
            case "reorder" -> caller.put(path + "/sections/reorder", Documents.order());
            case "delete" -> caller.delete(path);
            default -> caller.send("POST", path + "/" + action, "");
        };
    }
}
