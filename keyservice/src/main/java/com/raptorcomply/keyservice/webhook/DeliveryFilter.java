package com.raptorcomply.keyservice.webhook;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.keyservice.http.PageCursor;
import com.raptorcomply.keyservice.http.QueryParams;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The filter and page of a log of deliveries.
 *
 * @param after the last delivery of the page before
 * @param limit the largest number of deliveries
 */
public record DeliveryFilter(Optional<String> state, Optional<PageCursor> after, int limit) {
    private static final List<String> STATES = List.of("pending", "delivered", "failed", "dropped");

    /** Reads the filter from the query parameters. */
    public static DeliveryFilter read(QueryParams parameters) {
        return new DeliveryFilter(parameters.oneOf("state", STATES), parameters.cursor(), parameters.limit());
    }

    Tuple values(UUID webhookId) {
        return Tuple.of(webhookId, state.orElse(null))
                .addOffsetDateTime(after.map(cursor -> Timestamps.bound(cursor.createdAt()))
                        .orElse(null))
                .addUUID(after.map(PageCursor::id).orElse(null))
                .addInteger(limit + 1);
    }
}
