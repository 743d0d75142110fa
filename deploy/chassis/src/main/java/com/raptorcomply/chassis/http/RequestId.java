package com.raptorcomply.chassis.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the id of a request, for its response, its log lines and the requests that it causes. The id protects
 * nothing, so a fast random generator is enough; a secure one takes a lock.
 */
public final class RequestId {
    public static final String HEADER = "X-Request-Id";

    private static final int CHARS_MIN = 8;
    private static final int CHARS_MAX = 64;
    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private RequestId() {}

    /**
     * Returns the request's id: the client's own if it sent exactly one of 8 to 64 characters {@code A-Za-z0-9._-},
     * else a new random UUID. The first call also sets it on the response; later calls return the same id.
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

    static String choose(List<String> sent) {
        return choose(sent.size() == 1 ? sent.get(0) : null);
    }

    /**
     * Chooses an id like {@link #of}, but sets it on no response.
     *
     * @param sent the value of the only header field; null if there is none
     */
    public static String choose(@Nullable String sent) {
        if (sent != null && isAcceptable(sent)) {
            return sent;
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & VERSION_MASK) | VERSION_4;
        long low = (random.nextLong() & VARIANT_MASK) | VARIANT;
        return new UUID(high, low).toString();
    }

    /** Returns true if a text is short and harmless in a header, a log line or a URL. */
    private static boolean isAcceptable(String id) {
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
