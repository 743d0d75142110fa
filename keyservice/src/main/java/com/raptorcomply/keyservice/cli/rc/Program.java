package com.raptorcomply.keyservice.cli.rc;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs another program. What it prints as errors goes to the caller's own. */
final class Program {
    private static final int OUTPUT_BYTES_MAX = 2 * 1024 * 1024;
    private static final int MINUTES_MAX = 2;

    private Program() {}

    /**
     * Returns what the program prints.
     *
     * @param in its standard input
     * @throws RcException if it cannot be run, fails or does not end
     */
    static String run(List<String> command, String in) {
        String name = command.get(0);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            feed(process, in);
            String out = new String(process.getInputStream().readNBytes(OUTPUT_BYTES_MAX), StandardCharsets.UTF_8);
            if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new RcException(ExitStatus.FAILED, name + " does not end");
            }
            if (process.exitValue() != 0) {
                throw new RcException(ExitStatus.FAILED, name + " ended with status " + process.exitValue());
            }
            return out;
        } catch (IOException e) {
            throw new RcException(ExitStatus.FAILED, name + " cannot be run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RcException(ExitStatus.FAILED, "interrupted");
        }
    }

    /** A program that does not read its input may still succeed; its exit status tells. */
    private static void feed(Process process, String in) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(in.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            // The program has ended or closed its input.
        }
    }
}
