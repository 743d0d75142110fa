package com.raptorcomply.keyservice.admin.component;

import io.vertx.core.MultiMap;
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
        MultiMap page = MultiMap.caseInsensitiveMultiMap().addAll(query).remove("cursor");
        return FilledQuery.address(path, cursor == null ? page : page.set("cursor", cursor));
    }
}
