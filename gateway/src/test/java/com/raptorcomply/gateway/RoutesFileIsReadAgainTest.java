package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class RoutesFileIsReadAgainTest {
    private static final String FACILITIES = "routes:\n  - {prefix: /facilities, upstream: resources}\n";
    private static final String TASKS = "  - {prefix: /tasks, upstream: resources}\n";
    private static final Path FILE = write(temporary(), FACILITIES);

    @RegisterExtension
    static final GatewayUnderTest STAGE =
            new GatewayUnderTest().with("routesFile", FILE.toString()).with("routesPoll", "50ms");

    @Test
    void withoutLosingARequestAndNeverWhenItIsWrong() throws Exception {
        String key = STAGE.keyService().key();
        assertThat(status("/tasks", key)).isEqualTo(404);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> traffic = CompletableFuture.supplyAsync(() -> use(key, over));

        write(FILE, FACILITIES + TASKS);
        await("/tasks", key, 200);

        write(FILE, FACILITIES + TASKS + "  - {prefix: /users, upstream: nowhere}\n");
        STAGE.awaitMeter("gateway_routes_file_valid", 0);
        assertThat(status("/tasks", key)).isEqualTo(200);

        write(FILE, FACILITIES);
        await("/tasks", key, 404);
        STAGE.awaitMeter("gateway_routes_file_valid", 1);
        STAGE.awaitMeter("gateway_routes", 1);

        Files.delete(FILE);
        STAGE.awaitMeter("gateway_routes_file_valid", 0);
        over.set(true);
        assertThat(traffic.get()).isPositive();
    }

    private static int use(String key, AtomicBoolean over) {
        int requests = 0;
        try (Client client = new Client(STAGE.gateway().port())) {
            while (!over.get()) {
                assertThat(client.write(Client.get("/facilities", key)).read().status())
                        .isEqualTo(200);
                requests++;
            }
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
        return requests;
    }

    private static void await(String path, String key, int status) throws Exception {
        Await.until("status " + status + " for " + path, () -> status(path, key) == status);
    }

    private static int status(String path, String key) throws Exception {
        return STAGE.get(path, "X-API-Key", key).statusCode();
    }

    /** Replaces the file in one step, because half-written files are no part of this test. */
    private static Path write(Path file, String content) {
        try {
            Path beside = Files.writeString(Path.of(file + ".new"), content);
            return Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory(Path.of("target"), "routes-").resolve("routes.yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
