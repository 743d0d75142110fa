package com.raptorcomply.acceptance.framing;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Whole;
import com.raptorcomply.chassis.http.StrictParser;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.gateway.GatewayService;
import com.raptorcomply.local.Ports;
import com.raptorcomply.local.ServiceSettings;
import com.raptorcomply.local.directory.Secrets;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Runs a gateway in front of the resource service, with a proxy between them that records all bytes. */
final class TappedGateway implements AutoCloseable {
    private static final int READ_MILLIS_MAX = 20_000;

    private final Vertx vertx = Vertx.vertx();
    private final Map<NetSocket, Buffer> wires = new ConcurrentHashMap<>();
    private final GatewayService gateway;
    private final Client management;

    TappedGateway(Whole whole) {
        Secrets secrets = Secrets.of(whole.run().directory());
        Map<String, Object> settings = new HashMap<>(new ServiceSettings("127.0.0.1", Ports.FREE, secrets)
                .gateway(whole.value("KEYSERVICE_URL"), "http://127.0.0.1:" + tap(whole.value("RESOURCES_URL"))));
        settings.put("eventLoops", 1);
        settings.put("management.port", 0);
        gateway = until(GatewayService.start(vertx, Settings.load("GATEWAY", null, Map.of(), settings)));
        management = new Client(whole.value("RESOURCES_MANAGEMENT_URL"), "");
    }

    /** Sends raw bytes and reads until the gateway closes the connection. */
    String exchange(String requests) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(READ_MILLIS_MAX);
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** Returns the requests that a strict parser reads on the connections. Fails on any other bytes. */
    List<StrictParser.Request> strictlyRead() {
        return wires.values().stream()
                .flatMap(wire -> StrictParser.parse(wire.getBytes()).stream())
                .toList();
    }

    /** Closes every connection, so that later requests use a new one. */
    void forget() {
        List<NetSocket> old = List.copyOf(wires.keySet());
        old.forEach(socket -> until(socket.close()));
        wires.keySet().removeAll(old);
    }

    /** Returns the number of requests that the resource service has read, by method, route and class of the status. */
    Map<String, Long> read() {
        Map<String, Long> counts = new TreeMap<>();
        management.get("/metrics").body().lines().forEach(line -> {
            if (line.startsWith("http_server_requests_seconds_count{")) {
                String reading = label(line, "method") + " " + label(line, "route") + " " + label(line, "code_class");
                counts.put(reading, Math.round(Double.parseDouble(line.substring(line.lastIndexOf(' ')))));
            }
        });
        return counts;
    }

    @Override
    public void close() {
        until(gateway.close());
        until(vertx.close());
    }

    private int tap(String target) {
        URI to = URI.create(target);
        var client = vertx.createNetClient();
        return until(vertx.createNetServer()
                        .connectHandler(near -> {
                            near.pause();
                            wires.put(near, Buffer.buffer());
                            client.connect(to.getPort(), to.getHost()).onSuccess(far -> join(near, far));
                        })
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }

    private void join(NetSocket near, NetSocket far) {
        near.handler(bytes -> {
            wires.computeIfPresent(near, (socket, wire) -> wire.copy().appendBuffer(bytes));
            far.write(bytes);
        });
        far.handler(near::write);
        near.closeHandler(closed -> far.close());
        far.closeHandler(closed -> near.close());
        near.resume();
    }

    private static String label(String line, String name) {
        int start = line.indexOf(name + "=\"") + name.length() + 2;
        return line.substring(start, line.indexOf('"', start));
    }

    private static <T> T until(Future<T> future) {
        try {
            return Objects.requireNonNull(future).await(30, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new IllegalStateException(late);
        }
    }
}
