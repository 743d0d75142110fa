package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.Gateways;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.usage.SecretUse;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keys of one organization in every state, and its admin. */
record KeyExamples(TestService service, Person admin) {
    private static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script> \"quoted\" & 'more'",
            "W".repeat(255),
            "مفتاح الاستيراد الليلي",
            "Import_of_cyber_assets_from_the_substation_without_a_single_space_in_its_name");

    static KeyExamples in(TestService service) {
        return new KeyExamples(service, Person.in(service, UserRole.ORG_ADMIN));
    }

    /** Makes a key and returns the API's response. */
    JsonObject key(String name, JsonObject more) {
        return service.mint(caller(), new JsonObject().put("name", name).mergeIn(more));
    }

    JsonObject key(String name) {
        return key(name, new JsonObject());
    }

    TestCaller caller() {
        return TestCaller.person(admin.organizationId(), admin.id());
    }

    /** Makes keys until there are this many, with hostile names and every state among the newest. */
    KeyExamples fill(int number) {
        for (int i = HOSTILE.size() + 4; i < number; i++) {
            key("Import " + i);
        }
        HOSTILE.forEach(this::key);
        key("Everything", new JsonObject().put("role", "org_super"));
        key("Nothing yet", new JsonObject().put("permissions", List.of()));
        key(
                "Ends soon",
                new JsonObject()
                        .put(
                                "expiresAt",
                                Instant.now().plus(Duration.ofDays(12)).toString()));
        use(key("Acts for people", new JsonObject().put("permissions", List.of("users:impersonate", "users:read"))));
        return this;
    }

    /** Lets a gateway report calls of the key over the last days. */
    JsonObject use(JsonObject key) {
        for (int day = 0; day < 80; day++) {
            count(key, day, 2, 400 + 37 * day % 300);
            count(key, day, 4, day % 9 * 7);
        }
        count(key, 3, 5, 60);
        List.of("python-requests/2.31", "curl/8.5.0").forEach(agent -> new Gateways(service)
                .report(List.of(new SecretUse(
                        key.getString("secretId"), Instant.now().toEpochMilli(), "192.0.2.17", agent, Map.of()))));
        return key;
    }

    private void count(JsonObject key, int daysAgo, int statusClass, int requests) {
        service.execute(
                "INSERT INTO key_usage_day VALUES (?, (now() AT TIME ZONE 'UTC')::date - ?, ?, ?)",
                UUID.fromString(key.getString("id")),
                daysAgo,
                statusClass,
                requests);
    }
}
