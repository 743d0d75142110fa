package com.raptorcomply.resources.evidencepackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.blob.Sha256;
import com.raptorcomply.resources.policy.Documents;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** A package has the versions of policies that were in force in its period, whole and with their digests. */
class PackageHasTheApprovalsInForceTest {
    private final Documents organization = Documents.withSeniorManager();
    private final Caller auditor = organization
            .caller()
            .withPermissions(Stream.concat(Caller.INVENTORY.stream(), Stream.of("activity:read"))
                    .toArray(String[]::new));

    @Test
    void fromTheOneThatWasInForceAtItsBeginning() throws IOException, InterruptedException {
        String renewed = organization.approved();
        approveAgain(renewed);
        String kept = organization.approved();
        organization.draft();
        String from = moment();
        approveAgain(renewed);
        String added = organization.approved();
        String to = moment();
        approveAgain(renewed);
        String later = organization.approved();

        List<JsonObject> approvals = approvals(from, to);

        assertThat(approvals)
                .extracting(each -> each.getString("policyDocumentId"), each -> each.getInteger("version"))
                .containsExactlyInAnyOrder(
                        tuple(id(renewed), 2), tuple(id(renewed), 3), tuple(id(kept), 1), tuple(id(added), 1));
        assertThat(approvals(from, moment()))
                .extracting(each -> each.getString("policyDocumentId"))
                .contains(id(later));
        for (JsonObject approval : approvals) {
            JsonObject version = organization
                    .caller()
                    .get("/policy-documents/" + approval.getString("policyDocumentId") + "/versions/"
                            + approval.getInteger("version"))
                    .object();
            for (String member : List.of("id", "sha256", "approvedAt", "approvedBy", "approvedById")) {
                assertThat(approval.getValue(member)).as(member).isEqualTo(version.getValue(member));
            }
            // The content is the text that the digest is of.
            String content = approval.getString("content");
            Sha256 digest = new Sha256();
            digest.update(content.getBytes(StandardCharsets.UTF_8));
            assertThat(digest.hex()).isEqualTo(approval.getString("sha256"));
            assertThat(new JsonObject(content)).isEqualTo(version.getJsonObject("content"));
        }
    }

    private void approveAgain(String document) {
        for (String action : List.of("revert", "submit")) {
            assertThat(organization
                            .caller()
                            .send("POST", document + "/" + action, "")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(organization
                        .approver()
                        .send("POST", document + "/approve", "")
                        .status())
                .isEqualTo(200);
    }

    /** Returns a time after all that has happened, when it is in the past. */
    private static String moment() {
        Instant now = Instant.now().plusMillis(2);
        await().until(() -> Instant.now().isAfter(now.plusMillis(3)));
        return now.toString();
    }

    private List<JsonObject> approvals(String from, String to) throws IOException, InterruptedException {
        byte[] file = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        auditor.url() + "/evidence-package?standard=CIP-003&requirement=R1&from=" + from
                                                + "&to=" + to))
                                .header(Stamp.HEADER, auditor.stamp())
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("approvals/policy-versions.ndjson")) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(JsonObject::new)
                            .toList();
                }
            }
        }
        throw new AssertionError("No approvals: " + new String(file, StandardCharsets.UTF_8));
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
