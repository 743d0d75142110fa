package com.raptorcomply.resources.personnel;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.resources.crud.ResourceDefinition;
import com.raptorcomply.resources.crud.ResourceRoutes;
import com.raptorcomply.resources.crud.Responses;
import com.raptorcomply.resources.crud.View;
import com.raptorcomply.resources.crud.WriteSupport;
import io.vertx.sqlclient.Tuple;

/** Declares the personnel risk assessment of each user. */
public final class RiskAssessments {
    static final String USER = "userId";

    private static final ResourceDefinition ASSESSMENT = ResourceDefinition.of(
                    "PersonnelRiskAssessment", "PersonnelRiskAssessments", "personnel_risk_assessment")
            .check(
                    "personnel_risk_assessment_due",
                    ErrorCode.INVALID_VALUE,
                    "nextDueDate",
                    "Field 'nextDueDate' must be after assessmentDate, by seven years at most")
            .check(
                    "personnel_risk_assessment_past",
                    ErrorCode.INVALID_VALUE,
                    "assessmentDate",
                    "Field 'assessmentDate' must not be in the future")
            .build();

    private RiskAssessments() {}

    /** Adds all operations. */
    public static void addTo(ResourceRoutes routes) {
        View ofUser = routes.view(ASSESSMENT, "PersonnelRiskAssessment", "r.user_id = $1", 1);
        routes.add("readPersonnelRiskAssessment", ofUser, ctx -> Tuple.of(Responses.id(ctx, USER)))
                .prepare(AssessmentRecorder.statements(ofUser))
                .prepare(WriteSupport.statements())
                .add(
                        "recordPersonnelRiskAssessment",
                        new AssessmentRecorder(ofUser, routes.schema("PersonnelRiskAssessmentNew"), routes.writer()));
    }
}
