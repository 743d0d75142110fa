package com.raptorcomply.keyservice.cli.rc;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.SmallDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An export for which the disk has no room says so, and leaves the file as it was. */
class FullDiskLeavesTheFileTest {
    private static final int DISK_KIBIBYTES = 256;
    private static final byte[] TOO_LARGE = new byte[1024 * 1024];

    @Test
    void withoutAPartOfTheNewOne() throws IOException {
        try (SmallDisk disk = new SmallDisk(DISK_KIBIBYTES);
                RcRun rc = new RcRun(exchange -> {
                    exchange.sendResponseHeaders(200, TOO_LARGE.length);
                    try (OutputStream body = exchange.getResponseBody()) {
                        body.write(TOO_LARGE);
                    }
                })) {
            Path file = Files.writeString(disk.directory().resolve("log"), "of yesterday");

            assertThat(rc.run("activity", "export", "--out", file.toString())).isEqualTo(1);

            assertThat(rc.said()).isEqualTo("error: " + file + " cannot be written: No space left on device\n");
            assertThat(file).hasContent("of yesterday");
            try (Stream<Path> files = Files.list(disk.directory())) {
                assertThat(files).containsExactly(file);
            }
        }
    }
}
