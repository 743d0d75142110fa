package com.raptorcomply.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.architecture.Expressions.Expression;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A metric that is renamed, or loses a label, would leave an alert or a panel silently empty. */
class RulesAndDashboardsReadDocumentedMetricsTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\| ([a-z]+) \\| [a-z0-9 ]+ \\| (.*)\\| [^|]+ \\|$");
    private static final Pattern LABEL = Pattern.compile("(?:^|; )`([a-z_]+)`:");
    private static final Pattern UNLISTED = Pattern.compile("(?:jvm|process|system)_.*");
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance", "le");
    private static final Set<String> SUMMED = Set.of("histogram", "summary");

    private final Map<String, Set<String>> labels = labels();
    private final Set<String> recorded = Expressions.ofRules().stream()
            .map(Expression::record)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());

    @Test
    void byTheirNames() {
        Set<String> unknown = new TreeSet<>();
        all().forEach(expression -> expression.names().stream()
                .filter(name -> !labels.containsKey(name) && !recorded.contains(name))
                .filter(name -> !name.equals("up") && !UNLISTED.matcher(name).matches())
                .forEach(name -> unknown.add(expression.where() + ": " + name)));

        assertThat(all()).hasSizeGreaterThan(100);
        assertThat(unknown).isEmpty();
    }

    @Test
    void andTheirLabels() {
        Set<String> unknown = new TreeSet<>();
        all().forEach(expression -> expression.labels().stream()
                .filter(label -> labels.containsKey(label[0]))
                .filter(label -> !OF_PROMETHEUS.contains(label[1])
                        && !labels.getOrDefault(label[0], Set.of()).contains(label[1]))
                .forEach(label -> unknown.add(expression.where() + ": " + label[0] + " has no label " + label[1])));

        assertThat(unknown).isEmpty();
    }

    @Test
    void andWhatAnAlertReadsHasAPanel() {
        Set<String> shown = Expressions.ofDashboards().stream()
                .flatMap(panel -> panel.names().stream())
                .collect(Collectors.toSet());
        Set<String> unshown = new TreeSet<>();
        Expressions.ofRules().stream().filter(rule -> rule.record().isEmpty()).forEach(alert -> alert.names().stream()
                .filter(name -> !shown.contains(name) && !isRead(name, shown))
                .forEach(name -> unshown.add(alert.where() + ": " + name)));

        assertThat(unshown).isEmpty();
    }

    /** Returns true if a shown recording rule reads the series. */
    private static boolean isRead(String name, Set<String> shown) {
        return Expressions.ofRules().stream()
                .anyMatch(rule -> shown.contains(rule.record()) && rule.names().contains(name));
    }

    private static List<Expression> all() {
        return Stream.concat(Expressions.ofRules().stream(), Expressions.ofDashboards().stream())
                .toList();
    }

    /** Returns the labels of each documented series; what several services show has those of all of them. */
    private static Map<String, Set<String>> labels() {
        Map<String, Set<String>> labels = new HashMap<>();
        Matcher row = ROW.matcher(document());
        while (row.find()) {
            Set<String> own = LABEL.matcher(row.group(3))
                    .results()
                    .map(label -> label.group(1))
                    .collect(Collectors.toSet());
            Stream<String> suffixes =
                    SUMMED.contains(row.group(2)) ? Stream.of("_bucket", "_count", "_sum", "_max") : Stream.of("");
            suffixes.forEach(suffix -> labels.computeIfAbsent(row.group(1) + suffix, name -> new TreeSet<>())
                    .addAll(own));
        }
        return labels;
    }

    private static String document() {
        try {
            return Files.readString(Sources.root().resolve("deploy/docs/METRICS.md"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
