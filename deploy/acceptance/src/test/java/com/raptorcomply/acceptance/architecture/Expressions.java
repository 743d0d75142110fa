package com.raptorcomply.acceptance.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the queries of the rules and dashboards that the project ships. */
public final class Expressions {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NO_NAMES = Pattern.compile(
            "\\{[^}]*}|\\[[^]]*]|\"[^\"]*\"|\\b(?:by|on|without|ignoring|group_left|group_right) *\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?! *\\(|[a-zA-Z0-9_:])");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{([^}]*)}");
    private static final TreeSet<String> WORDS = new TreeSet<>(List.of("and", "or", "unless", "bool", "offset"));

    private Expressions() {}

    /**
     * A query in PromQL.
     *
     * @param where the file and the rule or panel
     * @param record the name of the series that a recording rule makes; empty for any other query
     */
    public record Expression(String where, String record, String text) {
        /** Returns the names of all series that it reads. */
        TreeSet<String> names() {
            String bare = text;
            for (String before = ""; !before.equals(bare); ) {
                before = bare;
                bare = NO_NAMES.matcher(bare).replaceAll(" ");
            }
            TreeSet<String> names = new TreeSet<>();
            NAME.matcher(bare).results().map(found -> found.group()).forEach(names::add);
            names.removeAll(WORDS);
            return names;
        }

        /** Returns each selector as the name of its series and the label. */
        List<String[]> labels() {
            List<String[]> labels = new ArrayList<>();
            Matcher selector = SELECTOR.matcher(text);
            while (selector.find()) {
                for (String label : selector.group(2).split(",(?=[a-z_]+[=!])", -1)) {
                    labels.add(new String[] {selector.group(1), label.replaceFirst("[=!].*", "")});
                }
            }
            return labels;
        }
    }

    /** Returns the alert rules as they are written. */
    static List<JsonNode> alerts() {
        return rules().stream().filter(rule -> rule.has("alert")).toList();
    }

    /** Returns the queries of all rules. */
    public static List<Expression> ofRules() {
        return rules().stream()
                .map(rule -> new Expression(
                        "rule " + rule.path("alert").asText()
                                + rule.path("record").asText(),
                        rule.path("record").asText(),
                        rule.path("expr").asText()))
                .toList();
    }

    /** Returns the queries of all panels. */
    public static List<Expression> ofDashboards() {
        List<Expression> all = new ArrayList<>();
        for (Path file : Sources.below(Sources.root().resolve("deploy/grafana"), ".*\\.json")) {
            for (JsonNode panel : read(JSON, file).path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    all.add(new Expression(
                            file.getFileName() + ", " + panel.path("title").asText(),
                            "",
                            target.path("expr").asText()));
                }
            }
        }
        return all;
    }

    private static List<JsonNode> rules() {
        List<JsonNode> all = new ArrayList<>();
        for (Path file : Sources.below(Sources.root().resolve("deploy/prometheus/rules"), ".*\\.yml")) {
            read(YAML, file).path("groups").forEach(group -> group.path("rules").forEach(all::add));
        }
        return all;
    }

    private static JsonNode read(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
