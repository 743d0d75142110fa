package com.raptorcomply.acceptance.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Measures the effect of an attack on valid keys; asserts no time. {@code deploy/local/measure-attack} runs it. */
@EnabledIfSystemProperty(named = "fleet.attack", matches = "true")
class GoodKeysUnderAttackTest {
    private static final long TERM_MILLIS = 5_000;

    /** Disables rate limits by address, because they would spare the gateway most of the attack. */
    private static final Map<String, Object> SETTINGS =
            Map.of("eventLoops", 2, "limits.publicPerAddress.requests", 1_000_000_000);

    @Test
    void areServed(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
        Journal journal = new Journal("attack.txt");
        Shape shape = Shape.small(2, 1, true, TERM_MILLIS).asStarted().with(SETTINGS);
        try (Fleet fleet = Fleet.prepare(directory, shape)) {
            Stock stock;
            try (Filling filling = Filling.begin(fleet)) {
                stock = filling.keysToRevoke(0);
            }
            fleet.start();
            List<String> wrong = new Siege(fleet, stock.keys(), journal)
                    .run(
                            Integer.getInteger("fleet.bad", 20_000),
                            Integer.getInteger("fleet.slow", 5_000),
                            Integer.getInteger("fleet.seconds", 20));
            journal.say(wrong.isEmpty() ? "PASSED" : "FAILED: " + String.join("; ", wrong));
            assertThat(wrong).isEmpty();
        }
    }
}
