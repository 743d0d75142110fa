package com.raptorcomply.chassis.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The id of one request, on its answer, in its log lines and in what it makes other services do. */
public final class RequestId {
    public static final String HEADER = "X-Request-Id";

    private static final int CHARS_MIN = 8;
    private static final int CHARS_MAX = 64;

    private RequestId() {}

    /**
     * The request's id: the client's own if it sent exactly one of 8 to 64 characters {@code A-Za-z0-9._-}, else a new
     * random UUID. The first call also puts it on the answer; later calls return the same.
     */
    public static String of(HttpServerRequest request) {
        @Nullable String chosen = request.response().headers().get(HEADER);
        if (chosen != null) {
            return chosen;
        }
        String id = choose(request.headers().getAll(HEADER));
        if (!request.response().headWritten()) {
            request.response().headers().set(HEADER, id);
        }
        return id;
    }

    /** The id for a request whose fields are read some other way. */
    public static String choose(List<String> sent) {
        return sent.size() == 1 && isAcceptable(sent.get(0))
                ? sent.get(0)
                : UUID.randomUUID().toString();
    }

    /** Whether a text may be a request id: bounded, and harmless in a header, a log line or a URL. */
    public static boolean isAcceptable(String id) {
        if (id.length() < CHARS_MIN || id.length() > CHARS_MAX) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (!isAllowed(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(int c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    }
}
