package com.raptorcomply.keyservice.cli.rc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command does not replace what cannot be made again, and asks for nothing that it could not write. */
class FilesAreNotLostTest {
    private static final String FACILITY = "01a22ca9-f8c8-71ea-81b1-36b5cc3de130";

    private final List<String> requested = new CopyOnWriteArrayList<>();
    private final RcRun rc = new RcRun(this::respond);

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        rc.close();
    }

    @Test
    void aKeyIsNotWrittenOverAnother() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "the only copy");

        assertThat(create(file)).isEqualTo(2);

        assertThat(rc.said()).isEqualTo("error: " + file + " exists, and may hold another key; name a new file\n");
        assertThat(requested).isEmpty();
        assertThat(file).hasContent("the only copy");
    }

    @Test
    void aKeyIsWrittenToAnEmptyFile() throws IOException {
        Path file = Files.createFile(folder.resolve("empty"));

        assertThat(create(file)).as(rc.said()).isZero();

        assertThat(file).hasContent("a-secret");
    }

    @Test
    void aDeviceStaysADevice() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThat(export(pipe)).isEqualTo(2);

        assertThat(rc.said()).isEqualTo("error: " + pipe + " is not a regular file\n");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    void aSymbolicLinkStaysOne() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        assertThat(export(link)).as(rc.said()).isZero();

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(file).hasContent("{\"id\":\"1\",\"key\":\"a-secret\"}");
    }

    @Test
    void aDirectoryIsNoFileToImport() {
        assertThat(rc.run("data", "import", folder.toString(), "--system", FACILITY))
                .isEqualTo(2);
        assertThat(rc.said()).isEqualTo("error: " + folder + " is a directory\n");
    }

    @Test
    void anArgumentThatTheLocaleCannotExpressIsNotSent() {
        assertThat(rc.run("keys", "create", "--name", "Gr\uFFFD\uFFFDe", "--key-out", folder + "/key"))
                .isEqualTo(2);
        assertThat(rc.said()).contains("LC_ALL=C.UTF-8");
        assertThat(requested).isEmpty();
    }

    private int create(Path file) {
        return rc.run("keys", "create", "--name", "a", "--key-out", file.toString());
    }

    private int export(Path file) {
        return rc.run("data", "export", "--facility", FACILITY, "--out", file.toString());
    }

    private void respond(HttpExchange exchange) throws IOException {
        requested.add(exchange.getRequestURI().getPath());
        byte[] made = "{\"id\":\"1\",\"key\":\"a-secret\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, made.length);
        exchange.getResponseBody().write(made);
        exchange.close();
    }
}
