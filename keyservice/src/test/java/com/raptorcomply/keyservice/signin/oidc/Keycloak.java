package com.raptorcomply.keyservice.signin.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A Keycloak process with the realm of {@code oidc/realm.json}, and its login form. */
final class Keycloak implements AutoCloseable {
    private static final Path UNPACKED = Path.of("target", "keycloak");
    private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
    private static final int START_SECONDS_MAX = 300;
    private static final int END_SECONDS_MAX = 30;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port = FreePort.find();
    private final Process process;

    /**
     * Starts Keycloak and waits until it responds.
     *
     * @param data the directory of its log
     */
    Keycloak(Path data) throws IOException {
        Path home;
        try (Stream<Path> found = Files.list(UNPACKED)) {
            home = found.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        Path imports = Files.createDirectories(home.resolve("data/import"));
        try (InputStream realm = Keycloak.class.getResourceAsStream("/oidc/realm.json")) {
            Files.write(
                    imports.resolve("realm.json"), Objects.requireNonNull(realm).readAllBytes());
        }
        process = new ProcessBuilder(
                        "sh",
                        home.resolve("bin/kc.sh").toAbsolutePath().toString(),
                        "start-dev",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--db=dev-mem",
                        "--import-realm")
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("keycloak.log").toFile())
                .start();
        awaitReady(data.resolve("keycloak.log"));
    }

    String issuer() {
        return "http://127.0.0.1:" + port + "/realms/power";
    }

    /** Submits name and password to the form at this URL; returns the URL to which the browser is redirected. */
    String login(String url, String name) throws IOException, InterruptedException {
        Map<String, String> cookies = new HashMap<>();
        HttpResponse<String> form = send(HttpRequest.newBuilder(URI.create(url)), cookies);
        Matcher action = ACTION.matcher(form.body());
        if (!action.find()) {
            throw new AssertionError(form + "\n" + form.body());
        }
        HttpResponse<String> sent = send(
                HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("username=" + name + "&password="
                                + URLEncoder.encode("the password of " + name, StandardCharsets.UTF_8))),
                cookies);
        return sent.headers().firstValue("Location").orElseThrow(() -> new AssertionError(sent + "\n" + sent.body()));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Sends its cookies without TLS too, because browsers do so for the loopback interface. */
    private HttpResponse<String> send(HttpRequest.Builder request, Map<String, String> cookies)
            throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        for (String cookie : response.headers().allValues("Set-Cookie")) {
            String[] parts = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(parts[0], parts[1]);
        }
        return response;
    }

    private void awaitReady(Path log) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer())).build();
        try {
            Await.until("Keycloak serves", Duration.ofSeconds(START_SECONDS_MAX), () -> {
                assertThat(process.isAlive()).isTrue();
                return answers(request);
            });
        } catch (AssertionError | ConditionTimeoutException failed) {
            close();
            throw new AssertionError(text(log), failed);
        }
    }

    private boolean answers(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
