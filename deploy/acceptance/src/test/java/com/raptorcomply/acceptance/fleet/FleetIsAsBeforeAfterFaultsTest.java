package com.raptorcomply.acceptance.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Soaks a fleet. {@code deploy/local/soak} runs it. */
@EnabledIfSystemProperty(named = "fleet.soakMinutes", matches = "[0-9]+")
class FleetIsAsBeforeAfterFaultsTest {
    private static final long TERM_MILLIS = 5_000;

    @Test
    void forSoManyMinutes(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
        Journal journal = new Journal("soak.txt");
        RoutesToggle routes = new RoutesToggle(directory);
        Map<String, Object> settings = new HashMap<>(routes.settings());
        settings.put("limits.publicPerAddress.requests", 1_000_000_000);
        Shape shape = Shape.small(2, 2, true, TERM_MILLIS).asStarted().with(settings);
        try (Fleet fleet = Fleet.prepare(directory, shape)) {
            journal.progress("starting two gateways, two key services, a resource service and PostgreSQL");
            Stock stock;
            try (Filling filling = Filling.begin(fleet)) {
                stock = filling.keysToRevoke(0);
            }
            fleet.start();
            Soak soak = new Soak(fleet, stock.keys(), routes, journal);
            List<String> wrong = soak.run(Duration.ofMinutes(Long.getLong("fleet.soakMinutes", 10)));
            journal.say(wrong.isEmpty() ? "PASSED" : "FAILED: " + String.join("; ", wrong));
            assertThat(wrong).isEmpty();
        }
    }
}
