package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Whole;
import com.raptorcomply.keyservice.cli.rc.Rc;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Runs {@code rc} in this process, with its contexts in a folder of the test. */
record CommandLineRun(Path folder) {

    /** The exit status and the output of a command. */
    record Said(int status, String out, String err) {
        JsonObject object() {
            assertThat(status).as(err).isZero();
            return new JsonObject(out);
        }

        JsonArray array() {
            assertThat(status).as(err).isZero();
            return new JsonArray(out);
        }
    }

    /** Adds a context with this key, which rc reads from its input. */
    void signIn(Whole whole, String key) throws IOException {
        Said added = with(key, "context", "add", "whole", "--url", whole.value("GATEWAY_URL"));
        assertThat(added.status()).as(added.err()).isZero();
        assertThat(Files.readString(folder.resolve("home/contexts.json"))).doesNotContain(key);
    }

    /** Runs a command that asks for JSON. */
    Said json(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--json";
        return with("", all);
    }

    Said rc(String... arguments) {
        return with("", arguments);
    }

    private Said with(String in, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = command(in, out, err).run(arguments);
        return new Said(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Returns {@code rc} with this input and these outputs. */
    Rc command(String in, OutputStream out, OutputStream err) {
        return new Rc(
                Map.of("RC_HOME", folder.resolve("home").toString()),
                new ByteArrayInputStream((in + "\n").getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
