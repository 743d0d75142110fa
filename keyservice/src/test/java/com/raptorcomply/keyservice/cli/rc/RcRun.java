package com.raptorcomply.keyservice.cli.rc;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Runs the command-line client in this process, beside a server in place of its gateway, and keeps what it says. */
final class RcRun implements AutoCloseable {
    static final String KEY = "a-key";

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final HttpServer gateway;

    /** Starts the server. */
    RcRun(HttpHandler responder) {
        try {
            gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        gateway.createContext("/", responder);
        gateway.start();
    }

    /** Returns the address of the server by this name of the host. */
    String url(String host) {
        return "http://" + host + ":" + gateway.getAddress().getPort();
    }

    String url() {
        return url("127.0.0.1");
    }

    /** Runs a command against the server with {@link #KEY}. */
    int run(String... arguments) {
        return run(Map.of("RC_URL", url(), "RC_KEY", KEY), arguments);
    }

    /** Runs a command, whose standard input is {@link #KEY}. */
    int run(Map<String, String> environment, String... arguments) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new Rc(environment, new ByteArrayInputStream((KEY + "\n").getBytes(StandardCharsets.UTF_8)), out, out)
                .run(arguments);
    }

    /** Returns both outputs of all commands. */
    String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        gateway.stop(0);
    }
}
