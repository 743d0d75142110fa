package com.raptorcomply.resources;

import com.raptorcomply.keyservice.stamp.Stamp;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The activity of keys and people, in pages as the key service gives them ({@code ActivityOfBothServicesIsOneListTest} runs
 * against the real one): newest first, under {@code limit} and {@code before}, for the organization of the stamp.
 */
public final class PublishedActivity {
    private final Map<UUID, List<JsonObject>> entries = new ConcurrentHashMap<>();
    private volatile int status = 200;

    /** Adds the next entry of an organization. */
    public void add(UUID organization, String at, String action) {
        List<JsonObject> log = entries.computeIfAbsent(organization, none -> new CopyOnWriteArrayList<>());
        log.add(new JsonObject()
                .put("organizationId", organization.toString())
                .put("organizationName", "Test")
                .put("sequence", log.size() + 1)
                .put("at", at)
                .put(
                        "actor",
                        new JsonObject().put("kind", "system").putNull("id").put("name", "system"))
                .put("requestId", "request-" + log.size())
                .put("action", action)
                .put("resourceType", "api-key")
                .put("resourceId", UUID.randomUUID().toString())
                .put("changes", new JsonObject()));
    }

    /** Makes it respond with another status; 200 as usual. */
    public void setStatus(int status) {
        this.status = status;
    }

    void answer(HttpServerRequest request) {
        if (status != 200) {
            request.response().setStatusCode(status).end();
            return;
        }
        String payload = request.getHeader(Stamp.HEADER).split("\\.", -1)[1];
        JsonObject stamp = new JsonObject(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
        long before = Long.parseLong(request.getParam("before", String.valueOf(Long.MAX_VALUE)));
        int limit = Integer.parseInt(request.getParam("limit"));
        List<JsonObject> all = entries.getOrDefault(UUID.fromString(stamp.getString("org")), List.of());
        List<JsonObject> older = all.stream()
                .filter(entry -> entry.getLong("sequence") < before)
                .sorted((a, b) -> b.getLong("sequence").compareTo(a.getLong("sequence")))
                .toList();
        if (older.size() > limit) {
            request.response().putHeader("Link", "</activity>; rel=\"next\"");
        }
        request.response().end(new JsonArray(older.subList(0, Math.min(limit, older.size()))).encode());
    }
}
