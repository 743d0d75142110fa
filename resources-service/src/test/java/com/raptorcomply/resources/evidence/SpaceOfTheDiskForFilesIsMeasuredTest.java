package com.raptorcomply.resources.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.SmallDisk;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.service.MetricsDocument;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.UnderTest;
import com.raptorcomply.resources.blob.S3Proxy;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The metrics show how much of the disk for files is free, so that an operator makes room before uploads are refused. */
@Timeout(120)
class SpaceOfTheDiskForFilesIsMeasuredTest {
    private static final int DISK_KIBIBYTES = 16 * 1024;
    private static final int FILE_BYTES = 8_000_000;
    private static final String METRICS = "resources_files_disk_";

    @Test
    void whileFilesTakeIt() {
        Assumptions.assumeFalse("s3".equals(System.getProperty("files.store")), "The files are not on this disk");
        try (SmallDisk disk = new SmallDisk(DISK_KIBIBYTES);
                UnderTest service = new UnderTest(PostgresServer.shared())
                        .start(Map.of(
                                "files.freeBytesMin",
                                "0",
                                "files.directory",
                                disk.directory().toString()))) {
            assertThat(bytes(service, "total")).isEqualTo(DISK_KIBIBYTES * 1024.0);
            double before = bytes(service, "free");
            assertThat(before).isGreaterThan(FILE_BYTES).isLessThanOrEqualTo(DISK_KIBIBYTES * 1024.0);

            new FileClient(FileClient.withFiles(Caller.of(service, UUID.randomUUID())))
                    .uploaded("a.pdf", FileClient.pdf(FILE_BYTES, 1));

            Await.until("the file is missing in what is free", () -> bytes(service, "free") <= before - FILE_BYTES);
        }
    }

    @Test
    void alsoIfABucketKeepsThemAndTheDiskOnlyUploadsUnderWay() {
        Map<String, Object> settings =
                S3Proxy.shared().settings(S3Proxy.shared().newBucket());
        try (UnderTest service = new UnderTest(PostgresServer.shared()).start(settings)) {
            assertThat(MetricsDocument.scrape(service.service().managementPort()))
                    .contains(METRICS + "free_bytes", METRICS + "total_bytes");
        }
    }

    private static double bytes(UnderTest service, String name) {
        String line = MetricsDocument.scrape(service.service().managementPort())
                .lines()
                .filter(each -> each.startsWith(METRICS + name + "_bytes "))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.substring(line.indexOf(' ')));
    }
}
