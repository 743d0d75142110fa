package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows a list from page to page. */
record Pages(Caller caller) {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    /** Returns the records of all pages of a list. */
    List<JsonObject> follow(String list, int limit) {
        List<JsonObject> seen = new ArrayList<>();
        String next = list + (list.contains("?") ? "&" : "?") + "limit=" + limit;
        while (!next.isEmpty()) {
            Answer page = caller.get(next);
            assertThat(page.status()).as(next + page.body()).isEqualTo(200);
            assertThat(page.array().size()).isLessThanOrEqualTo(limit);
            page.array().forEach(record -> seen.add((JsonObject) record));
            Matcher link = NEXT.matcher(page.header("Link"));
            next = link.matches() ? link.group(1) : "";
        }
        return seen;
    }

    /** Returns one field of all records of a list that is not divided into pages. */
    List<String> field(String list, String field) {
        Answer whole = caller.get(list);
        assertThat(whole.status()).as(list + whole.body()).isEqualTo(200);
        return whole.array().stream()
                .map(record -> ((JsonObject) record).getString(field))
                .toList();
    }
}
