package com.raptorcomply.keyservice.client.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.grant.Verification;
import com.raptorcomply.keyservice.client.grant.VerificationJson;
import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.client.usage.SecretUse;
import com.raptorcomply.keyservice.client.usage.UsageJson;
import com.raptorcomply.keyservice.client.usage.UsageReport;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of a gateway.
 *
 * @param url of the key service, which begins with {@code http:}
 * @param authorization of the requests; empty without the field
 */
record ProtocolClient(String url, String authorization) {
    static final String VERIFICATIONS = "/internal/verifications";
    static final String USAGE = "/internal/usage";

    /** The requests that one report counts. */
    static final long REQUESTS = 3;

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ProtocolStream open() {
        return ProtocolStream.open(CLIENT, url, authorization);
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    Verification verify(JsonObject question) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(VERIFICATIONS, question.encode());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return VerificationJson.decode(new JsonObject(answer.body()));
    }

    static JsonObject question(String key, @Nullable UUID actsAs) {
        return VerificationJson.encode(VerificationRequest.of(wellformed(key), actsAs));
    }

    /** Returns a report of {@value #REQUESTS} requests. */
    static String report(UUID reporter, long sequence, String key) {
        SecretUse use = new SecretUse(
                wellformed(key).secretId(), System.currentTimeMillis(), "192.0.2.7", null, Map.of(2, 2L, 4, 1L));
        return UsageJson.encode(new UsageReport(reporter, sequence, List.of(use)))
                .encode();
    }

    static PresentedKey.Wellformed wellformed(String key) {
        return (PresentedKey.Wellformed) PresentedKey.parse(key);
    }
}
