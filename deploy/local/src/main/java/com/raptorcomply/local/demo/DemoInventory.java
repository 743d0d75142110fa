package com.raptorcomply.local.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All compliance data of one demo organization, by table, in an order that satisfies the references. */
public record DemoInventory(Map<String, List<Row>> tables) {

    /** Generates a generation and transmission company: 34 facilities, 4 control centers, 100 systems, 1,000 assets. */
    public static DemoInventory meridian() {
        return generate("meridian");
    }

    /** Generates a small cooperative: 6 facilities, 1 control center. */
    public static DemoInventory pineHollow() {
        return generate("pine-hollow");
    }

    /** Returns a complete body for a new cyber asset of Meridian, for examples. The caller chooses the tag. */
    public static JsonObject assetToTry(String assetTag) {
        return new JsonObject()
                .put("assetTitle", "Remote terminal unit, bay 4")
                .put("assetTag", assetTag)
                .put("count", 1)
                .put(
                        "cyberSystemId",
                        Row.id("meridian/cyber-system", "TRN-JDY-01-RTU").toString())
                .put("cipAssetCategory", "bes_cyber_asset")
                .put("assetType", "Remote terminal unit")
                .put("impactLevel", "medium")
                .put("manufacturer", "SEL")
                .put("model", "SEL-3530 RTAC")
                .put("inService", true)
                .put("dialUpConnectivity", false)
                .put("routableProtocol", true)
                .put("remoteAccessAvailable", false)
                .put("baselineDocumented", true)
                .put("portsServicesDocumented", true)
                .put("loggingEnabled", true);
    }

    /**
     * Returns the rows of a table as a JSON array of objects, one member per column, each with the organization's id.
     */
    String json(String table, String organizationId) {
        JsonArray rows = new JsonArray();
        tables.getOrDefault(table, List.of())
                .forEach(row -> rows.add(row.columns().copy().put("organization_id", organizationId)));
        return rows.encode();
    }

    /** Returns the columns that some row of a table has; the others keep their defaults. */
    String columns(String table) {
        return Stream.concat(
                        Stream.of("organization_id"),
                        tables.getOrDefault(table, List.of()).stream()
                                .flatMap(row -> row.columns().fieldNames().stream()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static DemoInventory generate(String organization) {
        Places places = new Places(organization);
        List<Row> centers = places.controlCenters();
        List<Row> facilities = places.facilities();
        Systems systemsOf = new Systems(organization);
        Assets assetsOf = new Assets(organization);
        Areas areasOf = new Areas(organization);
        Map<String, List<Row>> tables = new LinkedHashMap<>();
        tables.put("control_center", centers);
        tables.put("facility", facilities);
        Stream.concat(centers.stream(), facilities.stream()).forEach(place -> {
            List<Row> assets = new ArrayList<>();
            List<Row> systems = systemsOf.at(place);
            systems.forEach(system -> assets.addAll(assetsOf.of(system, place)));
            add(tables, "cyber_system", systems);
            add(tables, "cyber_asset", assets);
            Row area = areasOf.at(place);
            add(tables, "physical_area", List.of(area));
            add(tables, "physical_area_cyber_asset", areasOf.contents(area, assets));
        });
        return new DemoInventory(tables);
    }

    private static void add(Map<String, List<Row>> tables, String table, List<Row> rows) {
        tables.computeIfAbsent(table, name -> new ArrayList<>()).addAll(rows);
    }
}
