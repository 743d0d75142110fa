package com.raptorcomply.keyservice.admin.audit;

import com.raptorcomply.keyservice.activity.ActivityAction;
import com.raptorcomply.keyservice.admin.ActorInWords;
import com.raptorcomply.keyservice.admin.PageContext;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the activity log.
 *
 * @param actor the name of who did it
 * @param through what more there is to say of the actor: the key's owner, the user it acted as; empty: nothing
 * @param ids of who did it: the key or user, and the user it acted as, each by its word
 * @param action in words
 * @param name of the resource; empty if the entry does not hold it
 * @param path the page of the resource; null if it has none
 */
public record EntryRow(
        long sequence,
        TimeInWords at,
        String actor,
        String through,
        Map<String, String> ids,
        String action,
        String resource,
        String name,
        String resourceId,
        @Nullable String path,
        List<ChangeInWords> changes,
        String requestId) {
    private static final Map<String, String> RESOURCES = Map.of(
            "api-key", "API key",
            "invitation", "invitation",
            "organization", "organization",
            "restriction", "restriction",
            "user", "user");
    private static final Map<String, String> PATHS = Map.of("api-key", "/admin/keys/", "user", "/admin/people/");

    public EntryRow {
        ids = Collections.unmodifiableMap(new LinkedHashMap<>(ids));
        changes = List.copyOf(changes);
    }

    static EntryRow of(JsonObject entry, PageContext page) {
        JsonObject actor = entry.getJsonObject("actor");
        JsonObject changes = entry.getJsonObject("changes");
        String type = entry.getString("resourceType");
        String id = entry.getString("resourceId");
        String folder = PATHS.get(type);
        return new EntryRow(
                entry.getLong("sequence"),
                TimeInWords.of(Instant.parse(entry.getString("at")), page.now()),
                actor.getString("name"),
                ActorInWords.through(actor),
                ActorInWords.ids(actor),
                ActivityAction.words(entry.getString("action")),
                RESOURCES.getOrDefault(type, type),
                ChangeInWords.name(changes),
                id,
                folder == null ? null : folder + id,
                ChangeInWords.of(changes, page.now().getZone()),
                entry.getString("requestId"));
    }
}
