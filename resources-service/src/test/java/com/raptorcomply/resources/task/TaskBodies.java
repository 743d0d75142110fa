package com.raptorcomply.resources.task;

import com.raptorcomply.resources.Caller;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** Bodies of tasks, and what lists say of them. */
final class TaskBodies {
    private TaskBodies() {}

    static JsonObject task(UUID assignee, String title, String dueDate) {
        return new JsonObject()
                .put("title", title)
                .put("assigneeId", assignee.toString())
                .put("dueDate", dueDate);
    }

    /** Returns one member of each task of a list. */
    static List<Object> listed(Caller caller, String path, String member) {
        return caller.get(path).array().stream()
                .map(task -> ((JsonObject) task).getValue(member))
                .toList();
    }
}
