package com.raptorcomply.gateway;

import com.raptorcomply.chassis.http.StrictParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An upstream on plain sockets that stores every received byte and responds with given bytes. */
final class WireUpstream {
    private static final String PLAIN = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final ServerSocket server;
    /** The received bytes of each connection, and the number of complete requests to ignore. */
    private final Map<ByteArrayOutputStream, Integer> wires = new ConcurrentHashMap<>();

    private final Map<String, String> answers = new ConcurrentHashMap<>();

    WireUpstream() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Sets the response for a target. */
    void answer(String target, String bytes) {
        answers.put(target, bytes);
    }

    /** Returns the complete requests on all connections that are not ignored; fails if anything else arrived. */
    List<StrictParser.Request> requests() {
        List<StrictParser.Request> all = new ArrayList<>();
        wires.forEach((wire, forgotten) -> {
            List<StrictParser.Request> whole = StrictParser.parse(copy(wire));
            all.addAll(whole.subList(forgotten, whole.size()));
        });
        return all;
    }

    /** Ignores the complete requests so far. The rest of an incomplete one still counts. */
    void forget() {
        wires.replaceAll((wire, forgotten) -> StrictParser.parse(copy(wire)).size());
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = server.accept();
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wires.put(wire, 0);
        int answered = 0;
        try (socket) {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[65_536];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                synchronized (wire) {
                    wire.write(buffer, 0, read);
                }
                List<StrictParser.Request> whole = StrictParser.parse(copy(wire));
                for (; answered < whole.size(); answered++) {
                    StrictParser.Request request = whole.get(answered);
                    String plain = request.method().equals("HEAD") ? PLAIN.substring(0, PLAIN.length() - 2) : PLAIN;
                    String answer = answers.getOrDefault(request.target(), plain);
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException | StrictParser.NoRequest ended) {
            return;
        }
    }

    private static byte[] copy(ByteArrayOutputStream wire) {
        synchronized (wire) {
            return wire.toByteArray();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }
}
