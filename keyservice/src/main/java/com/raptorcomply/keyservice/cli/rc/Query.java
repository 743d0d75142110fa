package com.raptorcomply.keyservice.cli.rc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Builds a path with its query. */
final class Query {
    /** The most items in one page of a list. */
    private static final int PAGE_MAX = 100;

    private final StringBuilder text;
    private char next = '?';

    private Query(String path) {
        this.text = new StringBuilder(path);
    }

    static Query of(String path) {
        return new Query(path);
    }

    /** @param value null: the parameter is left out */
    Query and(String name, @Nullable Object value) {
        if (value != null) {
            text.append(next).append(name).append('=');
            text.append(URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8));
            next = '&';
        }
        return this;
    }

    /** Adds the size of a page, for a list of so many items at most. */
    Query pages(int most) {
        return and("limit", Math.max(1, Math.min(most, PAGE_MAX)));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
