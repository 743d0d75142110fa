package com.raptorcomply.acceptance.caller;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;

/** Creates the objects of the tests, in any organization, as the demo's platform admin. */
public final class Stagehand {
    private final Whole whole;
    private final Caller admin;

    public Stagehand(Whole whole) {
        this.whole = whole;
        this.admin =
                new Person(whole, whole.value("PLATFORM_ADMIN_EMAIL"), whole.value("PLATFORM_ADMIN_PASSWORD")).signIn();
    }

    public Whole whole() {
        return whole;
    }

    /** Returns the organization of a client's key. */
    public static String organization(Client client) {
        return client.get("/users/me").json().getString("organizationId");
    }

    public JsonObject make(String path, JsonObject body) {
        return made(call("POST", path, body.encode()));
    }

    public JsonObject change(String path, JsonObject body) {
        return made(call("PATCH", path, body.encode()));
    }

    public JsonObject delete(String path) {
        return made(call("DELETE", path, ""));
    }

    public JsonArray list(String path) {
        return call("GET", path, "").array();
    }

    public JsonObject key(String organizationId, Collection<String> permissions) {
        return make(
                "/api-keys",
                terms(organizationId)
                        .put("permissions", new JsonArray(permissions.stream().toList())));
    }

    public JsonObject keyOfRole(String organizationId, String role) {
        return make("/api-keys", terms(organizationId).put("role", role));
    }

    public JsonObject user(String organizationId, String role) {
        return make(
                "/users",
                new JsonObject()
                        .put("organizationId", organizationId)
                        .put("email", email())
                        .put("name", "Sam Walker")
                        .put("role", role));
    }

    /** Creates a user with a password. */
    public Person person(String organizationId, String role) {
        JsonObject user = user(organizationId, role);
        String password = Whole.unique("a password of an acceptance test");
        make(
                "/invitations/accept",
                new JsonObject().put("token", user.getString("invitationToken")).put("password", password));
        return new Person(whole, user.getString("email"), password);
    }

    public static String email() {
        return Whole.unique("someone") + "@people.example";
    }

    public static JsonObject made(Reply reply) {
        if (reply.status() >= 300) {
            throw new AssertionError("while making what is needed: " + reply);
        }
        return reply.json();
    }

    private static JsonObject terms(String organizationId) {
        return new JsonObject()
                .put("name", Whole.unique("access"))
                .put("kind", "organization")
                .put("organizationId", organizationId);
    }

    private Reply call(String method, String path, String body) {
        return admin.call(Service.KEYSERVICE, method, path, body);
    }
}
