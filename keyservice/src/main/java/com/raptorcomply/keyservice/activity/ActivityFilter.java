package com.raptorcomply.keyservice.activity;

import com.raptorcomply.keyservice.http.QueryParams;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The filters and page of a list of activity.
 *
 * @param actor the id or name of a key or user
 * @param before only entries with a smaller sequence: that of the parameter, or the end of the page before
 * @param limit the largest number of entries
 */
public record ActivityFilter(
        Optional<UUID> organizationId,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> actor,
        Optional<String> resourceType,
        Optional<UUID> resourceId,
        Optional<String> action,
        long before,
        int limit) {
    /** The longest text parameter: a name's 255 characters, each of one or two UTF-16 units. */
    private static final int TEXT_LENGTH_MAX = 2 * 255;

    /** Reads the filter from the query parameters. */
    public static ActivityFilter read(QueryParams parameters) {
        Optional<Instant> from = parameters.time("from");
        Optional<Instant> to = parameters.time("to");
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw QueryParams.refused("to", "must not be before 'from'");
        }
        return new ActivityFilter(
                parameters.uuid("organizationId"),
                from,
                to,
                parameters.text("actor", TEXT_LENGTH_MAX),
                parameters.oneOf("resourceType", ActivityLog.RESOURCE_TYPES),
                parameters.uuid("resourceId"),
                parameters.text("action", TEXT_LENGTH_MAX),
                before(parameters),
                parameters.limit());
    }

    /** Returns the position of the page after an entry. */
    public static JsonArray position(JsonObject entry) {
        return new JsonArray().add(entry.getLong("sequence"));
    }

    private static long before(QueryParams parameters) {
        long before = parameters.text("before").map(ActivityFilter::sequence).orElse(Long.MAX_VALUE);
        return parameters
                .position()
                .map(position -> Math.min(before, position.getLong(0)))
                .orElse(before);
    }

    private static long sequence(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw QueryParams.refused("before", "must be the sequence of an entry");
        }
        return Long.parseLong(text);
    }
}
