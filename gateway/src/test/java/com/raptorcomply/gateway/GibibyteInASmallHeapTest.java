package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.FreePort;
import io.vertx.core.Vertx;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the gateway in its own process, on Linux only, on demand: {@code -Dlarge.bytes=1073741824}. */
@Timeout(300)
@EnabledIfSystemProperty(named = "large.bytes", matches = "\\d+")
class GibibyteInASmallHeapTest {
    private static final Logger LOG = LoggerFactory.getLogger(GibibyteInASmallHeapTest.class);
    private static final long BYTES = Long.getLong("large.bytes", 0);
    private static final int PIECE_BYTES = 65_536;

    @TempDir
    Path folder = Path.of(".");

    @Test
    void upAndDown() throws Exception {
        Vertx vertx = Vertx.vertx();
        InMemoryKeyService keyService = new InMemoryKeyService(vertx, GatewayUnderTest.TERM_MILLIS);
        SinkUpstream sink = new SinkUpstream(new CountDownLatch(0));
        SocketUpstream source = new SocketUpstream((head, out) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + BYTES + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            write(out);
            return true;
        });
        int port = FreePort.find();
        Process gateway = start(port, keyService.url(), sink.url(), source.url());
        try {
            String head = " HTTP/1.1\r\nHost: a\r\nX-API-Key: " + keyService.key() + "\r\n";
            awaitPort(gateway, port);
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                send(client, "PUT /sink" + head + "Content-Length: " + BYTES + "\r\n\r\n");
                write(client.getOutputStream());
                assertThat(sink.bytes().get(100, TimeUnit.SECONDS)).isEqualTo(BYTES);
                assertThat(client.getInputStream().read()).isEqualTo('H');
            }
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                send(client, "GET /source" + head + "\r\n");
                InputStream in = client.getInputStream();
                in.skipNBytes(BYTES);
                assertThat(in.read()).isNotNegative();
            }
            LOG.atInfo()
                    .addKeyValue("bytesEachWay", BYTES)
                    .addKeyValue("peakResident", peakResident(gateway))
                    .log("Large bodies with -Xmx96m");
            assertThat(gateway.isAlive()).isTrue();
        } finally {
            gateway.destroyForcibly().waitFor();
            Await.result(vertx.close());
        }
    }

    private Process start(int port, String keyService, String sink, String source) throws Exception {
        Path config = Files.writeString(folder.resolve("gateway.yaml"), """
                host: 127.0.0.1
                port: %d
                management: {port: 0}
                eventLoops: 1
                drainDelay: 0s
                http: {bodyBytesMax: %d}
                keyservice: {urls: ["%s"], credential: %s}
                upstreams:
                  sink: {urls: ["%s"]}
                  source: {urls: ["%s"]}
                routes:
                  - {prefix: /sink, upstream: sink}
                  - {prefix: /source, upstream: source}
                """.formatted(
                        port, BYTES, keyService, InMemoryKeyService.CREDENTIAL, sink, source));
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-Xmx96m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                classes,
                "com.raptorcomply.gateway.GatewayMain",
                "--config",
                config.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    private static void send(Socket client, String head) throws Exception {
        client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(OutputStream out) throws java.io.IOException {
        byte[] piece = new byte[PIECE_BYTES];
        for (long sent = 0; sent < BYTES; sent += PIECE_BYTES) {
            out.write(piece, 0, (int) Math.min(PIECE_BYTES, BYTES - sent));
        }
    }

    private static String peakResident(Process process) throws Exception {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("unknown")
                .replaceAll("\\s+", " ");
    }

    private static void awaitPort(Process process, int port) {
        Await.until("the gateway listens", () -> {
            assertThat(process.isAlive()).isTrue();
            try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return open.isConnected();
            } catch (ConnectException notYet) {
                return false;
            }
        });
    }
}
