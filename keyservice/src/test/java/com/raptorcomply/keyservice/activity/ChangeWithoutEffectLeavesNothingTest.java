package com.raptorcomply.keyservice.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For each PATCH of the document: a request that sends back what a read shows, each member by itself and all together,
 * changes neither the record nor the activity log.
 */
class ChangeWithoutEffectLeavesNothingTest {
    private static final OpenApiDocument DOCUMENT =
            OpenApiDocument.read(TestService.class, "/openapi/keyservice/root.yaml");

    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);

    static Stream<OpenApiDocument.Operation> changes() {
        return DOCUMENT.operations().stream()
                .filter(operation -> operation.method().name().equals("PATCH"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void ofWhatIsSentBack(OpenApiDocument.Operation operation) {
        String path = record(operation.path());
        Reply before = service.get(admin, path);
        long entries = entries();

        for (JsonObject change : changes(operation, before.object())) {
            Reply changed = service.patch(admin, path, change);
            assertThat(changed.status()).as(change + " " + changed.body()).isEqualTo(200);
            assertThat(changed.header("ETag")).as(change.encode()).isEqualTo(before.header("ETag"));
        }

        assertThat(service.get(admin, path).object()).isEqualTo(before.object());
        assertThat(entries()).isEqualTo(entries);
    }

    /** Returns the members that can be sent back, each by itself and all together. */
    private static List<JsonObject> changes(OpenApiDocument.Operation operation, JsonObject record) {
        JsonObject all = new JsonObject();
        members(operation).stream().filter(record::containsKey).forEach(name -> all.put(name, record.getValue(name)));
        // A key of a role shows the permissions of the role, too; a body names one of the two.
        if (all.getValue("role") == null) {
            all.remove("role");
        }
        if (all.getValue("restrictions") instanceof JsonArray held) {
            all.put("restrictions", scopes(held));
        }
        List<JsonObject> changes = new ArrayList<>(List.of(all));
        all.forEach(member -> changes.add(new JsonObject().put(member.getKey(), member.getValue())));
        assertThat(changes).hasSizeGreaterThan(2);
        return changes;
    }

    private static List<String> members(OpenApiDocument.Operation operation) {
        String schema = operation
                .json()
                .getJsonObject("requestBody")
                .getJsonObject("content")
                .getJsonObject("application/json")
                .getJsonObject("schema")
                .getString("$ref");
        return List.copyOf(DOCUMENT.json()
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject(schema.substring(schema.lastIndexOf('/') + 1))
                .getJsonObject("properties")
                .fieldNames());
    }

    private static JsonArray scopes(JsonArray restrictions) {
        JsonArray scopes = new JsonArray();
        for (int i = 0; i < restrictions.size(); i++) {
            scopes.add(new JsonObject()
                    .put("operations", restrictions.getJsonObject(i).getJsonArray("operations")));
        }
        return scopes;
    }

    /** Creates a record of this kind, and returns its path. */
    private String record(String path) {
        return switch (path) {
            case "/organizations/{id}" -> "/organizations/" + organizationId;
            case "/users/{id}" ->
                "/users/"
                        + Objects.requireNonNull(
                                service.person(organizationId, UserRole.USER).ownerUserId());
            case "/api-keys/{id}" ->
                "/api-keys/"
                        + service.mint(
                                        admin,
                                        new JsonObject()
                                                .put("permissions", new JsonArray().add("tasks:read"))
                                                .put("expiresAt", "2090-01-01T00:00:00Z")
                                                .put("allowedCidrs", new JsonArray().add("192.0.2.0/24"))
                                                .put("restrictions", new JsonArray().add(limits())))
                                .getString("id");
            case "/access-control/{id}" ->
                created(
                        "/access-control",
                        limits().put(
                                        "keyId",
                                        service.mint(admin, new JsonObject()).getString("id")));
            case "/organizations/{id}/webhooks/{webhookId}" ->
                created(
                        "/organizations/" + organizationId + "/webhooks",
                        new JsonObject().put("name", "SIEM").put("url", "https://hooks.example.com/"));
            default -> throw new AssertionError("how is a record of " + path + " created?");
        };
    }

    private static JsonObject limits() {
        return new JsonObject().put("operations", new JsonArray().add("read").add("create"));
    }

    private String created(String path, JsonObject body) {
        Reply created = service.post(admin, path, body);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.header("Location");
    }

    private long entries() {
        return service.count("SELECT count(*) FROM activity WHERE organization_id = ?", organizationId);
    }
}
