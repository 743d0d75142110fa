package com.raptorcomply.acceptance.access;

import com.raptorcomply.acceptance.caller.Caller;
import com.raptorcomply.acceptance.caller.Person;
import com.raptorcomply.acceptance.caller.Service;
import com.raptorcomply.acceptance.caller.Stagehand;
import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Creates the objects of the requests at their first use, and again after a caller has changed them. Each is a set of
 * values for the placeholders in a row, such as {@code {id}}.
 */
final class Objects {
    private final Stagehand stagehand;
    private final NewPlaces places;
    private final NewDocuments documents;
    private final NewDuties duties;
    private final Side own;
    private final Side other;
    private final Map<String, Map<String, String>> made = new HashMap<>();

    Objects(Stagehand stagehand, Callers callers) {
        this.stagehand = stagehand;
        Client clientA = stagehand.whole().clientA();
        Client clientB = stagehand.whole().clientB();
        String organizationB = Stagehand.organization(clientB);
        Person personB = stagehand.person(organizationB, "user");
        this.places = new NewPlaces(stagehand);
        this.documents = new NewDocuments(stagehand, places);
        this.duties = new NewDuties(stagehand);
        this.own = new Side(
                true, Stagehand.organization(clientA), clientA, callers.person("user"), callers.person("org_admin"));
        this.other = new Side(false, organizationB, clientB, personB, personB);
    }

    /**
     * An organization.
     *
     * @param isOwn true for the callers' organization
     * @param client reads and changes its compliance data
     */
    private record Side(boolean isOwn, String organizationId, Client client, Person user, Person colleague) {}

    /** Returns the values for the placeholders of a row. */
    Map<String, String> of(String object, boolean isOwn) {
        return made.computeIfAbsent(name(object, isOwn), name -> {
            Side side = isOwn ? own : other;
            Map<String, String> values = new HashMap<>();
            values.put("organization", side.organizationId());
            values.put("anything", UUID.randomUUID().toString());
            values.putAll(make(object, side));
            return values;
        });
    }

    /** Marks an object as changed, so that the next request gets a new one. */
    void spent(String object, boolean isOwn) {
        made.remove(name(object, isOwn));
    }

    private static String name(String object, boolean isOwn) {
        return (isOwn ? "own " : "other ") + object;
    }

    private Map<String, String> make(String object, Side side) {
        String organizationId = side.organizationId();
        return switch (object) {
            case Row.NOTHING -> Map.of();
            case "key" -> key(stagehand.keyOfRole(organizationId, "api_user"));
            case "super key" -> key(stagehand.keyOfRole(organizationId, "org_super"));
            case "key of user" -> key(side.user().newKey());
            case "key of colleague" -> key(side.colleague().newKey());
            case "changed key" -> changedKey(organizationId);
            case "user" -> user(stagehand.user(organizationId, "user"));
            case "restricted user" -> restrictedUser(organizationId);
            case "admin" -> id(stagehand.user(organizationId, "org_admin"));
            case "platform admin" -> id(stagehand.user(organizationId, "platform_admin"));
            case "deleted user" -> deleted("/users/", stagehand.user(organizationId, "user"));
            case "person" ->
                Map.of("email", side.user().email(), "password", side.user().password());
            case "no session" -> Map.of("id", UUID.randomUUID().toString());
            case "organization" -> side.isOwn() ? Map.of("id", organizationId) : id(organization());
            case "deleted organization" -> deleted("/organizations/", organization());
            case "webhook" -> webhook(organizationId);
            case "invitation" -> invitation(organizationId);
            case "restriction" -> restriction(organizationId);
            case "asset" -> asset(side);
            case "task" -> duties.task(organizationId);
            case "training module" -> duties.trainingModule(organizationId);
            case "training" -> duties.training(organizationId);
            case "due interval" -> duties.dueInterval(organizationId);
            case "evidence" ->
                NewEvidence.note(
                        side.client(),
                        java.util.Objects.requireNonNull(asset(side).get("id")));
            case "file" -> NewEvidence.file(side.client());
            case "system" -> Map.of("id", first(side, "/cyber-systems"));
            case "facility" -> Map.of("id", first(side, "/facilities"));
            case "control center" -> Map.of("id", first(side, "/control-centers"));
            case "area" -> Map.of("id", first(side, "/physical-areas"));
            case "new facility" -> id(places.facility(organizationId));
            case "new control center" -> id(places.controlCenter(organizationId));
            case "new system" -> places.inFacility(organizationId, "/cyber-systems", NewPlaces.system());
            case "new area" -> places.inFacility(organizationId, "/physical-areas", NewPlaces.area());
            case "link" -> documents.link(organizationId);
            case "document type", "draft", "submitted document", "section", "supporting document", "assignment" ->
                documents.of(object, organizationId);
            case "refused request" -> refusedRequest(organizationId);
            default -> throw new IllegalArgumentException("no such object: " + object);
        };
    }

