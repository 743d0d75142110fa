package com.raptorcomply.gateway.http;

import io.vertx.core.http.HttpMethod;
import java.util.List;

/**
 * Lists the request methods that the gateway forwards. TRACE is not among them, because its response would show the
 * client the fields that the gateway adds.
 */
public final class Methods {
    /** In upper case, as an Allow field lists them. */
    public static final List<String> FORWARDED = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private Methods() {}

    static boolean isForwarded(HttpMethod method) {
        return FORWARDED.contains(method.name());
    }

    /** Returns true if sending a request twice has the same effect as sending it once (RFC 9110 section 9.2.2). */
    public static boolean isIdempotent(HttpMethod method) {
        return !method.equals(HttpMethod.POST) && !method.equals(HttpMethod.PATCH);
    }
}
