package com.raptorcomply.chassis.http;

import java.util.Set;

/** Bounds the values of a metric's method tag, because clients can send any method. */
final class KnownMethods {
    private static final Set<String> KNOWN = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private KnownMethods() {}

    static String tag(String method) {
        return KNOWN.contains(method) ? method : "other";
    }
}
