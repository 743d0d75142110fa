package com.raptorcomply.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EveryAlertHasARunbookAndTestsTest {
    private static final Pattern SECTION = Pattern.compile("(?m)^## (\\S+)$");
    private static final Set<String> SEVERITIES = Set.of("critical", "warning", "info");

    private final List<JsonNode> alerts = Expressions.alerts();

    @Test
    void andATimeAndASeverity() throws IOException {
        Set<String> sections = SECTION.matcher(Files.readString(Sources.root().resolve("deploy/docs/RUNBOOKS.md")))
                .results()
                .map(section -> section.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> names = new TreeSet<>();

        for (JsonNode alert : alerts) {
            String name = alert.path("alert").asText();
            assertThat(names.add(name)).as(name).isTrue();
            assertThat(alert.path("for").asText()).as(name).matches("\\d+[smh]");
            assertThat(alert.path("labels").path("severity").asText()).as(name).isIn(SEVERITIES);
            JsonNode annotations = alert.path("annotations");
            assertThat(annotations.path("summary").asText()).as(name).endsWith(".");
            assertThat(annotations.path("runbook_url").asText())
                    .isEqualTo("deploy/docs/RUNBOOKS.md#" + name.toLowerCase(Locale.ROOT));
        }

        assertThat(sections).isEqualTo(names);
    }

    @Test
    void oneThatItFiresAndOneThatItIsSilent() throws IOException {
        Set<String> tests = new TreeSet<>();
        new YAMLMapper()
                .readTree(Sources.root()
                        .resolve("deploy/prometheus/tests/alerts.yml")
                        .toFile())
                .path("tests")
                .forEach(test -> tests.add(test.path("name").asText()));

        for (JsonNode alert : alerts) {
            String name = alert.path("alert").asText();
            assertThat(tests).contains(name + " fires", name + " is silent");
        }
        assertThat(tests).hasSize(2 * alerts.size());
    }
}
