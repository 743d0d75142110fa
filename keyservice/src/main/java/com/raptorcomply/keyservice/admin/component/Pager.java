package com.raptorcomply.keyservice.admin.component;

import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Links to the pages of a list that goes on.
 *
 * @param first null on the first page
 * @param next null on the last page
 */
public record Pager(@Nullable String first, @Nullable String next) {

    /**
     * Returns the links of a page whose query has these parameters.
     *
     * @param next the cursor after this page; null on the last one
     */
    public static Pager of(String path, MultiMap query, @Nullable String next) {
        return new Pager(
                query.contains("cursor") ? address(path, query, null) : null,
                next == null ? null : address(path, query, next));
    }

    private static String address(String path, MultiMap query, @Nullable String cursor) {
        StringJoiner parts = new StringJoiner("&", path + "?", "").setEmptyValue(path);
        query.forEach((name, value) -> {
            if (!name.equals("cursor")) {
                parts.add(encoded(name) + "=" + encoded(value));
            }
        });
        if (cursor != null) {
            parts.add("cursor=" + encoded(cursor));
        }
        return parts.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
