package com.raptorcomply.resources.inventory;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rates control centers of generation by criterion 2.11 of CIP-002 attachment 1: medium with at least 1500 MW of
 * generation in one interconnection. Generation counts whether or not it is part of the bulk electric system.
 */
final class CapacityRule {
    static final BigDecimal THRESHOLD_MW = new BigDecimal(1500);

    private static final List<String> INTERCONNECTIONS = List.of("eastern", "western", "ercot", "québec");
    private static final String GENERATION = "generation";
    private static final String HIGH = "high";
    private static final String CRITERION = " (CIP-002 attachment 1, criterion 2.11)";

    private CapacityRule() {}

    /** The facts of a facility that the rule uses. */
    record Plant(String facilityType, String interconnection, BigDecimal capacityMw) {}

    /** Returns the preview for facilities before and after a change. */
    static JsonObject preview(String currentLevel, Collection<Plant> before, Collection<Plant> after) {
        Map<String, BigDecimal> current = sums(before);
        Map<String, BigDecimal> changed = sums(after);
        String reached = greatest(changed);
        String level = currentLevel.equals(HIGH) ? HIGH : reached == null ? "low" : "medium";
        JsonObject breakdown = new JsonObject();
        INTERCONNECTIONS.forEach(each -> breakdown.put(
                each,
                new JsonObject()
                        .put("currentMw", text(current, each))
                        .put("afterMw", text(changed, each))
                        .put("status", reaches(changed.get(each)) ? "reached" : "below")));
        return new JsonObject()
                .put("currentImpactLevel", currentLevel)
                .put("newImpactLevel", level)
                .put("willChange", !level.equals(currentLevel))
                .put("capacityBreakdown", breakdown)
                .put("thresholdCapacityMw", THRESHOLD_MW.toPlainString())
                .put("thresholdInterconnection", reached)
                .put("reason", reason(level, reached, changed));
    }

    /** Returns the exact sum for each interconnection that has generation. */
    private static Map<String, BigDecimal> sums(Collection<Plant> plants) {
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        plants.stream()
                .filter(plant -> plant.facilityType().equals(GENERATION))
                .forEach(plant -> sums.merge(plant.interconnection(), plant.capacityMw(), BigDecimal::add));
        return sums;
    }

    /** Returns the interconnection with the greatest sum, if that reaches the threshold; else null. */
    private static @Nullable String greatest(Map<String, BigDecimal> sums) {
        return INTERCONNECTIONS.stream()
                .filter(each -> reaches(sums.get(each)))
                .reduce((one, other) -> sum(sums, other).compareTo(sum(sums, one)) > 0 ? other : one)
                .orElse(null);
    }

    private static boolean reaches(@Nullable BigDecimal sum) {
        return sum != null && sum.compareTo(THRESHOLD_MW) >= 0;
    }

    private static String reason(String level, @Nullable String reached, Map<String, BigDecimal> sums) {
        if (level.equals(HIGH)) {
            return "The level stays high, because criteria 1.1 to 1.4 of CIP-002 attachment 1 decide it, not capacity";
        }
        return reached == null
                ? "No interconnection has " + THRESHOLD_MW + " MW of generation" + CRITERION
                : text(sums, reached) + " MW of generation in the " + reached + " interconnection reach " + THRESHOLD_MW
                        + " MW" + CRITERION;
    }

    private static String text(Map<String, BigDecimal> sums, String interconnection) {
        return sum(sums, interconnection).toPlainString();
    }

    private static BigDecimal sum(Map<String, BigDecimal> sums, String interconnection) {
        return sums.getOrDefault(interconnection, BigDecimal.ZERO);
    }
}
