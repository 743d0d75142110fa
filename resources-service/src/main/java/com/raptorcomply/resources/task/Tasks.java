package com.raptorcomply.resources.task;

import com.raptorcomply.resources.crud.BulkForm;
import com.raptorcomply.resources.crud.BulkHandler;
import com.raptorcomply.resources.crud.CompiledResource;
import com.raptorcomply.resources.crud.ResourceDefinition;
import com.raptorcomply.resources.crud.ResourceRoutes;
import com.raptorcomply.resources.crud.SubjectReference;
import java.util.List;

/** Declares tasks and their operations. */
public final class Tasks {
    static final String TABLE = "task";

    /** The types of records to which a task can relate: one line here, and one in the document, for another type. */
    private static final List<String> RELATED =
            List.of("facility", "control_center", "cyber_system", "cyber_asset", "physical_area", "policy_document");

    private static final ResourceDefinition TASK = ResourceDefinition.of("Task", "Tasks", TABLE)
            .reference("assigneeId", "person")
            .dueStatus("status", "dueDate", "open", "in_progress")
            .filterRange("dueFrom", "dueTo", "dueDate")
            .condition(new SubjectReference("relatedResourceId", "relatedResourceType", RELATED))
            .rule(new NextOccurrence())
            .build();

    private Tasks() {}

    /** Returns the definitions of the plain resources. */
    public static List<ResourceDefinition> declarations() {
        return List.of(TASK);
    }

    /** Adds all operations of tasks. */
    public static void addTo(ResourceRoutes routes) {
        CompiledResource task = routes.add(TASK);
        routes.prepare(Occurrences.statements())
                .prepare(OccurrenceHandler.statements())
                .prepare(ReassignHandler.statements())
                .add("createTasks", new BulkHandler(task, new BulkForm("tasks", "task", false), routes.writer(), null))
                .add("putTaskOccurrence", new OccurrenceHandler(task, routes.schema("TaskOccurrence"), routes.writer()))
                .add("reassignTasks", new ReassignHandler(routes.schema("TaskReassignment"), routes.writer()));
    }
}