    private Map<String, String> key(JsonObject key) {
        String secretId = key.getJsonArray("secrets").getJsonObject(0).getString("id");
        return Map.of("id", key.getString("id"), "secretId", secretId);
    }

    private Map<String, String> changedKey(String organizationId) {
        String path =
                "/api-keys/" + stagehand.keyOfRole(organizationId, "api_user").getString("id");
        String id = stagehand
                .change(path, new JsonObject().put("expiresAt", "2090-01-01T00:00:00Z"))
                .getString("id");
        JsonArray receipts = stagehand.list(path + "/receipts");
        return Map.of("id", id, "receiptId", receipts.getJsonObject(0).getString("id"));
    }

    private Map<String, String> deleted(String path, JsonObject made) {
        JsonObject receipt = stagehand.delete(path + made.getString("id"));
        return Map.of("id", made.getString("id"), "receiptId", receipt.getString("id"));
    }

    /** Its tests reach nothing, because the name is that of the machine itself. */
    private Map<String, String> webhook(String organizationId) {
        JsonObject made = stagehand.make(
                "/organizations/" + organizationId + "/webhooks",
                new JsonObject().put("name", Whole.unique("Webhook")).put("url", "https://localhost/"));
        return Map.of("id", organizationId, "webhookId", made.getString("id"));
    }

    private Map<String, String> invitation(String organizationId) {
        JsonObject made = stagehand.make(
                "/invitations",
                new JsonObject()
                        .put("organizationId", organizationId)
                        .put("email", Stagehand.email())
                        .put("role", "user"));
        return Map.of("id", made.getString("id"), "token", made.getString("token"));
    }

    private Map<String, String> restriction(String organizationId) {
        String keyId = stagehand.keyOfRole(organizationId, "api_user").getString("id");
        JsonObject made = stagehand.make("/access-control", limits().put("keyId", keyId));
        return Map.of(
                "id", made.getString("id"),
                "receiptId", made.getJsonObject("receipt").getString("id"));
    }

    private Map<String, String> restrictedUser(String organizationId) {
        JsonObject user = stagehand.user(organizationId, "user");
        stagehand.make("/access-control", limits().put("userId", user.getString("id")));
        return user(user);
    }

    private static JsonObject limits() {
        return new JsonObject().put("operations", new JsonArray().add("read").add("update"));
    }

    private JsonObject organization() {
        return stagehand.make("/organizations", new JsonObject().put("name", Whole.unique("Organization")));
    }

    private Map<String, String> asset(Side side) {
        String system = first(side, "/cyber-systems");
        Reply made =
                side.client().post("/cyber-assets", stagehand.whole().newAsset().put("cyberSystemId", system));
        return Map.of("id", Stagehand.made(made).getString("id"), "systemId", system);
    }

    /** Returns the refused request of a key that tried to act as a user without the permission. */
    private Map<String, String> refusedRequest(String organizationId) {
        String key = stagehand.keyOfRole(organizationId, "api_user").getString("key");
        Reply refused = Caller.withKey(stagehand.whole(), key)
                .actingAs(UUID.randomUUID().toString())
                .call(Service.RESOURCES, "GET", "/facilities", "");
        return Map.of("requestId", refused.header("X-Request-Id").orElseThrow());
    }

    private static Map<String, String> user(JsonObject made) {
        return Map.of("id", made.getString("id"), "userId", made.getString("id"));
    }

    private static String first(Side side, String path) {
        return side.client().get(path + "?limit=1").array().getJsonObject(0).getString("id");
    }

    private static Map<String, String> id(JsonObject made) {
        return Map.of("id", made.getString("id"));
    }
}
