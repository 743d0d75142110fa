package com.raptorcomply.resources.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.SmallDisk;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An upload for which the disk has no room is a 507, and leaves neither a row nor a byte. */
class FullDiskIsSaidAndNothingIsLeftTest {
    private static final int DISK_KIBIBYTES = 4 * 1024;

    @Test
    void beforeTheUpload() {
        assertFull(Map.of("files.freeBytesMin", "1024GiB"), null);
    }

    @Test
    void amongItsBytes() {
        try (SmallDisk disk = new SmallDisk(DISK_KIBIBYTES)) {
            Path directory = disk.directory();
            assertFull(Map.of("files.freeBytesMin", "0", "files.directory", directory.toString()), directory);
        }
    }

    private static void assertFull(Map<String, Object> settings, @Nullable Path disk) {
        try (UnderTest service = new UnderTest(PostgresServer.shared()).start(settings)) {
            Caller caller = FileClient.withFiles(Caller.of(service, UUID.randomUUID()));
            // Chunked, so that the size is not known before.
            HttpResponse<byte[]> refused =
                    new FileClient(caller).chunked("/files/upload", "a.pdf", FileClient.pdf(20_000_000, 1));

            assertThat(refused.statusCode()).as(FileClient.text(refused)).isEqualTo(507);
            assertThat(FileClient.json(refused).getString("code")).isEqualTo("storage_full");
            assertThat(new Records(service.database(), caller.organization()).query("SELECT id FROM file"))
                    .isEmpty();
            assertThat(files(disk == null ? service.files() : disk)).isZero();
        }
    }

    private static long files(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
