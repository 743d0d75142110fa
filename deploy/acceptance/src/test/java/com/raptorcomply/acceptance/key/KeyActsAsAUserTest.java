package com.raptorcomply.acceptance.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A key that may impersonate has the permissions that it shares with the user, and the log names both. Invalid users
 * are refused.
 */
@ExtendWith(RunningWhole.class)
class KeyActsAsAUserTest {
    private static final List<String> HELD =
            List.of("users:impersonate", "facilities:read", "facilities:update", "users:read");

    @Test
    void withTheRightsThatBothHoldUntilTheUserIsDisabled(Whole whole) {
        Client client = actingClient(whole);
        JsonObject user = newUser(whole, "user");
        String id = user.getString("id");

        assertThat(as(client, id, "/facilities").array()).isNotEmpty();
        JsonObject who = as(client, id, "/validate").json();
        assertThat(who.getJsonArray("permissions")).containsExactly("facilities:read");
        assertThat(who.getJsonObject("actingAs").getString("name")).isEqualTo(user.getString("name"));
        assertThat(as(client, id, "/cyber-assets").status()).isEqualTo(403);
        assertThat(as(client, id, "/users").status()).isEqualTo(403);
        assertThat(client.get("/users").status()).isEqualTo(200);

        Reply disabled = whole.adminA().patch("/users/" + id, new JsonObject().put("status", "disabled"));

        assertThat(disabled.status()).as(disabled.toString()).isEqualTo(200);
        assertForbidden(as(client, id, "/facilities"));
        assertThat(client.get("/facilities").status()).isEqualTo(200);
    }

    @Test
    void andTheActivityLogNamesBoth(Whole whole) {
        JsonObject made = whole.makeKey(new JsonObject().put("role", "org_super"));
        Client client = whole.stranger().with(made.getString("key"));
        JsonObject user = newUser(whole, "org_admin");
        String body = person("user").encode();

        Reply created =
                client.send("POST", "/users", body, request -> request.header("X-Act-As-User", user.getString("id")));

        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        JsonObject actor = activity(whole, created.json().getString("id")).getJsonObject("actor");
        assertThat(actor.getString("id")).isEqualTo(made.getString("id"));
        assertThat(actor.getString("name")).isEqualTo(made.getString("name"));
        assertThat(actor.getJsonObject("actingAs"))
                .isEqualTo(new JsonObject().put("id", user.getString("id")).put("name", user.getString("name")));
    }

    @Test
    void butNotAsAnotherOrganizationsUserNorAsNobody(Whole whole) {
        Client client = actingClient(whole);
        String stranger = platformAdminsId(whole);

        Reply other = as(client, stranger, "/facilities");
        Reply unknown = as(client, UUID.randomUUID().toString(), "/facilities");

        assertForbidden(other);
        assertForbidden(unknown);
        assertThat(other.errorWithoutRequestId()).isEqualTo(unknown.errorWithoutRequestId());
        assertThat(as(client, "me", "/facilities").status()).isEqualTo(400);
    }

    @Test
    void norWithAKeyThatCannot(Whole whole) {
        assertForbidden(as(whole.clientA(), newUser(whole, "user").getString("id"), "/facilities"));
    }

    private static Client actingClient(Whole whole) {
        JsonObject made = whole.makeKey(new JsonObject().put("permissions", new JsonArray(HELD)));
        return whole.stranger().with(made.getString("key"));
    }

    private static Reply as(Client client, String user, String path) {
        return client.send("GET", path, "", request -> request.header("X-Act-As-User", user));
    }

    /** Creates a user of organization A who can sign in. */
    private static JsonObject newUser(Whole whole, String role) {
        Reply made = whole.adminA().post("/users", person(role));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json();
    }

    private static JsonObject person(String role) {
        String name = Whole.unique("Kim");
        return new JsonObject()
                .put("email", name + "@meridian.example")
                .put("name", name)
                .put("role", role);
    }

    /** Returns the id of a user of the operator's organization, not of A. */
    private static String platformAdminsId(Whole whole) {
        return session(whole, "PLATFORM_ADMIN").json().getString("userId");
    }

    private static JsonObject activity(Whole whole, String resourceId) {
        String cookie = session(whole, "ORG_A_ADMIN").header("Set-Cookie").orElseThrow();
        String sent = cookie.substring(0, cookie.indexOf(';'));
        JsonArray entries = new Client(whole.value("KEYSERVICE_URL"), "")
                .send("GET", "/activity?resourceType=user&action=create", "", request -> request.header("Cookie", sent))
                .array();
        return entries.stream()
                .map(JsonObject.class::cast)
                .filter(entry -> entry.getString("resourceId").equals(resourceId))
                .findFirst()
                .orElseThrow();
    }

    private static Reply session(Whole whole, String who) {
        return new Client(whole.value("KEYSERVICE_URL"), "")
                .post(
                        "/sessions",
                        new JsonObject()
                                .put("email", whole.value(who + "_EMAIL"))
                                .put("password", whole.value(who + "_PASSWORD")));
    }

    private static void assertForbidden(Reply refused) {
        assertThat(refused.status()).as(refused.toString()).isEqualTo(403);
        assertThat(refused.json().getString("message")).isEqualTo("You do not have permission to perform this action");
    }
}
