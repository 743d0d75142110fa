package com.raptorcomply.chassis.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks that the body of a request is the content itself: no coding of it, and no part. */
public final class PlainContent {
    private static final String NONE = "identity";

    private PlainContent() {}

    /**
     * Returns a 415 for a content coding (RFC 9110 section 8.4), and a 400 for a part of the content (section 14.4), because
     * the part would be stored as the whole; null without them.
     */
    public static @Nullable Problem refusal(HttpServerRequest request) {
        String codings = codings(request);
        if (codings != null) {
            return Problem.unsupportedCoding(codings);
        }
        return request.headers().contains(HttpHeaders.CONTENT_RANGE)
                ? Problem.of(ErrorCode.MALFORMED_REQUEST, "Content-Range is not accepted: send the content as a whole")
                        .withField("Content-Range")
                : null;
    }

    /** Returns the codings as the request lists them, without {@code identity}; null if none remains. */
    private static @Nullable String codings(HttpServerRequest request) {
        StringBuilder codings = new StringBuilder();
        for (String field : request.headers().getAll(HttpHeaders.CONTENT_ENCODING)) {
            for (String each : field.split(",", -1)) {
                String coding = each.strip().toLowerCase(Locale.ROOT);
                if (!coding.isEmpty() && !coding.equals(NONE)) {
                    codings.append(codings.isEmpty() ? "" : ", ").append(coding);
                }
            }
        }
        return codings.isEmpty() ? null : codings.toString();
    }
}
