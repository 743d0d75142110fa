package com.raptorcomply.keyservice.webhook.delivery;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of one attempt.
 *
 * @param statusCode null if there was no response
 * @param error null if the receiver has taken the notice
 */
record Attempt(@Nullable Integer statusCode, @Nullable AttemptError error, long durationMillis) {
    private static final int REDIRECTION = 3;
    private static final int SUCCESS = 2;

    static Attempt responded(int statusCode, long durationMillis) {
        AttemptError error =
                switch (statusCode / 100) {
                    case SUCCESS -> null;
                    case REDIRECTION -> AttemptError.REDIRECTED;
                    default -> AttemptError.STATUS;
                };
        return new Attempt(statusCode, error, durationMillis);
    }

    static Attempt failed(AttemptError error, long durationMillis) {
        return new Attempt(null, error, durationMillis);
    }

    boolean isDelivered() {
        return error == null;
    }
}
