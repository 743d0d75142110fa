package com.raptorcomply.resources.training;

import com.raptorcomply.resources.crud.CompiledResource;
import com.raptorcomply.resources.crud.ResourceDefinition;
import com.raptorcomply.resources.crud.ResourceRoutes;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** Declares training and its operations. */
public final class Training {
    static final String TABLE = "training_assignment";

    private static final String PERSON = "(SELECT p.name FROM person p WHERE p.id = r.user_id)";
    private static final String MODULE = "(SELECT m.%s FROM training_module m WHERE m.id = r.training_module_id)";

    private static final ResourceDefinition MODULES = ResourceDefinition.of(
                    "TrainingModule", "TrainingModules", "training_module")
            .condition(new ModuleAddress())
            .deletableUnless("trainingAssignments", TABLE, "training_module_id")
            .build();

    private static final ResourceDefinition ASSIGNMENTS = ResourceDefinition.of(
                    "TrainingAssignment", "TrainingAssignments", TABLE)
            .reference("userId", "person")
            .reference("trainingModuleId", "training_module")
            .dueStatus("status", "dueDate", "assigned", "in_progress")
            .filterRange("dueFrom", "dueTo", "dueDate")
            .filterLinked("facilityId", "training_assignment_facility")
            // Facilities that the caller does not see are not shown.
            .computed(
                    "facilityIds",
                    "(SELECT array_agg(f.id ORDER BY f.id) FROM facility f WHERE f.id = ANY (r.facility_ids))")
            .computed("userName", PERSON)
            .computed("trainingModuleTitle", MODULE.formatted("title"))
            .computed("cipStandard", MODULE.formatted("cip_standard"))
            .condition(new FacilitiesExist())
            .condition(new CompletionDate())
            .build();

    private Training() {}

    /** Returns the definitions of the plain resources. */
    public static List<ResourceDefinition> declarations() {
        return List.of(MODULES, ASSIGNMENTS);
    }

    /** Adds all operations of training. */
    public static void addTo(ResourceRoutes routes) {
        routes.add(MODULES);
        CompiledResource assignment = routes.add(ASSIGNMENTS);
        routes.prepare(CompletionHandler.statements())
                .prepare(FacilitiesHandler.statements())
                .add(
                        "completeTrainingAssignment",
                        new CompletionHandler(assignment, routes.schema("TrainingCompletion"), routes.writer()))
                .add("listTrainingFacilities", new FacilitiesHandler(routes.database()))
                .add(
                        "replaceTrainingFacilities",
                        new FacilitiesReplacement(assignment, routes.schema("TrainingFacilityIds"), routes.writer()))
                .add("exportTrainingAssignments", export(routes, assignment));
    }

    private static Handler<RoutingContext> export(ResourceRoutes routes, CompiledResource assignment) {
        Map<String, Object> columns = Map.of("fields", TrainingCsv.COLUMNS.toArray(String[]::new));
        Handler<RoutingContext> csv = routes.file(assignment, columns, "training-assignments.csv", TrainingCsv::new);
        Handler<RoutingContext> json = routes.file(assignment, Map.of(), "training-assignments.json", null);
        return new FormatHandler(Map.of("csv", csv, "json", json), "csv");
    }
}
