package com.raptorcomply.keyservice.admin.component;

import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The query of a list without empty parameters, which a form sends for every filter that is not in use, and without what
 * the form before has done, which other pages of the list must not tell again.
 */
public final class FilledQuery {
    private static final String DONE = "done";

    private FilledQuery() {}

    /** Returns the parameters that have a value, in their order. */
    public static MultiMap of(MultiMap query) {
        MultiMap filled = MultiMap.caseInsensitiveMultiMap();
        query.forEach((name, value) -> {
            if (!value.isBlank() && !name.equals(DONE)) {
                filled.add(name, value.strip());
            }
        });
        return filled;
    }

    /** Returns the address of a page with this query, and more parameters, which are encoded already. */
    public static String address(String path, MultiMap query, String... more) {
        StringJoiner parts = new StringJoiner("&", path + "?", "").setEmptyValue(path);
        query.forEach((name, value) -> parts.add(encoded(name) + "=" + encoded(value)));
        for (String each : more) {
            parts.add(each);
        }
        return parts.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Returns the parameters as the values of a form. */
    public static Map<String, List<String>> values(MultiMap query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        query.forEach((name, value) ->
                values.computeIfAbsent(name, first -> new ArrayList<>()).add(value));
        return values;
    }
}
