package com.raptorcomply.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * A wait that ends by the wall clock lasts an hour longer when that clock is set back by an hour. So a class that reads
 * milliseconds of the wall clock is named here, with its reason.
 */
class WaitsDoNotUseTheWallClockTest {
    private static final String[] READERS = {
        // The lease holds on both clocks.
        "DualClock",
        "GatewayService",
        "LeaseRenewer",
        "UpstreamClient",
        // Times for people and other programs, and ids in the order of time.
        "Deliveries",
        "GatewayLeaseSession",
        "Ledger",
        "RecordIds",
        "TimedRequest",
        "Traffic"
    };

    @Test
    void exceptWhereATimeOfDayIsMeant() {
        assertThat(new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .withImportOption(location -> !location.contains("-tests.jar"))
                                .importPackages("com.raptorcomply")
                                .stream()
                                .filter(WaitsDoNotUseTheWallClockTest::readsMillis)
                                .map(reader -> reader.getName().replaceAll("^.*\\.|\\$.*$", ""))
                                .distinct())
                .containsExactlyInAnyOrder(READERS);
    }

    private static boolean readsMillis(JavaClass reader) {
        return reader.getCodeUnitAccessesFromSelf().stream().anyMatch(WaitsDoNotUseTheWallClockTest::isMillis);
    }

    private static boolean isMillis(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(System.class)
                && access.getName().equals("currentTimeMillis");
    }
}
