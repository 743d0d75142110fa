package com.raptorcomply.gateway;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Runs a real Redis on a free port, without persistence. */
final class RedisServer {
    static final String PASSWORD = "redis-password-of-a-test";
    private static final String PROGRAM = "redis-server";

    private final int port;
    private @Nullable Process process;

    private RedisServer(int port) {
        this.port = port;
    }

    /** Starts a server; skips the test if redis-server is not installed. */
    static RedisServer start() throws IOException, InterruptedException {
        boolean there = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
        Assumptions.assumeTrue(there, "No redis-server on the PATH: limits across gateways are not tested here");
        RedisServer server = new RedisServer(FreePort.find());
        server.run();
        return server;
    }

    /** Starts the server again, empty, after {@link #close}. */
    void run() throws IOException, InterruptedException {
        process = new ProcessBuilder(List.of(
                        PROGRAM,
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--save",
                        "",
                        "--requirepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Await.until("Redis listens", this::isListening);
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Sends a signal: {@code STOP} makes it accept requests without responding, {@code CONT} ends that. */
    void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(running().pid()))
                .start()
                .waitFor();
    }

    void close() throws InterruptedException {
        running().destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("Redis has not been started");
        }
        return process;
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
