package com.raptorcomply.chassis.http.request;

import com.raptorcomply.chassis.json.CanonicalJson;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Reads the header that makes a request safe to repeat (draft-ietf-httpapi-idempotency-key-header). */
public final class IdempotencyKey {
    public static final String HEADER = "Idempotency-Key";

    /** The header of a repeated request's response, with the value {@code true}. */
    public static final String REPLAYED = "Idempotent-Replayed";

    private static final int LENGTH_MAX = 255;

    private IdempotencyKey() {}

    /**
     * Returns the key, or empty without the header. Throws a 400 if the key is empty, too long, not visible ASCII, or
     * sent twice.
     */
    public static Optional<String> of(HttpServerRequest request) {
        List<String> sent = request.headers().getAll(HEADER);
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        String key = sent.get(0).strip();
        boolean isVisible = key.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        if (sent.size() > 1 || key.isEmpty() || key.length() > LENGTH_MAX || !isVisible) {
            throw Problem.of(
                            ErrorCode.INVALID_HEADER,
                            HEADER + " must be given once, with 1 to " + LENGTH_MAX + " visible characters")
                    .withField(HEADER)
                    .exception();
        }
        return Optional.of(key);
    }

    /** Returns the digest of method, path, query and body, which are the same in a repetition of the request. */
    public static Buffer digest(HttpServerRequest request, JsonObject body) {
        return Buffer.buffer(CanonicalJson.digest(request.method() + " " + request.uri(), body));
    }
}
