package com.raptorcomply.keyservice.cli.rc;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs another program. What it prints as errors goes to the caller's own. */
final class Program {
    private static final int OUTPUT_BYTES_MAX = 2 * 1024 * 1024;
    private static final Duration TIME_MAX = Duration.ofMinutes(2);

    private Program() {}

    /**
     * Returns what the program prints.
     *
     * @param in its standard input
     * @throws RcException if it cannot be run, fails or does not end
     */
    static String run(List<String> command, String in) {
        return run(command, in, TIME_MAX);
    }

    /** @param timeMax for the program, and then for what it leaves in its output */
    static String run(List<String> command, String in, Duration timeMax) {
        String name = command.get(0);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            // Reading ends with the program only, so it must not hold up the wait for that.
            CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> output(process));
            feed(process, in);
            if (!process.waitFor(timeMax.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new TimeoutException();
            }
            if (process.exitValue() != 0) {
                throw new RcException(ExitStatus.FAILED, name + " ended with status " + process.exitValue());
            }
            return out.get(timeMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new RcException(ExitStatus.FAILED, name + " does not end");
        } catch (IOException | ExecutionException e) {
            throw new RcException(ExitStatus.FAILED, name + " cannot be run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RcException(ExitStatus.FAILED, "interrupted");
        }
    }

    private static String output(Process process) {
        try {
            return new String(process.getInputStream().readNBytes(OUTPUT_BYTES_MAX), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
