package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Processes;
import com.raptorcomply.chassis.Await;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of 1 GiB go up and down through the gateway, several at once, and the resource service with -Xmx256m stays below
 * 300 MB. On demand: -Dfiles.large=true.
 */
@EnabledIfSystemProperty(named = "files.large", matches = "true")
class LargeFilesTakeLittleMemoryTest {
    private static final Logger LOG = LoggerFactory.getLogger(LargeFilesTakeLittleMemoryTest.class);
    private static final long GIBI = 1L << 30;
    private static final int AT_ONCE = 3;
    private static final long RESIDENT_KILOBYTES_MAX = 300_000;

    @Test
    void upAndDown(@TempDir Path directory) throws Exception {
        try (Processes processes = Processes.prepare(directory)) {
            processes.startAll();
            Client client = processes.client("RAPTOR_COMPLY_API_KEY");
            FileTransfer transfer = new FileTransfer(client);
            Await.until(
                    "the client is served",
                    Duration.ofSeconds(60),
                    () -> client.get("/facilities"),
                    reply -> reply.status() == 200);

            long begun = System.nanoTime();
            String id = uploaded(transfer, 0);
            long up = System.nanoTime();
            assertThat(transfer.digestOf(id)).isEqualTo(FileTransfer.digest(new FileTransfer.Pdf(GIBI, 0)));
            long down = System.nanoTime();
            report("one", processes, up - begun, down - up);

            begun = System.nanoTime();
            List<CompletableFuture<String>> all = new ArrayList<>();
            for (int i = 1; i <= AT_ONCE; i++) {
                int seed = i;
                all.add(CompletableFuture.supplyAsync(() -> uploaded(transfer, seed)));
            }
            List<String> ids = all.stream().map(CompletableFuture::join).toList();
            up = System.nanoTime();
            for (int i = 0; i < AT_ONCE; i++) {
                assertThat(transfer.digestOf(ids.get(i)))
                        .isEqualTo(FileTransfer.digest(new FileTransfer.Pdf(GIBI, i + 1)));
            }
            report("three at once", processes, up - begun, System.nanoTime() - up);

            assertThat(resident(processes.process("resources-service"))).isLessThan(RESIDENT_KILOBYTES_MAX);
            assertThat(client.get("/facilities").status()).isEqualTo(200);
        }
    }

    private static String uploaded(FileTransfer transfer, int seed) {
        try {
            HttpResponse<String> response = transfer.upload(new FileTransfer.Pdf(GIBI, seed), GIBI, "large-" + seed);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
            return new JsonObject(response.body()).getString("id");
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void report(String what, Processes processes, long upNanos, long downNanos) throws IOException {
        LOG.atInfo()
                .addKeyValue("upMillis", Duration.ofNanos(upNanos).toMillis())
                .addKeyValue("downMillis", Duration.ofNanos(downNanos).toMillis())
                .addKeyValue("resourcesKilobytes", resident(processes.process("resources-service")))
                .addKeyValue("gatewayKilobytes", resident(processes.process("gateway")))
                .log("Files of 1 GiB: " + what);
    }

    /** Returns the greatest resident size of a process so far, in kilobytes. */
    private static long resident(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
