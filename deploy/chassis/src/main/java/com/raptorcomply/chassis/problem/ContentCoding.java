package com.raptorcomply.chassis.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the content codings of a request's body (RFC 9110 section 8.4). */
final class ContentCoding {
    private static final String NONE = "identity";

    private ContentCoding() {}

    /** Returns the codings as the request lists them, without {@code identity}; null if none remains. */
    static @Nullable String of(HttpServerRequest request) {
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
