package com.raptorcomply.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The demo data have the promised size and variety, satisfy their tables' rules, and are always the same. */
class DemoInventoryTest {
    private final Map<String, List<Row>> meridian = DemoInventory.meridian().tables();

    @Test
    void hasThePromisedSize() {
        assertThat(meridian)
                .hasEntrySatisfying("control_center", rows -> assertThat(rows).hasSize(4));
        assertThat(meridian)
                .hasEntrySatisfying("facility", rows -> assertThat(rows).hasSize(34));
        assertThat(meridian)
                .hasEntrySatisfying("cyber_system", rows -> assertThat(rows).hasSize(100));
        assertThat(meridian)
                .hasEntrySatisfying("cyber_asset", rows -> assertThat(rows).hasSize(1_000));
    }

    @Test
    void spansAllInterconnectionsAndManyRegions() {
        assertThat(distinct("facility", "interconnection"))
                .containsExactlyInAnyOrder("western", "eastern", "ercot", "québec");
        assertThat(distinct("facility", "regional_entity"))
                .containsExactlyInAnyOrder("WECC", "MRO", "NPCC", "RFC", "SERC", "SPP", "TRE");
        assertThat(distinct("cyber_asset", "manufacturer")).hasSizeGreaterThan(20);
    }

    @Test
    void hasUniqueIdsTagsAndAddresses() {
        List<Row> assets = meridian.getOrDefault("cyber_asset", List.of());
        for (String column : Set.of("id", "asset_tag", "ip_address", "mac_address", "serial_number")) {
            assertThat(assets.stream().map(row -> row.text(column)).filter(value -> value != null))
                    .as(column)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void isTheSameEachTime() {
        assertThat(DemoInventory.meridian().json("cyber_asset", "o"))
                .isEqualTo(DemoInventory.meridian().json("cyber_asset", "o"));
    }

    @Test
    void sharesNoRecordBetweenTheOrganizations() {
        Set<String> ids = ids(DemoInventory.meridian());
        ids.retainAll(ids(DemoInventory.pineHollow()));
        assertThat(ids).isEmpty();
    }

    private Set<String> distinct(String table, String column) {
        return meridian.getOrDefault(table, List.of()).stream()
                .map((Function<Row, String>) row -> row.text(column))
                .collect(Collectors.toSet());
    }

    private static Set<String> ids(DemoInventory inventory) {
        return inventory.tables().entrySet().stream()
                .filter(table -> !table.getKey().equals("physical_area_cyber_asset"))
                .flatMap(table -> table.getValue().stream())
                .map(Row::id)
                .collect(Collectors.toSet());
    }
}
