package com.raptorcomply.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An upstream on plain sockets. It writes what a test says, valid or not, and can stop and restart. */
final class SocketUpstream implements AutoCloseable {
    private static final int PIECE_BYTES = 64 * 1024;
    private static final int CONNECTIONS_WAITING_MAX = 1_000;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile ServerSocket listening;
    private volatile Behaviour behaviour;
    private volatile Runnable whenEnded = () -> {};

    /** Handles one request. The connection ends unless it is kept. */
    interface Behaviour {
        /** @return true if the connection goes on */
        boolean answer(String head, OutputStream out) throws Exception;

        /** Does the same with access to the bytes after the request's head. */
        default boolean answer(String head, InputStream in, OutputStream out) throws Exception {
            return answer(head, out);
        }
    }

    SocketUpstream(Behaviour behaviour) {
        this.behaviour = behaviour;
        this.listening = listen(0);
        this.port = listening.getLocalPort();
        accept(listening);
    }

    /** Responds with 200 and this body, and keeps the connection. */
    static Behaviour says(String body) {
        return writes("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body, true);
    }

    static Behaviour writes(String bytes, boolean keeps) {
        return (head, out) -> {
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return keeps;
        };
    }

    /**
     * Responds with an endless body.
     *
     * @param stopped runs when the gateway accepts no more of it
     */
    static Behaviour writesOn(Runnable stopped) {
        return (head, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] piece = new byte[PIECE_BYTES];
            try {
                while (true) {
                    out.write(piece);
                }
            } catch (IOException closed) {
                stopped.run();
                return false;
            }
        };
    }

    /** Writes a response at once, then stays busy and ignores further requests until the connection ends. */
    static Behaviour staysBusyAfter(String bytes) {
        return new Behaviour() {
            @Override
            public boolean answer(String head, OutputStream out) {
                throw new IllegalStateException("It reads on");
            }

            @Override
            public boolean answer(String head, InputStream in, OutputStream out) throws IOException {
                out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                in.transferTo(OutputStream.nullOutputStream());
                return false;
            }
        };
    }

    static Behaviour closes() {
        return (head, out) -> false;
    }

    /** Sets the action to run when a connection ends. */
    SocketUpstream whenEnded(Runnable told) {
        whenEnded = told;
        return this;
    }

    void behave(Behaviour other) {
        behaviour = other;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Returns the request lines so far, without those of health checks. */
    List<String> requests() {
        return requests.stream().filter(line -> !line.contains("/health")).toList();
    }

    void goAway() throws IOException {
        listening.close();
        for (Socket each : connections) {
            each.close();
        }
    }

    void comeBack() {
        listening = listen(port);
        accept(listening);
    }

    private static ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECTIONS_WAITING_MAX);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        begin(() -> {
            while (true) {
                Socket connection = socket.accept();
                connections.add(connection);
                begin(() -> serve(connection));
            }
        });
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void begin(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception closed) {
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket connection) throws Exception {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            boolean goesOn = true;
            for (String head = head(in); goesOn && head != null; head = goesOn ? head(in) : null) {
                requests.add(head.lines().findFirst().orElse(""));
                goesOn = behaviour.answer(head, in, connection.getOutputStream());
            }
        } finally {
            connections.remove(connection);
            whenEnded.run();
        }
    }

    private static @Nullable String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        String length = head.toString()
                .lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .findFirst()
                .orElse("content-length: 0");
        in.readNBytes(Integer.parseInt(length.substring(length.indexOf(':') + 1).strip()));
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        goAway();
    }
}
