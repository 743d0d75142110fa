package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** h2spec, the conformance tests of RFC 9113 and RFC 7541, finds no fault in the gateway: {@code -Dh2spec=true} runs it. */
@EnabledIfSystemProperty(named = "h2spec", matches = "true")
class H2specFindsNoFaultTest {
    private static final String ARCHIVE = "/h2spec/2.2.0/h2spec_linux_amd64.tar.gz";
    private static final int RESPONSE_BYTES = 20_000;
    private static final long RESPONSE_MILLIS = 100;
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpServer UPSTREAM = upstream();
    private static final SecuredGateway SECURED = new SecuredGateway();

    @RegisterExtension
    static final GatewayUnderTest STAGE = SECURED.stage()
            .with("limits.publicPerAddress.requests", 1_000_000)
            .with("limits.publicPerAddress.burst", 1_000_000)
            .with("upstreams.resources.urls", "http://127.0.0.1:" + UPSTREAM.actualPort())
            .with("routes", List.of(Map.of("prefix", "/public", "upstream", "resources", "access", "open")));

    @AfterAll
    static void close() {
        Await.result(VERTX.close());
    }

    /** Starts an upstream that reads the whole request before it responds, so that h2spec's faults come first. */
    private static HttpServer upstream() {
        return Await.result(VERTX.createHttpServer()
                .requestHandler(request -> request.end()
                        .onSuccess(read -> VERTX.setTimer(
                                RESPONSE_MILLIS, id -> request.response().end("x".repeat(RESPONSE_BYTES)))))
                .listen(0, "127.0.0.1"));
    }

    @Test
    void inAnyOfItsCases(@TempDir Path folder) throws Exception {
        Path archive = folder.resolve("h2spec.tar.gz");
        try (InputStream packed =
                Objects.requireNonNull(getClass().getResourceAsStream(ARCHIVE), "-Dh2spec=true adds the archive")) {
            Files.copy(packed, archive, StandardCopyOption.REPLACE_EXISTING);
        }
        run(folder, List.of("tar", "xzf", archive.toString()));

        String report = run(
                folder,
                List.of(
                        folder.resolve("h2spec").toString(),
                        "--tls",
                        "--insecure",
                        "--strict",
                        "--timeout",
                        "5",
                        "--path",
                        "/public",
                        "--port",
                        Integer.toString(STAGE.gateway().port())));

        System.out.println(report);
        assertThat(report).contains("146 tests, 146 passed, 0 skipped, 0 failed");
    }

    private static String run(Path folder, List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
