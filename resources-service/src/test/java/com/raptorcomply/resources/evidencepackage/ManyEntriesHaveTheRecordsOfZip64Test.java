package com.raptorcomply.resources.evidencepackage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A package of more entries than a ZIP file without the ZIP64 records can have (PKWARE APPNOTE 4.3.14) is read by others, and
 * the verifier finds flipped bytes in these records, too.
 */
class ManyEntriesHaveTheRecordsOfZip64Test {
    private static final Path FLIPS = Path.of("..", "deploy", "bench", "flip-bytes");
    private static final int FILES = 0x1_0000;

    /** An activity log without any link. */
    private static final String LOG =
            "{\"organization\":\"a\",\"after\":{\"sequence\":0,\"hash\":\"\"},\"head\":{\"sequence\":0,\"hash\":\"\"}}\n";

    @TempDir
    Path folder;

    @Test
    void andTheVerifierChecksThem() throws IOException, InterruptedException {
        Path file = folder.resolve("package.zip");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(new ZipStream(bytes -> append(out, bytes)));
        }
        try (ZipFile read = new ZipFile(file.toFile())) {
            assertThat(read.size()).isEqualTo(FILES + 2);
            assertThat(read.getInputStream(read.getEntry("evidence/files/" + (FILES - 1)))
                            .readAllBytes())
                    .asString()
                    .isEqualTo("file " + (FILES - 1));
        }

        Process process = new ProcessBuilder(FLIPS.toString(), file.toString(), "--places", "9")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("ZIP64 end record: 1 flips", "ZIP64 locator: 1 flips", "18 flips, 0 not found");
    }

    private static void write(ZipStream zip) {
        for (int i = 0; i < FILES; i++) {
            entry(zip, "evidence/files/" + i, "file " + i);
        }
        entry(zip, "activity.ndjson", LOG);
        JsonArray entries = new JsonArray();
        zip.entries()
                .forEach(each -> entries.add(new JsonObject()
                        .put("name", each.name())
                        .put("bytes", each.size())
                        .put("sha256", each.sha256())));
        JsonObject manifest = new JsonObject()
                .put("standard", "CIP-007")
                .put("requirement", "R1")
                .put("entries", entries);
        entry(zip, "manifest.json", manifest.encode());
        zip.finish("sha256:" + zip.entries().get(FILES + 1).sha256());
    }

    private static void entry(ZipStream zip, String name, String content) {
        assertThat(zip.entry(name, sink -> sink.apply(Buffer.buffer(content))).succeeded())
                .isTrue();
    }

    private static Future<Void> append(OutputStream out, Buffer bytes) {
        try {
            out.write(bytes.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Future.succeededFuture();
    }
}
