package com.raptorcomply.acceptance.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Controls the process of an {@link Attack}. One thread. */
final class Attackers implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;

    /** Starts the process. Returns when the slow connections are open. */
    Attackers(Member gateway, int bad, int slow) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try {
            process = new ProcessBuilder(
                            java,
                            "-Xmx512m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Attack.class.getName(),
                            Integer.toString(gateway.port()),
                            Integer.toString(bad),
                            Integer.toString(slow))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        said = process.inputReader(StandardCharsets.UTF_8);
        answer();
    }

    long pid() {
        return process.pid();
    }

    /** Starts the bad requests, in addition to the slow connections. */
    void begin() {
        order();
    }

    /** Returns what the attack has done since {@link #begin}. */
    String done() {
        return order();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private String order() {
        try {
            process.outputWriter(StandardCharsets.UTF_8).append('\n').flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return answer();
    }

    private String answer() {
        try {
            String line = said.readLine();
            if (line == null) {
                throw new IllegalStateException("The attackers are gone");
            }
            return line;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
