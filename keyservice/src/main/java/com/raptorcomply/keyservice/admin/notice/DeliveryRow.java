package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.keyservice.admin.component.Badge;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of a webhook's log.
 *
 * @param about the name of the key or the user; empty: none
 * @param outcome what came of the last attempt; empty before the first
 * @param next null: there is no further attempt
 */
public record DeliveryRow(
        String title,
        String about,
        Badge state,
        String outcome,
        int attempts,
        TimeInWords at,
        @Nullable TimeInWords next) {
    private static final Map<String, Badge> STATES = Map.of(
            "pending", new Badge("Waiting", Badge.Tone.WARNING),
            "delivered", new Badge("Delivered", Badge.Tone.GOOD),
            "failed", new Badge("Failed", Badge.Tone.DANGER),
            "dropped", Badge.neutral("Not sent"));

    private static final Map<String, String> ERRORS = Map.of(
            "address_not_allowed", "The host has no address that may be reached",
            "connection_failed", "No connection",
            "tls_failed", "No TLS connection: look at its certificate",
            "timed_out", "No response in time",
            "redirected", "A redirect, which is not followed",
            "secret_unreadable", "Its secret cannot be read: tell your operator",
            "queue_full", "Too many were waiting",
            "disabled", "The webhook was off");

    static DeliveryRow of(JsonObject delivery, ZonedDateTime now) {
        JsonObject data = delivery.getJsonObject("data");
        JsonObject subject = data.getJsonObject("key", data.getJsonObject("user", new JsonObject()));
        String state = delivery.getString("state");
        String next = delivery.getString("nextAttemptAt");
        return new DeliveryRow(
                NoticeWords.title(delivery.getString("type")),
                subject.getString("name", ""),
                state(state),
                outcome(delivery),
                delivery.getInteger("attempts"),
                TimeInWords.of(Instant.parse(delivery.getString("createdAt")), now),
                next == null ? null : TimeInWords.of(Instant.parse(next), now));
    }

    /** Returns the words for a state. */
    static Badge state(String state) {
        return STATES.getOrDefault(state, Badge.neutral(state));
    }

    private static String outcome(JsonObject delivery) {
        String error = delivery.getString("error");
        Integer status = delivery.getInteger("statusCode");
        Integer millis = delivery.getInteger("durationMs");
        if (error != null && !error.equals("status")) {
            return ERRORS.getOrDefault(error, error);
        }
        return status == null ? "" : "Status " + status + (millis == null ? "" : " in " + millis + " ms");
    }
}
