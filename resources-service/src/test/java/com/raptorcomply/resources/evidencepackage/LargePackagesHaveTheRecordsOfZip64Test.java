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
import java.util.function.Consumer;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A package with more entries or bytes than a ZIP file without the ZIP64 records can have (PKWARE APPNOTE 4.3.14 and 4.5.3) is
 * read by others, and the verifier finds flipped bytes in these records, too. {@code -Dpackage.large=true} writes one of 5 GiB
 * into the directory of temporary files.
 */
class LargePackagesHaveTheRecordsOfZip64Test {
    private static final Path FLIPS = Path.of("..", "deploy", "bench", "flip-bytes");
    private static final int MANY = 0x1_0000;

    private static final byte[] MEBIBYTE = "0123456789abcdef".repeat(65_536).getBytes(StandardCharsets.US_ASCII);
    private static final int GIBIBYTES = 5;

    /** An activity log without any link. */
    private static final String LOG =
            "{\"organization\":\"a\",\"after\":{\"sequence\":0,\"hash\":\"\"},\"head\":{\"sequence\":0,\"hash\":\"\"}}\n";

    @TempDir
    Path folder;

    @Test
    void manyEntries() throws IOException, InterruptedException {
        Path file = written(zip -> {
            for (int i = 0; i < MANY; i++) {
                entry(zip, "evidence/files/" + i, "file " + i);
            }
        });
        try (ZipFile read = new ZipFile(file.toFile())) {
            assertThat(read.size()).isEqualTo(MANY + 2);
            assertThat(read.getInputStream(read.getEntry("evidence/files/" + (MANY - 1)))
                            .readAllBytes())
                    .asString()
                    .isEqualTo("file " + (MANY - 1));
        }

        assertThat(flipped(file, 9))
                .contains("ZIP64 end record: 1 flips", "ZIP64 locator: 1 flips", "18 flips, 0 not found");
    }

    @Test
    @EnabledIfSystemProperty(named = "package.large", matches = "true")
    void manyBytes() throws IOException, InterruptedException {
        Path file = written(zip -> {
            for (int i = 0; i < GIBIBYTES; i++) {
                success(zip.entry("evidence/files/" + i, sink -> {
                    for (int mebibyte = 0; mebibyte < 1_024; mebibyte++) {
                        success(sink.apply(Buffer.buffer(MEBIBYTE)));
                    }
                    return Future.succeededFuture();
                }));
            }
            entry(zip, "evidence/files/last", "beyond");
        });
        try (ZipFile read = new ZipFile(file.toFile())) {
            assertThat(read.getInputStream(read.getEntry("evidence/files/last")).readAllBytes())
                    .asString()
                    .isEqualTo("beyond");
        }

        assertThat(flipped(file, 9)).contains("ZIP64 end record: 1 flips", "ZIP64 locator: 1 flips", " 0 not found");
    }

    /** Returns what the program says that flips one byte after the other, and lets the verifier look at each. */
    private static String flipped(Path file, int places) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(FLIPS.toString(), file.toString(), "--places", String.valueOf(places))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private Path written(Consumer<ZipStream> files) throws IOException {
        Path file = folder.resolve("package.zip");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(new ZipStream(bytes -> append(out, bytes)), files);
        }
        return file;
    }

    private static void write(ZipStream zip, Consumer<ZipStream> files) {
        files.accept(zip);
        entry(zip, "activity.ndjson", LOG);
        JsonArray entries = new JsonArray();
        zip.entries()
                .forEach(each -> entries.add(new JsonObject()
                        .put("name", each.name())
                        .put("bytes", each.size())
                        .put("sha256", each.sha256())));
        int manifest = entries.size();
        entry(
                zip,
                "manifest.json",
                new JsonObject()
                        .put("standard", "CIP-007")
                        .put("requirement", "R1")
                        .put("entries", entries)
                        .encode());
        success(zip.finish("sha256:" + zip.entries().get(manifest).sha256()));
    }

    private static void entry(ZipStream zip, String name, String content) {
        success(zip.entry(name, sink -> sink.apply(Buffer.buffer(content))));
    }

    private static void success(Future<Void> done) {
        assertThat(done.succeeded()).isTrue();
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
