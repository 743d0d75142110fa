package com.raptorcomply.acceptance.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import com.raptorcomply.chassis.Await;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The receipt of a revoked key is in the evidence package of its organization for CIP-004 R5, and no other organization's is. */
@ExtendWith(RunningWhole.class)
class RemovedAccessIsInTheEvidencePackageTest {
    private static final Duration EFFECTIVE_AT_MOST = Duration.ofSeconds(30);

    @Test
    void withTheTimeWhenItWasEffective(Whole whole) throws IOException, InterruptedException {
        Instant from = Instant.now();
        String id = whole.makeKey(new JsonObject()).getString("id");
        JsonObject receipt = Await.until(
                        "the revocation is effective",
                        EFFECTIVE_AT_MOST,
                        () -> whole.adminA().delete("/api-keys/" + id),
                        reply -> reply.status() == 200)
                .json();

        List<String> rows = receipts(whole.adminA(), from, Instant.now());

        assertThat(rows.get(0))
                .startsWith("id,keyId,keyName,action,")
                .endsWith(",organizationId,actingAs.id,actingAs.name");
        String organization = whole.adminA().get("/validate").json().getString("organizationId");
        assertThat(rows.subList(1, rows.size())).allMatch(row -> row.contains("," + organization + ","));
        assertThat(rows)
                .filteredOn(row -> row.contains("," + id + ","))
                .singleElement()
                .asString()
                .contains(",key revoked,", receipt.getString("effectiveAt"));
    }

    /** Returns the lines of the receipts in the package for CIP-004 R5. */
    private static List<String> receipts(Client client, Instant from, Instant to)
            throws IOException, InterruptedException {
        String path = "/evidence-package?standard=CIP-004&requirement=R5&from=" + from + "&to=" + to;
        HttpRequest request = HttpRequest.newBuilder(URI.create(client.url() + path))
                .header("X-API-Key", client.key())
                .build();
        HttpResponse<InputStream> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        try (ZipInputStream zip = new ZipInputStream(response.body())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("access-removal/receipts.csv")) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
                }
            }
        }
        throw new AssertionError("the package has no receipts");
    }
}
