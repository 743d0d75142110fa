package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A list is in the requested order, by up to two fields each way, records without a value last; page by page it is the
 * same list.
 */
class ListIsSortedTest {
    private static final int ASSETS = 12;

    private final Caller caller = Caller.ofNewOrganization();
    private final Pages pages = new Pages(caller);
    private final UUID system = Records.of(caller).system("S-1");

    @BeforeEach
    void create() {
        for (int i = 0; i < ASSETS; i++) {
            JsonObject asset = Records.asset(system, "T-" + (char) ('a' + i * 7 % ASSETS))
                    .put("assetTitle", "Relay " + i % 3)
                    .put("impactLevel", List.of("high", "low", "medium").get(i % 3))
                    .put("cipAssetCategory", i % 2 == 0 ? "eacms" : "pacs")
                    .put("lastPatchDate", i % 4 == 0 ? null : "2026-01-0" + (i % 3 + 1));
            assertThat(caller.post("/cyber-assets", asset).status()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assetTag",
                "-assetTag",
                "assetTitle",
                "-assetTitle",
                "lastPatchDate",
                "-lastPatchDate",
                "updatedAt",
                "-updatedAt",
                "assetTitle,assetTag",
                "assetTitle,-assetTag",
                "-assetTitle,assetTag",
                "-assetTitle,-assetTag",
                "lastPatchDate,-impactLevel",
                "-lastPatchDate,impactLevel",
                "-lastPatchDate,-impactLevel",
                "impactLevel,lastPatchDate",
                "impactLevel,-lastPatchDate",
                "-cipAssetCategory,-lastPatchDate",
                "-cipAssetCategory,lastPatchDate"
            })
    void eachWayAndPageByPage(String sort) {
        List<JsonObject> whole = caller.get("/cyber-assets?sort=" + sort).array().stream()
                .map(JsonObject.class::cast)
                .toList();

        assertThat(whole).hasSize(ASSETS).isSortedAccordingTo(order(sort));
        for (int limit = 1; limit <= ASSETS; limit += 3) {
            assertThat(pages.follow("/cyber-assets?sort=" + sort, limit)).isEqualTo(whole);
        }
    }

    @Test
    void togetherWithFiltersAndChanges() {
        String query = "/cyber-assets?sort=-lastPatchDate&impactLevel=high&updatedSince=2020-01-01T00:00:00Z"
                + "&q=relay&cyberSystemId=" + system;

        List<JsonObject> found = pages.follow(query, 1);

        assertThat(found).hasSize(ASSETS / 3).isSortedAccordingTo(order("-lastPatchDate"));
        assertThat(pages.follow(query.replace("2020", "2100"), 1)).isEmpty();
    }

    private static Comparator<JsonObject> order(String sort) {
        List<Comparator<JsonObject>> parts = new ArrayList<>();
        boolean descending = false;
        for (String word : sort.split(",", -1)) {
            descending = word.startsWith("-");
            String field = descending ? word.substring(1) : word;
            parts.add(by(field, descending));
        }
        parts.add(by("id", descending));
        return parts.stream().reduce(Comparator::thenComparing).orElseThrow();
    }

    private static Comparator<JsonObject> by(String field, boolean descending) {
        Comparator<JsonObject> order =
                Comparator.comparing(record -> record.getString(field), Comparator.nullsLast(String::compareTo));
        return descending ? order.reversed() : order;
    }
}
