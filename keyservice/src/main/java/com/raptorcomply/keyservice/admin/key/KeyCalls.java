package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.component.BarChart;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The calls of a key: each day of the last 90, in sums, and where they came from.
 *
 * @param sums such as 7 days and the calls of these, with their classes
 */
public record KeyCalls(BarChart chart, List<Sum> sums, List<Source> sources) {
    private static final int DAYS = 90;
    private static final List<String> CLASSES = List.of("2xx", "3xx", "4xx", "5xx");

    public KeyCalls {
        sums = List.copyOf(sums);
        sources = List.copyOf(sources);
    }

    /** @param classes such as 2xx 1,200, 4xx 4; empty without calls */
    public record Sum(int days, String total, String classes) {}

    public record Source(String address, String agent, TimeInWords last) {}

    /** @param usage as the API shows it */
    static KeyCalls of(JsonObject usage, ZonedDateTime now) {
        return new KeyCalls(chart(usage, now), sums(usage), sources(usage, now));
    }

    private static BarChart chart(JsonObject usage, ZonedDateTime now) {
        Map<String, JsonObject> byDay = new HashMap<>();
        objects(usage.getJsonArray("days"))
                .forEach(each -> byDay.put(each.getString("day"), each.getJsonObject("requests")));
        String zone = usage.getString("timeZone");
        LocalDate today = now.withZoneSameInstant(ZoneId.of(zone)).toLocalDate();
        List<BarChart.Bar> bars = new ArrayList<>();
        for (int age = DAYS - 1; age >= 0; age--) {
            String day = today.minusDays(age).toString();
            JsonObject requests = byDay.getOrDefault(day, new JsonObject());
            bars.add(new BarChart.Bar(
                    day,
                    CLASSES.stream().map(each -> requests.getLong(each, 0L)).toList()));
        }
        return new BarChart("Calls a day (" + zone + ") in the last " + DAYS + " days, by status class", CLASSES, bars);
    }

    private static List<Sum> sums(JsonObject usage) {
        return objects(usage.getJsonArray("totals"))
                .map(each -> {
                    JsonObject requests = each.getJsonObject("requests");
                    long total = requests.stream()
                            .mapToLong(one -> ((Number) one.getValue()).longValue())
                            .sum();
                    String classes = requests.stream()
                            .map(one -> one.getKey() + " " + number(((Number) one.getValue()).longValue()))
                            .collect(Collectors.joining(", "));
                    return new Sum(each.getInteger("days"), number(total), classes);
                })
                .toList();
    }

    private static List<Source> sources(JsonObject usage, ZonedDateTime now) {
        return objects(usage.getJsonArray("sources"))
                .map(each -> new Source(
                        Objects.requireNonNullElse(each.getString("address"), "an unknown address"),
                        Objects.requireNonNullElse(each.getString("userAgent"), ""),
                        TimeInWords.of(Instant.parse(each.getString("lastUsedAt")), now)))
                .toList();
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
