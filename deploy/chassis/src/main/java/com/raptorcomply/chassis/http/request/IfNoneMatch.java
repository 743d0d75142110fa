package com.raptorcomply.chassis.http.request;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * The {@code If-None-Match} condition of a request (RFC 9110 section 13.1.2). A field that is no list of entity tags names
 * none, because a response in full is never wrong.
 */
public final class IfNoneMatch {
    private IfNoneMatch() {}

    /** Returns true if the condition is {@code *} or names one of these tags, weak or strong. */
    public static boolean names(HttpServerRequest request, String... current) {
        for (String field : request.headers().getAll("If-None-Match")) {
            for (String part : field.split(",", -1)) {
                String named = part.strip();
                String tag = named.startsWith("W/") ? named.substring("W/".length()) : named;
                if (tag.equals("*") || List.of(current).contains(tag)) {
                    return true;
                }
            }
        }
        return false;
    }
}
