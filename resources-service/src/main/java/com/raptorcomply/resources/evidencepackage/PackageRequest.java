package com.raptorcomply.resources.evidencepackage;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.resources.crud.QueryValues;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a request for a package.
 *
 * @param standard such as {@code CIP-004}
 * @param requirement of it, such as {@code R5}
 * @param from the beginning of the period
 * @param to its end, of which the populations are
 */
record PackageRequest(String standard, String requirement, OffsetDateTime from, OffsetDateTime to) {
    static final String TO = "to";

    /** The longest period, which is that of an export of receipts. */
    private static final int DAYS_MAX = 1_100;

    private static final String ACCESS = "CIP-004";
    private static final Map<String, List<String>> EVIDENCE = Map.of(
            "CIP-002",
            List.of("cyber_asset", "task"),
            "CIP-003",
            List.of("policy_document", "task"),
            ACCESS,
            List.of("access_control", "training_assignment", "task"));
    private static final List<String> OTHER_EVIDENCE = List.of("cyber_asset", "policy_document", "task");

    /** Reads the query parameters; throws a 400 if one is missing, or if the period has no order. */
    static PackageRequest of(Map<String, Object> values) {
        PackageRequest request = new PackageRequest(
                (String) required(values, "standard"),
                (String) required(values, "requirement"),
                (OffsetDateTime) required(values, "from"),
                (OffsetDateTime) required(values, TO));
        if (!request.from.isBefore(request.to)) {
            throw QueryValues.bad(TO, "must be after 'from'");
        }
        if (Duration.between(request.from, request.to).toDays() > DAYS_MAX) {
            throw QueryValues.bad(TO, "must be at most " + DAYS_MAX + " days after 'from'");
        }
        return request;
    }

    private static Object required(Map<String, Object> values, String name) {
        Object value = values.get(name);
        if (value == null) {
            throw QueryValues.bad(name, "is required");
        }
        return value;
    }

    /** Returns the types of the records whose evidence the standard asks for. */
    String[] evidenceTypes() {
        return EVIDENCE.getOrDefault(standard, OTHER_EVIDENCE).toArray(String[]::new);
    }

    /** Returns true if the standard asks for the removal of access. */
    boolean isAboutAccess() {
        return standard.equals(ACCESS);
    }

    String fileName() {
        return standard + "-" + requirement + "_" + from.toLocalDate() + "_" + to.toLocalDate() + ".zip";
    }

    JsonObject json() {
        return new JsonObject()
                .put("standard", standard)
                .put("requirement", requirement)
                .put("from", Timestamps.text(from))
                .put(TO, Timestamps.text(to));
    }
}
