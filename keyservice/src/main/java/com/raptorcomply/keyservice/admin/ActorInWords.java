package com.raptorcomply.keyservice.admin;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says in words who did what an entry of the activity log is about, besides the name. */
public final class ActorInWords {
    private ActorInWords() {}

    /** Returns what more there is to say of the actor: the key's owner, the user it acted as; empty: nothing. */
    public static String through(JsonObject actor) {
        List<String> parts = new ArrayList<>();
        switch (actor.getString("kind")) {
            case "key" -> parts.add("API key");
            case "system" -> parts.add("the operator's command");
            default -> {}
        }
        JsonObject owner = actor.getJsonObject("owner");
        if (owner != null) {
            parts.add("of " + owner.getString("name"));
        }
        JsonObject user = actor.getJsonObject("actingAs");
        if (user != null) {
            parts.add("acting as " + user.getString("name"));
        }
        return String.join(" ", parts);
    }

    /** Returns the ids that the filter of the log takes, each with its word. The system has none. */
    public static Map<String, String> ids(JsonObject actor) {
        Map<String, String> ids = new LinkedHashMap<>();
        if (actor.getString("id") != null) {
            ids.put(actor.getString("kind").equals("key") ? "By key" : "By user", actor.getString("id"));
        }
        JsonObject owner = actor.getJsonObject("owner");
        if (owner != null) {
            ids.put("Of user", owner.getString("id"));
        }
        JsonObject user = actor.getJsonObject("actingAs");
        if (user != null) {
            ids.put("Acting as user", user.getString("id"));
        }
        return ids;
    }
}
