package com.raptorcomply.resources.evidencepackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.evidence.FileClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A package has what was so in its period, comes again with the same bytes, and a program without the service finds each byte
 * that is not as the service wrote it.
 */
class PackageProvesItselfTest {
    private static final Path VERIFIER = Path.of("..", "deploy", "examples", "verify-activity.py");
    private static final Path FLIPS = Path.of("..", "deploy", "bench", "flip-bytes");
    /** Flips of each byte: one bit each, and the ninth all bits. */
    private static final String BITS = System.getProperty("package.bits", "1");

    /** A file of a full block and another one. */
    private static final int FILE_BYTES = ZipStream.BLOCK_BYTES + 1_000;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Caller caller = Caller.ofNewOrganization();
    private final Caller auditor = caller.withPermissions(
            Stream.concat(Caller.INVENTORY.stream(), Stream.of("activity:read")).toArray(String[]::new));
    private final Records records = Records.of(caller);
    private final String from = Instant.now().minusSeconds(86_400).toString();
    private String asset = "";
    private String area = "";
    private String request = "";
    /** The id of the evidence that is a file. */
    private String evidence = "";

    @TempDir
    Path folder;

    @BeforeEach
    void change() {
        UUID facility = records.facility("F-1");
        UUID system = records.systemIn("facility_id", facility, "S-1");
        asset = caller.post("/cyber-assets", Records.asset(system, "T-1 \"é"))
                .object()
                .getString("id");
        area = caller.post(
                        "/physical-areas",
                        new JsonObject()
                                .put("name", "Control room")
                                .put("regulatoryType", "PSP")
                                .put("facilityId", facility.toString())
                                .put("cyberAssetIds", new JsonArray().add(asset)))
                .header("Location");
        evidence(new JsonObject().put("type", "note").put("noteText", "Ports were reviewed"));
        String file = new FileClient(caller)
                .uploaded("diagram é?.pdf", FileClient.pdf(FILE_BYTES, 1))
                .getString("id");
        evidence = evidence(new JsonObject().put("type", "file").put("fileId", file));
        Instant end = Instant.now();
        await().until(() -> Instant.now().isAfter(end.plusMillis(3)));
        request = "/evidence-package?standard=CIP-007&requirement=R1&from=" + from + "&to=" + end;
    }

    @Test
    void withWhatWasSoThen() throws IOException, InterruptedException {
        byte[] first = body(request);
        caller.patch("/cyber-assets/" + asset, new JsonObject().put("assetTitle", "Other"));
        caller.patch(area, new JsonObject().put("cyberAssetIds", new JsonArray()));
        caller.get("/evidence")
                .array()
                .forEach(each -> caller.delete("/evidence/" + ((JsonObject) each).getString("id")));

        assertThat(body(request)).isEqualTo(first);
        Map<String, String> entries = unzip(first);
        assertThat(entries.keySet())
                .containsExactly(
                        "populations/control-centers.csv",
                        "populations/cyber-assets.csv",
                        "populations/cyber-systems.csv",
                        "populations/facilities.csv",
                        "populations/physical-areas.csv",
                        "approvals/policy-versions.ndjson",
                        "evidence/evidence.ndjson",
                        "evidence/files/" + evidence + "/diagram é_.pdf",
                        "activity.ndjson",
                        "manifest.json");
        assertThat(entries.get("populations/cyber-assets.csv"))
                .contains("T-1 \"\"é")
                .doesNotContain("Other");
        assertThat(entries.get("populations/physical-areas.csv"))
                .contains("Control room")
                .contains(asset);
        assertThat(entries.get("evidence/evidence.ndjson")).contains("Ports were reviewed");
        assertThat(auditor.get("/activity?action=export")
                        .array()
                        .getJsonObject(0)
                        .getString("resourceType"))
                .isEqualTo("evidence_package");
        byte[] access = body(request.replace("CIP-007", "CIP-004"));
        assertThat(unzip(access).get("access-removal/receipts.csv")).contains("id,keyId");
        assertThat(verified(access)).contains("The package is whole: CIP-004 R1, 9 entries", "The chain holds");
    }

    @Test
    void againstEveryFlippedByte() throws IOException, InterruptedException {
        byte[] whole = body(request);
        assertThat(unzip(whole).keySet()).contains("evidence/files/" + evidence + "/diagram é_.pdf");

        String said = run(FLIPS.toString(), stored(whole).toString(), "--bits", BITS);

        assertThat(said)
                .contains("\n" + whole.length * Integer.parseInt(BITS) + " flips, 0 not found")
                .contains(
                        "local header: ",
                        "name: ",
                        "block header: ",
                        "content: ",
                        "last block: ",
                        "data descriptor: ",
                        "central directory: ",
                        "end record: ",
                        "comment: ");
    }

    @Test
    void againstEveryEndThatIsMissing() throws IOException, InterruptedException {
        byte[] whole = body(request);
        assertThat(verified(whole)).contains("The package is whole", "The chain holds");
        for (int bytes : List.of(1, 2, 22, whole.length / 2, whole.length - 100, whole.length - 1)) {
            assertThat(verified(Arrays.copyOf(whole, bytes)))
                    .as("cut to %d", bytes)
                    .contains("BROKEN");
        }
    }

    @Test
    void forThoseWhoMayReadAllOfItAndForAPeriodThatIsOver() {
        Caller some = auditor.withRestrictions(
                new Stamp.Restriction(List.of(UUID.randomUUID()), List.of(), List.of(), List.of()));

        assertThat(some.get(request).status()).isEqualTo(403);
        assertThat(caller.get(request).status()).isEqualTo(403);
        assertThat(caller.withPermissions("activity:read").get(request).object().getString("permission"))
                .isEqualTo("control-centers:read");
        assertThat(auditor.get(request.replaceFirst("&to=.*", "")).message()).isEqualTo("Parameter 'to' is required");
        assertThat(auditor.get(request.replaceFirst("to=.*", "to=2101-01-01T00:00:00Z&from=2100-12-01T00:00:00Z")
                                .replaceFirst("from=[^&]*&", ""))
                        .message())
                .isEqualTo("Parameter 'to' must be in the past");
        assertThat(auditor.get(request.replaceFirst("to=.*", "to=2020-01-01T00:00:00Z"))
                        .message())
                .isEqualTo("Parameter 'to' must not be before 'from'");
        Answer odd = auditor.get(request.replace("CIP-007", "CIP-999"));
        assertThat(odd.object().getString("field")).isEqualTo("standard");
        assertThat(auditor.get("/activity?action=export").array()).isEmpty();
    }

    private String evidence(JsonObject content) {
        return caller.post(
                        "/evidence", content.put("resourceType", "cyber_asset").put("resourceId", asset))
                .object()
                .getString("id");
    }

    private byte[] body(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create(auditor.url() + path))
                        .header(Stamp.HEADER, auditor.stamp())
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return answer.body();
    }

    private static Map<String, String> unzip(byte[] file) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    private String verified(byte[] file) throws IOException, InterruptedException {
        return run("python3", VERIFIER.toString(), stored(file).toString());
    }

    private Path stored(byte[] file) throws IOException {
        return Files.write(folder.resolve("package.zip"), file);
    }

    /** Returns what a program prints; its status must be 1 if it finds the file broken, and 0 otherwise. */
    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(said.contains("BROKEN") ? 1 : 0);
        return said;
    }
}
