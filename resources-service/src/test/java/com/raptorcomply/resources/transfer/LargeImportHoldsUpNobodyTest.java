package com.raptorcomply.resources.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.FreePort;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Runs the service in its own process, on Linux only, on demand: {@code -Dimport.rows=100000}. */
@Timeout(300)
@EnabledIfSystemProperty(named = "import.rows", matches = "\\d+")
class LargeImportHoldsUpNobodyTest {
    private static final int ROWS = Integer.getInteger("import.rows", 0);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(20);
    private static final Duration WAIT_MAX = Duration.ofSeconds(8);
    private static final int RESIDENT_KIBIBYTES_MAX = 300 * 1024;
    /** Between two changes of the other writer. Without it, that writer alone would take one of two processors. */
    private static final long PAUSE_MILLIS = 50;

    @TempDir
    Path folder = Path.of(".");

    @Test
    void inTimeAndInASmallHeap() throws Exception {
        UnderTest under = new UnderTest(PostgresServer.shared());
        int port = FreePort.find();
        Process service = start(under, port);
        try {
            awaitPort(service, port);
            Caller shared = new Caller(
                    "http://127.0.0.1:" + port,
                    under.signer(),
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    Caller.INVENTORY,
                    List.of(),
                    null,
                    null);
            Records records = new Records(under.database(), shared.organization());
            UUID system = records.system("S-1");
            Upload upload = new Upload(shared, system);
            String rows = IntStream.rangeClosed(1, ROWS)
                    .mapToObj(i -> Upload.row("T-" + i) + "\r\n")
                    .collect(Collectors.joining("", Upload.REQUIRED + "\r\n", ""));

            String wrong = rows.substring(0, rows.length() - 6) + "yes\r\n";
            Timed<Answer> refused = timed(() -> upload.send(wrong));
            assertThat(refused.result.status()).isEqualTo(400);
            assertThat(records.query("SELECT count(*) FROM activity_link")).containsExactly("0");

            CompletableFuture<Timed<Answer>> importing =
                    CompletableFuture.supplyAsync(() -> timed(() -> upload.send(rows)));
            Duration longest = writeMeanwhile(shared, system, importing);
            Timed<Answer> imported = importing.join();
            assertThat(imported.result.status()).as(imported.result.body()).isEqualTo(200);
            Timed<Answer> repeated = timed(() -> upload.sendWith("?mode=upsert", rows));
            Timed<Answer> updated = timed(() -> upload.sendWith("?mode=upsert", rows.replace(",421,", ",451,")));
            assertThat(updated.result.object().getInteger("updated")).isEqualTo(ROWS);

            System.out.printf(
                    "%d rows refused after %s, imported after %s, again after %s, updated after %s; others waited %s; %s KiB%n",
                    ROWS, refused.time, imported.time, repeated.time, updated.time, longest, peakResident(service));
            assertThat(imported.time).isLessThan(ANSWER_MAX);
            assertThat(longest).isLessThan(WAIT_MAX);
            assertThat(peakResident(service)).isLessThan(RESIDENT_KIBIBYTES_MAX);
        } catch (AssertionError e) {
            throw new AssertionError(Files.readString(folder.resolve("out")), e);
        } finally {
            service.destroyForcibly().waitFor();
            under.close();
        }
    }

    private static Duration writeMeanwhile(Caller caller, UUID system, CompletableFuture<?> importing)
            throws InterruptedException {
        Duration longest = Duration.ZERO;
        for (int i = 0; !importing.isDone(); i++) {
            String tag = "W-" + i;
            Timed<Answer> written = timed(() -> caller.post("/cyber-assets", Records.asset(system, tag)));
            assertThat(written.result.status()).isEqualTo(201);
            longest = written.time.compareTo(longest) > 0 ? written.time : longest;
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return longest;
    }

    private record Timed<T>(T result, Duration time) {}

    private static <T> Timed<T> timed(Supplier<T> work) {
        long begin = System.nanoTime();
        T result = work.get();
        return new Timed<>(result, Duration.ofNanos(System.nanoTime() - begin));
    }

    private Process start(UnderTest under, int port) throws IOException {
        Map<String, Object> settings = under.database().overrides();
        Path config = Files.writeString(folder.resolve("resources.yaml"), """
                host: 127.0.0.1
                port: %d
                management: {port: 0}
                eventLoops: 1
                database: {url: "%s", user: "%s", password: "%s", owner: "%s", ownerPassword: "%s"}
                keyservice: {urls: ["%s"]}
                """.formatted(
                        port,
                        settings.get("database.url"),
                        settings.get("database.user"),
                        settings.get("database.password"),
                        settings.get("database.owner"),
                        settings.get("database.ownerPassword"),
                        under.keyServiceUrl()));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.raptorcomply.resources.ResourcesMain",
                "--config",
                config.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    private static int peakResident(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D+", "")))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitPort(Process process, int port) {
        Await.until("the service listens", () -> {
            assertThat(process.isAlive()).isTrue();
            try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return open.isConnected();
            } catch (ConnectException notYet) {
                return false;
            }
        });
    }
}
