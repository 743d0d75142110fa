package com.raptorcomply.keyservice.cli.rc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script whose secret was not found is told so, in place of a 401 of the gateway. */
class EmptyKeyIsRefusedTest {
    private static final String NOWHERE = "http://127.0.0.1:1";

    @TempDir
    Path folder = Path.of(".");

    @Test
    void inTheEnvironment() {
        assertRefused(Map.of("RC_URL", NOWHERE, "RC_KEY", ""), "RC_KEY is empty");
        assertRefused(Map.of("RC_URL", NOWHERE, "RC_KEY", " \n"), "RC_KEY is empty");
    }

    @Test
    void inAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "\n");

        assertRefused(Map.of("RC_URL", NOWHERE, "RC_KEY_FILE", file.toString()), file + " is empty");
    }

    private static void assertRefused(Map<String, String> environment, String sentence) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

        assertThat(new Rc(environment, InputStream.nullInputStream(), out, out).run("keys", "list"))
                .isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("error: " + sentence + ", and no key\n");
    }
}
