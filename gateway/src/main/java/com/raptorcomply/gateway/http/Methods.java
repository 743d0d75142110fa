package com.raptorcomply.gateway.http;

import io.vertx.core.http.HttpMethod;
import java.util.List;

/** The request methods that cross the gateway. TRACE would show a client the fields that the gateway adds. */
public final class Methods {
    /** In upper case, as an Allow field lists them. */
    public static final List<String> FORWARDED = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private Methods() {}

    static boolean isForwarded(HttpMethod method) {
        return FORWARDED.contains(method.name());
    }

    /** Whether sending a request a second time means the same as sending it once (RFC 9110 section 9.2.2). */
    public static boolean isIdempotent(HttpMethod method) {
        return !method.equals(HttpMethod.POST) && !method.equals(HttpMethod.PATCH);
    }
}
