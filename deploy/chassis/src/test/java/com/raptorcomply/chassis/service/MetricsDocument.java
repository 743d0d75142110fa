package com.raptorcomply.chassis.service;

import com.raptorcomply.chassis.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares the metrics that METRICS.md lists with those that a service shows: name, type, and values of each label. */
public final class MetricsDocument {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Path FILE = Path.of("../deploy/docs/METRICS.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z0-9_]+)` \\| ([a-z]+) \\| ([a-z0-9 ]+) \\| (.*)\\| ([A-Z0-9][^|]*\\.) \\|$");
    private static final Pattern LABEL = Pattern.compile("`([a-z_]+)`: (.*)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-z0-9_]+)(?:\\{(.*)})? \\S+");
    private static final Pattern TAG = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final String ONLY_WITH_TLS = "shown only with TLS";
    private static final Set<String> PARTS_OF_HISTOGRAM = Set.of("le", "quantile");

    /**
     * A family of metrics.
     *
     * @param always false for what only a service with TLS shows
     * @param labels the values of each; in the document, none for one whose values are not listed
     */
    public record Family(String type, boolean always, Map<String, Set<String>> labels) {
        private static Family of(String type) {
            return new Family(type, true, new TreeMap<>());
        }
    }

    private MetricsDocument() {}

    /** The families under a heading of the second level; a line of its table that is no row fails. */
    public static Map<String, Family> families(String service) {
        Map<String, Family> families = new TreeMap<>();
        String section = read().split("\n## " + service + "\n", 2)[1].split("\n## ", 2)[0];
        section.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            Matcher row = ROW.matcher(line);
            if (!row.matches()) {
                throw new AssertionError("Not name, type, unit, labels and a sentence: " + line);
            }
            Family family = new Family(row.group(2), !row.group(5).contains(ONLY_WITH_TLS), new TreeMap<>());
            Arrays.stream(row.group(4).strip().split("; "))
                    .map(LABEL::matcher)
                    .filter(Matcher::matches)
                    .forEach(label -> family.labels().put(label.group(1), values(label.group(2))));
            if (families.put(row.group(1), family) != null) {
                throw new AssertionError("Two rows for " + row.group(1));
            }
        });
        return families;
    }

    private static Set<String> values(String text) {
        return text.startsWith("`")
                ? CODE.matcher(text)
                        .results()
                        .map(value -> value.group(1))
                        .collect(Collectors.toCollection(TreeSet::new))
                : Set.of();
    }

    /** Returns the metrics of a management port, without those of the JVM and without the maxima of timers. */
    public static Map<String, Family> scraped(int managementPort) {
        Map<String, Family> families = new TreeMap<>();
        String scrape = scrape(managementPort);
        TYPE.matcher(scrape).results().forEach(type -> families.put(type.group(1), Family.of(type.group(2))));
        families.keySet()
                .removeIf(name -> name.endsWith("_max") && families.containsKey(name.substring(0, name.length() - 4)));
        scrape.lines().map(SAMPLE::matcher).filter(Matcher::matches).forEach(sample -> {
            Family family = families.get(sample.group(1).replaceFirst("_(bucket|count|sum)$", ""));
            family = family == null ? families.get(sample.group(1)) : family;
            if (family != null && sample.group(2) != null) {
                add(family, sample.group(2));
            }
        });
        families.keySet().removeIf(MetricsDocument::isOfTheJvm);
        return families;
    }

    private static void add(Family family, String tags) {
        TAG.matcher(tags)
                .results()
                .filter(tag -> !PARTS_OF_HISTOGRAM.contains(tag.group(1)))
                .forEach(tag -> family.labels()
                        .computeIfAbsent(tag.group(1), name -> new TreeSet<>())
                        .add(tag.group(2)));
    }

    /** Each series that a management port shows, without the JVM's, which come and go. */
    public static Set<String> series(int managementPort) {
        return scrape(managementPort)
                .lines()
                .filter(line -> !line.startsWith("#") && !isOfTheJvm(line))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the number of requests that a service has timed. */
    public static long requests(int managementPort) {
        return scrape(managementPort)
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count")
                        || line.startsWith("gateway_request_duration_seconds_count"))
                .mapToLong(line -> Math.round(Double.parseDouble(line.substring(line.lastIndexOf(' ')))))
                .sum();
    }

    /** Waits until a service has timed so many, because a client may have its response before. */
    public static void awaitRequests(int managementPort, long count) {
        Await.until(count + " requests are timed", () -> requests(managementPort) >= count);
    }

    private static boolean isOfTheJvm(String name) {
        return CODE.matcher(read().split("\n- ", 3)[1]).results().anyMatch(prefix -> name.startsWith(prefix.group(1)));
    }

    private static String read() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what a management port shows, as Prometheus text. */
    public static String scrape(int managementPort) {
        try {
            return CLIENT.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Fails unless the document and the service agree: the same families, types and labels, and no value that is not listed. */
    public static void assertAgrees(String service, int managementPort) {
        Map<String, Family> documented = families(service);
        Map<String, Family> shown = scraped(managementPort);
        StringBuilder faults = new StringBuilder();
        Set<String> names = new TreeSet<>(documented.keySet());
        names.addAll(shown.keySet());
        for (String name : names) {
            String fault = fault(documented.get(name), shown.get(name));
            if (!fault.isEmpty()) {
                faults.append('\n').append(name).append(": ").append(fault);
            }
        }
        if (!faults.isEmpty()) {
            throw new AssertionError(FILE + " and /metrics differ:" + faults);
        }
    }

    private static String fault(@Nullable Family documented, @Nullable Family shown) {
        if (documented == null) {
            return "not in the document";
        }
        if (shown == null) {
            return documented.always() ? "not shown" : "";
        }
        if (!documented.type().equals(shown.type())) {
            return "is a " + shown.type();
        }
        if (!documented.labels().keySet().equals(shown.labels().keySet())) {
            return "has the labels " + shown.labels().keySet();
        }
        return shown.labels().entrySet().stream()
                .filter(label -> {
                    Set<String> listed = documented.labels().getOrDefault(label.getKey(), Set.of());
                    return !listed.isEmpty() && !listed.containsAll(label.getValue());
                })
                .map(label -> "shows the values " + label)
                .collect(Collectors.joining(", "));
    }
}
