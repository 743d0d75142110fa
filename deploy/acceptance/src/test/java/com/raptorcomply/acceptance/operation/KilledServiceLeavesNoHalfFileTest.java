package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Processes;
import com.raptorcomply.chassis.Await;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A resource service that is killed (SIGKILL) among uploads leaves files that are whole or absent, and nothing that the next
 * sweep does not remove. On demand: -Dfiles.kills=50 is the number of uploads that are killed.
 */
@EnabledIfSystemProperty(named = "files.kills", matches = "[0-9]+")
class KilledServiceLeavesNoHalfFileTest {
    private static final Logger LOG = LoggerFactory.getLogger(KilledServiceLeavesNoHalfFileTest.class);
    private static final int UPLOADS = Integer.getInteger("files.kills", 0);
    private static final int AT_ONCE = 5;
    private static final int SIZE = 30_000_000;
    private static final int KILLED_AFTER_MILLIS_MAX = 1_000;
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Random random = new Random(7);

    @Test
    void amongUploads(@TempDir Path directory) throws Exception {
        try (Processes processes = Processes.prepare(directory)) {
            processes.startAll();
            Client client = processes.client("RAPTOR_COMPLY_API_KEY");
            FileTransfer transfer = new FileTransfer(client);
            awaitServed(client);
            Path parts = processes.files().resolve("uploads");
            long ofTheDemo = count(processes.files().resolve("blobs"));
            int confirmed = 0;
            for (int seed = 0; seed < UPLOADS; seed += AT_ONCE) {
                long before = count(parts);
                List<CompletableFuture<Integer>> uploads = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    int own = seed + i;
                    uploads.add(CompletableFuture.supplyAsync(() -> status(transfer, own)));
                }
                Await.until("an upload to begin", SOON, () -> count(parts) > before);
                Thread.sleep(random.nextInt(KILLED_AFTER_MILLIS_MAX));
                processes.process("resources-service").destroyForcibly().waitFor();
                confirmed += (int)
                        uploads.stream().filter(each -> each.join() == 201).count();
                processes.startResources(Map.of());
                awaitServed(client);
            }
            long left = count(parts);
            LOG.atInfo()
                    .addKeyValue("uploads", UPLOADS)
                    .addKeyValue("confirmed", confirmed)
                    .addKeyValue("left", left)
                    .log("Uploads under SIGKILL");
            assertThat(confirmed).isLessThan(UPLOADS);
            assertThat(left).isPositive();

            for (int seed = 0; seed < UPLOADS; seed++) {
                // A repetition returns the file that the killed request stored, if it did.
                HttpResponse<String> repeated = upload(transfer, seed);
                assertThat(repeated.statusCode()).as(repeated.body()).isEqualTo(201);
                String id = new JsonObject(repeated.body()).getString("id");
                assertThat(transfer.digestOf(id)).isEqualTo(FileTransfer.digest(new FileTransfer.Pdf(SIZE, seed)));
            }
            sweep(processes, client, UPLOADS + ofTheDemo);
        }
    }

    /** Requires that the service removes the old rests of the killed uploads, and no file. */
    private static void sweep(Processes processes, Client client, long files) throws Exception {
        processes.process("resources-service").destroyForcibly().waitFor();
        try (Stream<Path> all = Files.walk(processes.files())) {
            all.filter(Files::isRegularFile).forEach(KilledServiceLeavesNoHalfFileTest::age);
        }
        processes.startResources(Map.of("files.sweepInterval", "1s"));
        awaitServed(client);
        Path uploads = processes.files().resolve("uploads");
        Await.until("the sweep", SOON, () -> count(uploads) == 0);
        assertThat(count(processes.files().resolve("blobs"))).isEqualTo(files);
    }

    private static void age(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private static HttpResponse<String> upload(FileTransfer transfer, int seed)
            throws IOException, InterruptedException {
        return transfer.upload(new FileTransfer.Pdf(SIZE, seed), SIZE, "killed-" + seed);
    }

    private static int status(FileTransfer transfer, int seed) {
        try {
            return upload(transfer, seed).statusCode();
        } catch (IOException broken) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Waits until requests at once are served: after an outage the gateway tries one at a time. */
    private static void awaitServed(Client client) {
        Await.until("the client is served", SOON, () -> client.get("/facilities"), reply -> reply.status() == 200);
        Await.until("clients at once are served", SOON, () -> Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> client.get("/facilities").status()))
                .limit(AT_ONCE)
                .toList()
                .stream()
                .allMatch(each -> each.join() == 200));
    }
}
