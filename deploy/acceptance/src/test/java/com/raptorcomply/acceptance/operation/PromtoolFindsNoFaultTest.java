package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.architecture.Sources;
import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** Only where promtool is installed. */
@EnabledIf("isInstalled")
class PromtoolFindsNoFaultTest {
    private static final Path FOLDER = Sources.root().resolve("deploy/prometheus");

    static boolean isInstalled() {
        return Promtool.find().isPresent();
    }

    @Test
    void inTheRules() {
        assertThat(promtool().say(FOLDER, "", "check", "config", "prometheus.yml"))
                .startsWith("0\n");
        assertThat(promtool().say(FOLDER, "", "test", "rules", "tests/alerts.yml"))
                .startsWith("0\n");
    }

    @TestFactory
    @ExtendWith(RunningWhole.class)
    Stream<DynamicTest> inTheMetrics(Whole whole) {
        whole.clientA().get("/facilities");
        return Stream.of("GATEWAY", "KEYSERVICE", "RESOURCES")
                .map(service -> DynamicTest.dynamicTest(service, () -> {
                    String scrape = new Client(whole.value(service + "_MANAGEMENT_URL"), "")
                            .get("/metrics")
                            .body();
                    assertThat(promtool().say(FOLDER, scrape, "check", "metrics"))
                            .isEqualTo("0\n");
                }));
    }

    private static Promtool promtool() {
        return Promtool.find().orElseThrow();
    }
}
