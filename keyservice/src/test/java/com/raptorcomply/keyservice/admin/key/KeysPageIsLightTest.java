package com.raptorcomply.keyservice.admin.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestService;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The keys page with 50 rows is one response of HTML with files that a browser keeps. It counts bytes as they are sent. */
class KeysPageIsLightTest {
    private static final int COLD_BYTES_MAX = 100_000;
    private static final int STYLE_BYTES_MAX = 12_288;

    /** The largest style sheet, script or image as it is sent, compressed. */
    private static final int FILE_BYTES_MAX = 4_096;

    private static final Pattern FILE = Pattern.compile("(?:href|src)=\"(/admin/web/[^\"]+)\"");

    private final TestService service = TestService.shared();
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void asABrowserWithAnEmptyCacheLoadsIt() throws IOException, InterruptedException {
        KeyExamples examples = KeyExamples.in(service).fill(60);
        HttpResponse<byte[]> page = send(examples.admin().browser().cookie(), "/admin/keys");
        assertThat(page.statusCode()).isEqualTo(200);
        String html = new String(page.body(), StandardCharsets.UTF_8);
        assertThat(html.split("<tr>", -1)).hasSize(52);
        long cold = bytes(page);
        for (String file : files(html)) {
            HttpResponse<byte[]> sent = send("", file);
            assertThat(sent.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(sent.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
            assertThat(sent.body()).as(file).hasSizeLessThan(FILE_BYTES_MAX);
            System.out.printf("%s: %,d bytes as sent%n", file, sent.body().length);
            cold += bytes(sent);
        }
        assertThat(cold).isBetween((long) page.body().length, (long) COLD_BYTES_MAX);
        System.out.printf("keys page: %,d bytes of HTML, %,d bytes cold%n", page.body().length, cold);
    }

    @Test
    void withOneStyleSheetThatStaysSmall() throws IOException {
        try (InputStream sheet = KeysPageIsLightTest.class.getResourceAsStream("/admin/page.css")) {
            assertThat(sheet).isNotNull();
            assertThat(sheet.readAllBytes()).hasSizeLessThan(STYLE_BYTES_MAX);
        }
    }

    private static Set<String> files(String html) {
        Set<String> files = new TreeSet<>();
        Matcher file = FILE.matcher(html);
        while (file.find()) {
            files.add(file.group(1));
        }
        assertThat(files).hasSize(3);
        return files;
    }

    private HttpResponse<byte[]> send(String cookie, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                .header("Accept-Encoding", "gzip");
        return client.send(
                cookie.isEmpty()
                        ? request.build()
                        : request.header("Cookie", cookie).build(),
                BodyHandlers.ofByteArray());
    }

    /** Returns the size of the body and of the header fields with their separators. */
    private static long bytes(HttpResponse<byte[]> response) {
        return response.body().length
                + response.headers().map().entrySet().stream()
                        .flatMap(field -> field.getValue().stream().map(value -> field.getKey() + ": " + value))
                        .mapToLong(line -> line.length() + 2)
                        .sum();
    }
}
