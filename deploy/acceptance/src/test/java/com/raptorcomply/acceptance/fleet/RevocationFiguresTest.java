package com.raptorcomply.acceptance.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures revocation on real processes; asserts counts and prints times. {@code deploy/local/measure-revocation} runs
 * it.
 */
@EnabledIfSystemProperty(named = "fleet.figures", matches = "true")
class RevocationFiguresTest {
    private static final int CHANGES = 600;
    private static final long TERM_MILLIS = 5_000;

    @Test
    void ofAFleet(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws IOException {
        Shape shape = Shape.small(2, 3, false, TERM_MILLIS).asStarted().with(Map.of("eventLoops", 2));
        try (Fleet fleet = Fleet.prepare(directory, shape)) {
            Stock stock;
            Admin admin;
            List<String> warm;
            try (Filling filling = Filling.begin(fleet)) {
                stock = filling.keysToRevoke(CHANGES);
                admin = filling.admin();
            }
            fleet.start();
            Figures figures = new Figures(fleet, admin, stock);
            figures.healthyReceipts();
            figures.receiptsWithoutOneGateway();
            figures.outage();
            figures.thousandColdRequests();
            figures.flood();
            warm = WarmKeys.write(fleet.keyServiceDatabase(), fleet.tagKey(), Integer.getInteger("fleet.warm", 50_000));
            figures.coldStart(warm);
            Path report = Files.writeString(Path.of("target", "revocation-figures.txt"), figures.toString());
            System.out.println(Files.readString(report));
            assertThat(figures.faults()).isEmpty();
        }
    }
}
