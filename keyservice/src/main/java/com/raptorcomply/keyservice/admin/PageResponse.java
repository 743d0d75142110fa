package com.raptorcomply.keyservice.admin;

import io.vertx.core.http.Cookie;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The response to a request for a page.
 *
 * @param view null for a redirect
 */
public record PageResponse(int status, @Nullable View view, Map<String, String> headers, List<Cookie> cookies) {
    public PageResponse {
        headers = Map.copyOf(headers);
        cookies = List.copyOf(cookies);
    }

    public static PageResponse ok(View view) {
        return of(200, view);
    }

    public static PageResponse of(int status, View view) {
        return new PageResponse(status, view, Map.of(), List.of());
    }

    /** Leads the browser on by GET (RFC 9110 section 15.4.4), so that a reload sends no form again. */
    public static PageResponse seeOther(String path) {
        return new PageResponse(303, null, Map.of("Location", path), List.of());
    }

    public PageResponse with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new PageResponse(status, view, all, cookies);
    }

    public PageResponse withCookies(List<Cookie> more) {
        List<Cookie> all = new ArrayList<>(cookies);
        all.addAll(more);
        return new PageResponse(status, view, headers, all);
    }
}
