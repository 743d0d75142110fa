package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Following the Link fields from page to page finds each record once, whatever the page size. */
class ListIsPagedTest {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
    private static final int ASSETS = 7;

    private final Caller caller = Caller.ofNewOrganization();
    private final List<String> tags = new ArrayList<>();

    @BeforeEach
    void create() {
        UUID system = Records.of(caller).system("S1");
        for (int i = 0; i < ASSETS; i++) {
            caller.post("/cyber-assets", Records.asset(system, "T-" + i));
            tags.add("T-" + i);
        }
    }

    @Test
    void everyRecordOnce() {
        for (int limit = 1; limit <= ASSETS + 1; limit++) {
            assertThat(follow("/cyber-assets?limit=" + limit, limit)).containsExactlyInAnyOrderElementsOf(tags);
        }
    }

    @Test
    void changesInTheirOrder() {
        String first = caller.get("/cyber-assets").array().getJsonObject(0).getString("id");
        String since = caller.patch("/cyber-assets/" + first, new JsonObject().put("count", 9))
                .object()
                .getString("createdAt");

        List<String> seen = follow("/cyber-assets?limit=2&updatedSince=" + since, 2);

        assertThat(seen).hasSize(ASSETS).endsWith("T-0");
    }

    @Test
    void deletedRecordsOnEveryPage() {
        String last =
                caller.get("/cyber-assets").array().getJsonObject(ASSETS - 1).getString("id");
        caller.delete("/cyber-assets/" + last);

        assertThat(follow("/cyber-assets?limit=2&includeDeleted=true", 2)).containsExactlyInAnyOrderElementsOf(tags);
        assertThat(follow("/cyber-assets?limit=2&includeDeleted=true&updatedSince=2020-01-01T00:00:00Z", 2))
                .containsExactlyInAnyOrderElementsOf(tags);
    }

    @Test
    void cursorAloneGivesAPage() {
        Answer first = caller.get("/cyber-assets?limit=1");
        String cursor = first.header("Link").replaceFirst(".*cursor=([^>]+)>.*", "$1");
        assertThat(follow("/cyber-assets?cursor=" + cursor, ListQuery.LIMIT_DEFAULT))
                .hasSize(ASSETS - 1);
    }

    @Test
    void wholeListHasNoLink() {
        Answer whole = caller.get("/cyber-assets");

        assertThat(whole.array()).hasSize(ASSETS);
        assertThat(whole.header("Link")).isEmpty();
    }

    private List<String> follow(String path, int limit) {
        List<String> seen = new ArrayList<>();
        String next = path;
        while (!next.isEmpty()) {
            Answer page = caller.get(next);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            assertThat(page.array().size()).isBetween(1, limit);
            page.array().forEach(asset -> seen.add(((JsonObject) asset).getString("assetTag")));
            Matcher link = NEXT.matcher(page.header("Link"));
            next = link.matches() ? link.group(1) : "";
        }
        return seen;
    }
}
