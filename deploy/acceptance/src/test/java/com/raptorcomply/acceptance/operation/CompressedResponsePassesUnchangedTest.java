package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gateway forwards a compressed response of the resource service unchanged, with its header fields. */
@ExtendWith(RunningWhole.class)
class CompressedResponsePassesUnchangedTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void wholeListAndPage(Whole whole) throws Exception {
        for (String list : new String[] {"/cyber-assets", "/cyber-assets?limit=100"}) {
            HttpResponse<byte[]> coded = send(whole.clientA(), "GET", list);

            assertThat(coded.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(coded.headers().firstValue("Vary"))
                    .hasValueSatisfying(vary -> assertThat(vary).containsIgnoringCase("Accept-Encoding"));
            assertThat(unzipped(coded)).isEqualTo(whole.clientA().get(list).body());
            HttpResponse<byte[]> head = send(whole.clientA(), "HEAD", list);
            assertThat(head.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(head.body()).isEmpty();
        }
    }

    private static HttpResponse<byte[]> send(Client client, String method, String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(client.url() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("X-API-Key", client.key())
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static String unzipped(HttpResponse<byte[]> answer) throws IOException {
        try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
