package com.raptorcomply.acceptance.integration;

import com.raptorcomply.acceptance.architecture.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program of deploy/examples as its users do: key and address in the environment. */
record Example(String program, Path folder, Map<String, String> environment) {
    private static final int SECONDS_MAX = 300;

    /** The exit status and the output of a run. */
    record Ended(int status, String out, String error) {}

    Ended run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path error = Files.createTempFile(folder, "error", "");
        Process process = builder(arguments)
                .redirectOutput(out.toFile())
                .redirectError(error.toFile())
                .start();
        if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(program + " does not end: " + Files.readString(error));
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(error));
    }

    /** Runs it, and kills it after a time unless it has ended. Returns true if it was killed. */
    boolean kill(long afterMillis, String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        boolean hasEnded = process.waitFor(afterMillis, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !hasEnded;
    }

    /** Starts it, without its output. */
    Process start(String... arguments) throws IOException {
        return builder(arguments)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Sources.root().resolve("deploy/examples").resolve(program).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("RAPTOR_COMPLY") || name.equals("GATEWAY_URL"));
        builder.environment().putAll(environment);
        return builder;
    }
}
