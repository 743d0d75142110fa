package com.raptorcomply.resources.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored bytes that were altered, cut off or removed never arrive as a whole file, and the operator is told. */
class DamagedFileIsNeverTakenForWholeTest {
    private static final String DAMAGED = "resources_files_damaged_total";
    private static final int SIZE = 1_000_000;

    private final FileClient client = FileClient.ofNewOrganization();
    private final double before = FileClient.metric(UnderTest.shared(), DAMAGED);

    @ParameterizedTest
    @ValueSource(ints = {0, 131_072, 500_000, SIZE - 1})
    void ifOneByteIsFlipped(int place) throws IOException {
        JsonObject file = client.uploaded("report.pdf", FileClient.pdf(SIZE, place));
        try (FileChannel bytes = FileChannel.open(path(file), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            bytes.read(one, place);
            bytes.write(ByteBuffer.wrap(new byte[] {(byte) (one.get(0) ^ 1)}), place);
        }

        assertBreaksOff(file);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 131_072, 500_000, SIZE - 1})
    void ifItsEndIsMissing(int size) throws IOException {
        JsonObject file = client.uploaded("report.pdf", FileClient.pdf(SIZE, -1 - size));
        try (FileChannel bytes = FileChannel.open(path(file), StandardOpenOption.WRITE)) {
            bytes.truncate(size);
        }

        if (size == 0) {
            assertError(file);
        } else {
            assertBreaksOff(file);
        }
    }

    @Test
    void ifItIsMissing() throws IOException {
        JsonObject file = client.uploaded("report.pdf", FileClient.pdf(SIZE, 77));
        Files.delete(path(file));

        assertError(file);
    }

    /** All bytes of a small file are checked before the first is sent. */
    @Test
    void ifItIsSmall() throws IOException {
        JsonObject file = client.uploaded("report.pdf", FileClient.pdf(1000, 78));
        Files.write(path(file), FileClient.pdf(1000, 79));

        assertError(file);
    }

    private void assertBreaksOff(JsonObject file) {
        assertThatThrownBy(() -> client.get("/files/" + file.getString("id"))).isInstanceOf(UncheckedIOException.class);
        awaitCounted();
    }

    private void assertError(JsonObject file) {
        HttpResponse<byte[]> response = client.get("/files/" + file.getString("id"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(FileClient.json(response).getString("message")).contains("damaged");
        assertThat(FileClient.header(response, "Content-Disposition")).isEmpty();
        assertThat(FileClient.header(response, "ETag")).isEmpty();
        awaitCounted();
    }

    private void awaitCounted() {
        Await.until("the damage is counted", () -> FileClient.metric(UnderTest.shared(), DAMAGED) == before + 1);
    }

    private Path path(JsonObject file) {
        return UnderTest.shared().blobs(client.caller().organization()).resolve(file.getString("sha256"));
    }
}
