package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway serves the documentation page with all its files, and tells browsers to load no others. */
@Timeout(30)
class DocumentationPageLoadsNothingFromElsewhereTest {
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @Test
    void andEveryFileOfItIsThere() throws Exception {
        HttpResponse<String> page = STAGE.get("/docs");

        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        List<String> links =
                LINK.matcher(page.body()).results().map(link -> link.group(1)).toList();
        assertThat(links).hasSize(13).allMatch(link -> link.matches("/.*|data:,"));
        assertThat(STAGE.get("/docs/").body()).isEqualTo(page.body());
        for (String link : links) {
            if (link.startsWith("/docs")) {
                assertThat(STAGE.get(link).statusCode()).as(link).isEqualTo(200);
            }
        }
    }

    /** A link leads to another guide, to the reference, or outside; never to a document that the gateway does not serve. */
    @ParameterizedTest
    @ValueSource(strings = {"first-request", "errors-and-retries", "limits", "rotate-keys", "sync-a-cmdb", "errors"})
    void norDoTheGuides(String name) throws Exception {
        HttpResponse<String> guide = STAGE.get("/docs/guides/" + name);

        assertThat(guide.statusCode()).isEqualTo(200);
        assertThat(guide.body()).contains("<h1>").doesNotContain(".md\"", "<script");
        for (MatchResult link : LINK.matcher(guide.body()).results().toList()) {
            if (!link.group(1).startsWith("data:")) {
                assertThat(STAGE.get(link.group(1)).statusCode())
                        .as(link.group(1))
                        .isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/docs.js", "/docs/swagger-ui-bundle.js", "/docs/guides/limits"})
    void asItsPolicySays(String path) throws Exception {
        HttpResponse<String> response = STAGE.get(path);

        assertThat(response.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                        .contains("frame-ancestors 'none'")
                        .doesNotContain("unsafe", "http"));
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void inGzipToWhoAcceptsIt() throws Exception {
        HttpResponse<byte[]> zipped = HttpClient.newHttpClient()
                .send(
                        STAGE.request("/docs/swagger-ui-bundle.js")
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());

        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(new String(
                        new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes(),
                        StandardCharsets.UTF_8))
                .isEqualTo(STAGE.get("/docs/swagger-ui-bundle.js").body());
        assertThat(zipped.body()).hasSizeLessThan(700_000);
    }

    @Test
    void andNothingElseLiesBelowIt() throws Exception {
        assertThat(STAGE.get("/docs/swagger-ui.js").statusCode()).isEqualTo(404);
        assertThat(STAGE.get("/docs/../gateway.yaml").statusCode()).isEqualTo(400);
    }
}
