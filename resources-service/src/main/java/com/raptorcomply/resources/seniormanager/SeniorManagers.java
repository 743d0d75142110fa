package com.raptorcomply.resources.seniormanager;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.resources.crud.ResourceDefinition;
import com.raptorcomply.resources.crud.ResourceRoutes;
import io.vertx.sqlclient.Tuple;

/** Declares the assignments of the CIP Senior Manager. */
public final class SeniorManagers {
    private static final ResourceDefinition ASSIGNMENT = ResourceDefinition.of(
                    "SeniorManagerAssignment", "SeniorManagerAssignments", "senior_manager_assignment")
            .reference("userId", "person")
            .reference("delegations[].userId", "person")
            .unique("senior_manager_effective_date_unique", "effectiveDate")
            .check(
                    "senior_manager_assignment_in_order",
                    ErrorCode.INVALID_VALUE,
                    "endDate",
                    "Field 'endDate' must not be before effectiveDate")
            .check(
                    "senior_manager_delegations_in_order",
                    ErrorCode.INVALID_VALUE,
                    "delegations",
                    "Field 'delegations' must not have a delegation that ends before it begins")
            .seldom()
            .build();

    private SeniorManagers() {}

    /** Adds all operations. */
    public static void addTo(ResourceRoutes routes) {
        routes.add(ASSIGNMENT);
        routes.add(
                "readCurrentSeniorManager",
                routes.view(ASSIGNMENT, "SeniorManagerAssignment", "r.id = current_senior_manager()", 0),
                ctx -> Tuple.tuple());
    }
}
