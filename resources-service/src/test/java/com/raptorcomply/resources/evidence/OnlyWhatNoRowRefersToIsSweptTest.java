package com.raptorcomply.resources.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Old temporary files, and old bytes to which no row refers, are removed. Everything else stays, deleted files too. */
class OnlyWhatNoRowRefersToIsSweptTest {
    private static final Duration OLD = Duration.ofMinutes(2);
    /** So many that some come after the one that fails. */
    private static final int MANY = 50;

    private final UnderTest service = NarrowService.shared();
    private final FileClient client = NarrowService.client();
    private final Path blobs = service.blobs(client.caller().organization());

    @Test
    void afterTheirTime() throws IOException {
        JsonObject used = client.uploaded("a.pdf", FileClient.pdf(1000, 1));
        JsonObject deleted = client.uploaded("b.pdf", FileClient.pdf(1000, 2));
        client.caller().delete("/files/" + deleted.getString("id") + "/soft-delete");
        JsonObject changed = client.uploaded("c.pdf", FileClient.pdf(1000, 3));
        client.upload("/files/" + changed.getString("id") + "/version", "c.pdf", FileClient.pdf(1000, 4));
        age(blobs.resolve(used.getString("sha256")));
        age(blobs.resolve(deleted.getString("sha256")));
        age(blobs.resolve(changed.getString("sha256")));
        Path young = Files.write(blobs.resolve("0".repeat(64)), new byte[10]);
        Path youngPart = Files.write(service.files().resolve("uploads/young.part"), new byte[10]);
        Path old = age(Files.write(blobs.resolve("f".repeat(64)), new byte[10]));
        Path oldPart = age(Files.write(service.files().resolve("uploads/old.part"), new byte[10]));

        Await.until("the next sweep", () -> !Files.exists(old) && !Files.exists(oldPart));

        assertThat(young).exists();
        assertThat(youngPart).exists();
        for (JsonObject kept : new JsonObject[] {used, deleted, changed}) {
            assertThat(blobs.resolve(kept.getString("sha256"))).exists();
        }
        assertThat(client.get("/files/" + used.getString("id")).statusCode()).isEqualTo(200);
        assertThat(client.get("/files/" + changed.getString("id") + "?version=1")
                        .statusCode())
                .isEqualTo(200);
        Await.until("the sweep is counted", () -> FileClient.metric(service, "resources_files_swept_total") >= 2);
        Files.delete(young);
        Files.delete(youngPart);
    }

    /** An upload of bytes that are there already makes them young, so that no sweep removes what its row will refer to. */
    @Test
    void neverWhatIsUploadedAgain() throws IOException {
        byte[] content = FileClient.pdf(1000, 5);
        Path left = blobs.resolve(UploadedFileIsDownloadedTest.digest(content));
        Files.createDirectories(blobs);
        age(Files.write(left, content));

        JsonObject file = client.uploaded("a.pdf", content);

        Path sign = age(Files.write(blobs.resolve("e".repeat(64)), new byte[10]));
        Await.until("a whole sweep after it", () -> !Files.exists(sign));
        assertThat(client.get("/files/" + file.getString("id")).body()).isEqualTo(content);
    }

    /** NFS keeps a removed file under such a name while it is open. */
    @Test
    void whatIsNoBlobStaysAndStopsNoSweep() throws IOException {
        Files.createDirectories(blobs);
        Path foreign = age(Files.write(blobs.resolve(".nfs00000000000a1b2c00000001"), new byte[10]));
        Path old = age(Files.write(blobs.resolve("d".repeat(64)), new byte[10]));

        Await.until("the next sweep", () -> !Files.exists(old));

        assertThat(foreign).exists();
        Files.delete(foreign);
    }

    @Test
    void alsoIfATemporaryFileCannotBeRemoved() throws IOException {
        Path directory = Files.createDirectories(service.files().resolve("uploads/directory"));
        Path within = Files.write(directory.resolve("file"), new byte[10]);
        age(directory);
        Files.createDirectories(blobs);
        Path old = age(Files.write(blobs.resolve("b".repeat(64)), new byte[10]));
        List<Path> parts = new ArrayList<>();
        for (int each = 0; each < MANY; each++) {
            parts.add(age(Files.write(service.files().resolve("uploads/" + each + ".part"), new byte[10])));
        }

        Await.until("the next sweep", () -> !Files.exists(old) && parts.stream().noneMatch(Files::exists));

        assertThat(FileClient.metric(service, "resources_files_sweep_failures_total"))
                .isPositive();
        Files.delete(within);
        Files.delete(directory);
    }

    @Test
    @DisabledIfSystemProperty(
            named = "files.store",
            matches = "s3",
            disabledReason = "A bucket has no folder of an organization that a file could replace")
    void alsoIfTheFilesOfAnotherOrganizationCannotBeRead() throws IOException {
        Path broken = Files.write(service.blobs(UUID.randomUUID()), new byte[10]);
        List<Path> left = new ArrayList<>();
        for (int each = 0; each < MANY; each++) {
            Path directory = Files.createDirectories(service.blobs(UUID.randomUUID()));
            left.add(age(Files.write(directory.resolve("c".repeat(64)), new byte[10])));
        }

        Await.until("the next sweep", () -> left.stream().noneMatch(Files::exists));

        Await.until(
                "the failure is counted",
                () -> FileClient.metric(service, "resources_files_sweep_failures_total") >= 1);
        Files.delete(broken);
    }

    private static Path age(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(OLD)));
    }
}
