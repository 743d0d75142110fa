package com.raptorcomply.acceptance.access;

import com.raptorcomply.acceptance.caller.Caller;
import com.raptorcomply.acceptance.caller.Service;
import com.raptorcomply.acceptance.caller.Stagehand;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Creates tasks, training and due intervals of an organization. */
final class NewDuties {
    private static final String DUE = "2026-12-31";

    private final Stagehand stagehand;

    NewDuties(Stagehand stagehand) {
        this.stagehand = stagehand;
    }

    /** Returns a recurring task, the person who has to do it, and its second date. */
    Map<String, String> task(String organizationId) {
        String userId = user(organizationId);
        JsonObject body = new JsonObject()
                .put("title", "Review access")
                .put("assigneeId", userId)
                .put("dueDate", DUE)
                .put("recurrence", "yearly");
        String id = made(organizationId, "/tasks", body);
        return Map.of("id", id, "parentTaskId", id, "dueDate", "2027-12-31", "userId", userId);
    }

    Map<String, String> trainingModule(String organizationId) {
        JsonObject body = new JsonObject()
                .put("title", "Awareness")
                .put("description", "Phishing")
                .put("cipStandard", "CIP-004 R2")
                .put("completionIntervalDays", 450);
        return Map.of("id", made(organizationId, "/training-modules", body));
    }

    /** Returns a training assignment, its person and its module. */
    Map<String, String> training(String organizationId) {
        String userId = user(organizationId);
        String moduleId = trainingModule(organizationId).get("id");
        JsonObject body = new JsonObject()
                .put("userId", userId)
                .put("trainingModuleId", moduleId)
                .put("dueDate", DUE);
        String id = made(organizationId, "/training-assignments", body);
        return Map.of("id", id, "userId", userId, "moduleId", moduleId);
    }

    /** Returns the interval of the organization, which has one for each kind at most. */
    Map<String, String> dueInterval(String organizationId) {
        JsonArray present = as(organizationId)
                .call(Service.RESOURCES, "GET", "/due-intervals", "")
                .array();
        if (!present.isEmpty()) {
            return Map.of("id", present.getJsonObject(0).getString("id"));
        }
        JsonObject body =
                new JsonObject().put("kind", "patch").put("amount", 30).put("unit", "days");
        return Map.of("id", made(organizationId, "/due-intervals", body));
    }

    private String user(String organizationId) {
        return stagehand.user(organizationId, "user").getString("id");
    }

    private String made(String organizationId, String path, JsonObject body) {
        return Stagehand.made(as(organizationId).call(Service.RESOURCES, "POST", path, body.encode()))
                .getString("id");
    }

    private Caller as(String organizationId) {
        String key = stagehand.keyOfRole(organizationId, "org_super").getString("key");
        return Caller.withKey(stagehand.whole(), key);
    }
}
