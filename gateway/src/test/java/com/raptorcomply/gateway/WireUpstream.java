package com.raptorcomply.gateway;

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
import java.util.concurrent.CopyOnWriteArrayList;

/** An upstream of plain sockets: keeps every byte that comes, and answers with whatever bytes it is told to. */
final class WireUpstream {
    private static final String PLAIN = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final ServerSocket server;
    private final List<ByteArrayOutputStream> wires = new CopyOnWriteArrayList<>();
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

    /** Answers requests for a target so from now on. */
    void answer(String target, String bytes) {
        answers.put(target, bytes);
    }

    /** The requests that came whole, on all connections. Fails if anything else came. */
    List<StrictParser.Request> requests() {
        List<StrictParser.Request> all = new ArrayList<>();
        for (ByteArrayOutputStream wire : wires) {
            all.addAll(StrictParser.parse(copy(wire)));
        }
        return all;
    }

    void forget() {
        wires.forEach(wire -> {
            synchronized (wire) {
                wire.reset();
            }
        });
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
        wires.add(wire);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int answered = 0;
        try (socket) {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[65_536];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                synchronized (wire) {
                    wire.write(buffer, 0, read);
                }
                all.write(buffer, 0, read);
                List<StrictParser.Request> whole = StrictParser.parse(all.toByteArray());
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
