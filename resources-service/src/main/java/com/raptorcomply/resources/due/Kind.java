package com.raptorcomply.resources.due;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A kind of what is due, with the requirement that asks for it and its interval unless the organization sets another. */
@SuppressWarnings("ImmutableEnumChecker") // Interval is a record of a number and an enum.
enum Kind {
    PATCH("CIP-007 R2", days(35), "cyber-assets:read"),
    BASELINE("CIP-010 R1", days(35), "cyber-assets:read"),
    VULNERABILITY_ASSESSMENT("CIP-010 R3", months(15), "cyber-systems:read"),
    ASSET_AUDIT("CIP-002 R2", months(15), "cyber-assets:read"),
    SYSTEM_AUDIT("CIP-002 R2", months(15), "cyber-systems:read"),
    RECOVERY_TEST("CIP-009 R2", months(15), "control-centers:read"),
    INCIDENT_RESPONSE_TEST("CIP-008 R2", months(15), "control-centers:read"),
    FACILITY_REVIEW("CIP-002 R2", months(15), "facilities:read"),
    CONTROL_CENTER_REVIEW("CIP-002 R2", months(15), "control-centers:read"),
    /** Each policy document has an interval of its own. */
    POLICY_REVIEW("CIP-003 R1", Interval.NONE, "policy-documents:read"),
    /** Personnel risk assessments have dates of their own. */
    RISK_ASSESSMENT("CIP-004 R3", Interval.NONE, "personnel-risk-assessments:read"),
    /** Training has dates of its own. */
    TRAINING("CIP-004 R2", Interval.NONE, "training:read"),
    /** Tasks have dates of their own, and no requirement. */
    TASK(null, Interval.NONE, "tasks:read");

    private final @Nullable String clause;
    private final Interval interval;
    private final String permission;

    Kind(@Nullable String clause, Interval interval, String permission) {
        this.clause = clause;
        this.interval = interval;
        this.permission = permission;
    }

    /** Returns its name in JSON. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Nullable
    String clause() {
        return clause;
    }

    Interval interval() {
        return interval;
    }

    /** Returns the permission without which a caller does not see it. */
    String permission() {
        return permission;
    }

    private static Interval days(int amount) {
        return new Interval(amount, Interval.Unit.days);
    }

    private static Interval months(int amount) {
        return new Interval(amount, Interval.Unit.calendar_months);
    }
}
