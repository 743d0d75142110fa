package com.raptorcomply.local.postgres;

import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program to its end. Its output goes to a file, because a server that it leaves running would keep a pipe open.
 */
record Command(List<String> words) {
    private static final int SECONDS_MAX = 120;
    private static final int OUTPUT_CHARACTERS_MAX = 2_000;

    static Command of(Account account, String... words) {
        List<String> all = new ArrayList<>(account.prefix());
        all.addAll(List.of(words));
        return new Command(List.copyOf(all));
    }

    /**
     * Runs the program and returns its output.
     *
     * @param purpose completes the sentence "Could not …"
     * @throws LocalRunException with the end of the output, if the program fails or takes more than two minutes
     */
    String run(String purpose) throws IOException {
        Path output = Files.createTempFile("raptorcomply-", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            boolean exited = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
            if (!exited) {
                process.destroyForcibly();
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            if (!exited || process.exitValue() != 0) {
                throw new LocalRunException("Could not " + purpose + ": " + end(text));
            }
            return text;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalRunException("Interrupted; could not " + purpose, interrupted);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - OUTPUT_CHARACTERS_MAX))
                .strip();
    }
}
