package com.raptorcomply.local.fleet;

import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A process of the fleet that goes on when this one ends. Its id is in {@code run/NAME.pid}, and what it prints in {@code
 * run/NAME.log}, which a restart continues: it may be the restart that is looked into.
 */
record Member(String name, Path run) {
    private static final Duration STOP_MAX = Duration.ofSeconds(75);

    /** Starts the program in a session of its own, so that Ctrl-C at a terminal does not reach it. */
    void start(List<String> command, Map<String, String> environment) {
        try {
            Files.createDirectories(run);
            List<String> words = new ArrayList<>(List.of("setsid"));
            words.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().putAll(environment);
            long pid = builder.start().pid();
            Files.writeString(pidFile(), Long.toString(pid));
        } catch (IOException failed) {
            throw new LocalRunException("Could not start " + name + ": " + failed.getMessage(), failed);
        }
    }

    Path log() {
        return run.resolve(name + ".log");
    }

    /** Returns the running process. An id that another program has by now is not taken for it. */
    Optional<ProcessHandle> process() {
        try {
            return Files.exists(pidFile())
                    ? ProcessHandle.of(
                                    Long.parseLong(Files.readString(pidFile()).strip()))
                            .filter(ProcessHandle::isAlive)
                            .filter(this::isOurs)
                    : Optional.empty();
        } catch (IOException unread) {
            throw new LocalRunException("Could not read " + pidFile(), unread);
        }
    }

    boolean isRunning() {
        return process().isPresent();
    }

    /** Tells it to stop (SIGTERM), and waits for nothing. */
    void beginStop() {
        process().ifPresent(ProcessHandle::destroy);
    }

    /** Stops it as an operator does (SIGTERM), and waits until it has ended. */
    void stop() {
        end(ProcessHandle::destroy);
    }

    /** Kills it (SIGKILL). */
    void kill() {
        end(ProcessHandle::destroyForcibly);
    }

    private void end(Consumer<ProcessHandle> how) {
        Optional<ProcessHandle> running = process();
        if (running.isPresent()) {
            how.accept(running.get());
            try {
                running.get().onExit().get(STOP_MAX.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new LocalRunException("Interrupted; could not stop " + name, interrupted);
            } catch (ExecutionException | TimeoutException slow) {
                throw new LocalRunException(name + " does not end; its log is " + log(), slow);
            }
        }
    }

    private boolean isOurs(ProcessHandle process) {
        return Stream.of(process.info().arguments().orElse(new String[0]))
                .anyMatch(argument ->
                        argument.startsWith(run.resolveSibling("").toString()) || argument.endsWith("haproxy.cfg"));
    }

    private Path pidFile() {
        return run.resolve(name + ".pid");
    }
}
