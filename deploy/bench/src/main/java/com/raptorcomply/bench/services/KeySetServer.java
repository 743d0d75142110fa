package com.raptorcomply.bench.services;

import com.raptorcomply.keyservice.stamp.Jwks;
import com.raptorcomply.keyservice.stamp.StampKey;
import com.raptorcomply.local.step.LocalRunException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Replaces a key service that publishes one gateway's key. */
final class KeySetServer implements AutoCloseable {
    private final HttpServer server;

    KeySetServer(StampKey key) {
        byte[] document = Jwks.write(List.of(key)).getBytes(StandardCharsets.UTF_8);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new LocalRunException("Could not listen", e);
        }
        server.createContext(Jwks.PATH, exchange -> {
            exchange.sendResponseHeaders(200, document.length);
            exchange.getResponseBody().write(document);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
