package com.raptorcomply.resources.due;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of one table that can be due, each since a day of its own. An index has them in the order of these days, so a
 * page reads no more of them than it shows. SQL is over the row {@code r}.
 *
 * @param table also the type of the records
 * @param since the column with the day or time since which the interval counts
 * @param isTime true if that is a time
 * @param condition on the records
 * @param title of a record
 * @param facility of a record; null where it has none
 * @param inFacility the condition that it is in the facility {@code %s}; null where it cannot be
 * @param person who has to act, the column; null where nobody is named
 */
record Source(
        Kind kind,
        String table,
        String since,
        boolean isTime,
        String condition,
        String title,
        @Nullable String facility,
        @Nullable String inFacility,
        @Nullable String person) {
    private static final String OF_ASSET = "(SELECT s.facility_id FROM cyber_system s WHERE s.id = r.cyber_system_id)";
    private static final String ASSET_IN =
            "r.cyber_system_id IN (SELECT s.id FROM cyber_system s WHERE s.facility_id = %s)";
    /** Ids of all tables differ. The array makes PostgreSQL look the tasks up by them; it would go through all tasks. */
    private static final String TASK_IN = """
            r.related_resource_id = ANY (ARRAY(SELECT %1$s::uuid
              UNION ALL SELECT s.id FROM cyber_system s WHERE s.facility_id = %1$s
              UNION ALL SELECT a.id FROM physical_area a WHERE a.facility_id = %1$s
              UNION ALL SELECT a.id FROM cyber_asset a JOIN cyber_system s ON s.id = a.cyber_system_id WHERE s.facility_id = %1$s))""";

    private static final String TRAINING_IN =
            "r.id IN (SELECT l.training_assignment_id FROM training_assignment_facility l WHERE l.facility_id = %s)";
    private static final String LAST = "r.next_due_date IS NOT NULL AND NOT r.replaced";
    /** For a caller with restrictions, training that is out of sight replaces none. */
    private static final String LAST_IN_SIGHT = """
            r.next_due_date IS NOT NULL AND r.replaced AND tenant_restricted() AND NOT EXISTS (SELECT FROM training_assignment n
              WHERE n.user_id = r.user_id AND n.training_module_id = r.training_module_id AND (n.created_at, n.id) > (r.created_at, r.id)
                AND n.deleted_at IS NULL)""";

    private static final String TRAINING = "(SELECT m.title FROM training_module m WHERE m.id = r.training_module_id)";

    /**
     * All sources, in the order of what is due on the same day. What has never been done counts from the time at which the
     * record was added.
     */
    static final List<Source> ALL = List.of(
            asset(Kind.PATCH, "last_patch_date", "r.last_patch_date IS NOT NULL AND r.in_service"),
            added(asset(Kind.PATCH, "created_at", "r.last_patch_date IS NULL AND r.in_service")),
            added(asset(Kind.BASELINE, "created_at", "NOT r.baseline_documented AND r.in_service")),
            system(
                    Kind.VULNERABILITY_ASSESSMENT,
                    "last_vulnerability_assessment",
                    "r.last_vulnerability_assessment IS NOT NULL"),
            added(system(Kind.VULNERABILITY_ASSESSMENT, "created_at", "r.last_vulnerability_assessment IS NULL")),
            asset(Kind.ASSET_AUDIT, "last_audit_date", "r.last_audit_date IS NOT NULL AND r.in_service"),
            system(Kind.SYSTEM_AUDIT, "last_audit_date", "r.last_audit_date IS NOT NULL"),
            center(Kind.RECOVERY_TEST, "backup_facility_tested"),
            center(Kind.INCIDENT_RESPONSE_TEST, "incident_response_tested"),
            new Source(
                    Kind.FACILITY_REVIEW,
                    "facility",
                    "last_review_date",
                    false,
                    "true",
                    "r.title",
                    "r.id",
                    "r.id = %s",
                    null),
            center(Kind.CONTROL_CENTER_REVIEW, "last_review_date"),
            new Source(
                    Kind.POLICY_REVIEW,
                    "policy_document",
                    "next_review_date",
                    false,
                    "r.next_review_date IS NOT NULL",
                    "r.title",
                    null,
                    null,
                    "r.owner_id"),
            new Source(
                    Kind.RISK_ASSESSMENT,
                    "personnel_risk_assessment",
                    "next_due_date",
                    false,
                    "EXISTS (SELECT FROM person p WHERE p.id = r.user_id AND p.deleted_at IS NULL)",
                    "(SELECT p.name FROM person p WHERE p.id = r.user_id)",
                    null,
                    null,
                    "r.user_id"),
            training("due_date", "r.status IN ('assigned', 'in_progress')"),
            training("next_due_date", LAST),
            new Source(
                    Kind.TASK,
                    "task",
                    "due_date",
                    false,
                    "r.status IN ('open', 'in_progress')",
                    "r.title",
                    "CASE r.related_resource_type WHEN 'facility' THEN r.related_resource_id END",
                    TASK_IN,
                    "r.assignee_id"),
            training("next_due_date", LAST_IN_SIGHT));

    private static Source asset(Kind kind, String since, String condition) {
        return new Source(kind, "cyber_asset", since, false, condition, "r.asset_title", OF_ASSET, ASSET_IN, null);
    }

    private static Source system(Kind kind, String since, String condition) {
        return new Source(
                kind,
                "cyber_system",
                since,
                false,
                condition,
                "r.system_title",
                "r.facility_id",
                "r.facility_id = %s",
                null);
    }

    private static Source center(Kind kind, String since) {
        return new Source(kind, "control_center", since, false, "true", "r.center_title", null, null, null);
    }

    private static Source training(String since, String condition) {
        return new Source(
                Kind.TRAINING,
                "training_assignment",
                since,
                false,
                condition,
                TRAINING,
                null,
                TRAINING_IN,
                "r.user_id");
    }

    private static Source added(Source source) {
        return new Source(
                source.kind,
                source.table,
                source.since,
                true,
                source.condition,
                source.title,
                source.facility,
                source.inFacility,
                source.person);
    }
}
