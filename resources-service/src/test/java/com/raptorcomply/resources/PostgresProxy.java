package com.raptorcomply.resources;

import com.raptorcomply.chassis.Await;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between a service and PostgreSQL, and notes the statements that the service prepares under a name, which the
 * connection then keeps (PostgreSQL's frontend/backend protocol 3, messages Parse and Close).
 */
public final class PostgresProxy implements AutoCloseable {
    private static final int LENGTH_BYTES = 4;

    private final NetServer server;
    private final String user;
    private final List<String> kept = new CopyOnWriteArrayList<>();
    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    /** @param user of whom it notes the statements */
    public PostgresProxy(Vertx vertx, int port, String user) {
        this.user = user;
        this.server = Await.result(vertx.createNetServer()
                .connectHandler(client -> {
                    client.pause();
                    vertx.createNetClient().connect(port, "127.0.0.1").onSuccess(database -> {
                        Connection connection = new Connection();
                        connections.add(connection);
                        join(client, database, connection);
                    });
                })
                .listen(0, "127.0.0.1"));
    }

    public int port() {
        return server.actualPort();
    }

    /** Returns the texts that were kept prepared so far, in order. */
    public List<String> kept() {
        return new ArrayList<>(kept);
    }

    /** Returns the texts that were kept and then closed while their connection went on, in order. */
    public List<String> closed() {
        return new ArrayList<>(closed);
    }

    /** Returns the most statements that one connection has kept at the same time. */
    public int mostOnOneConnection() {
        return connections.stream()
                .mapToInt(connection -> connection.most)
                .max()
                .orElse(0);
    }

    @Override
    public void close() {
        Await.result(server.close());
    }

    private static void join(NetSocket client, NetSocket database, Connection connection) {
        database.handler(client::write);
        database.closeHandler(closed -> client.close());
        client.closeHandler(closed -> database.close());
        client.handler(bytes -> {
            connection.read(bytes);
            database.write(bytes);
        });
        client.resume();
    }

    /** Reads what a client sends on one connection. */
    private final class Connection {
        private final Map<String, String> statements = new HashMap<>();
        private Buffer unread = Buffer.buffer();
        private boolean isStarted;
        private boolean isNoted;
        private volatile int most;

        void read(Buffer bytes) {
            unread.appendBuffer(bytes);
            int at = 0;
            int head = isStarted ? 1 : 0;
            while (unread.length() >= at + head + LENGTH_BYTES
                    && unread.length() >= at + head + unread.getInt(at + head)) {
                int end = at + head + unread.getInt(at + head);
                message(head == 0 ? 0 : unread.getByte(at), unread.getBuffer(at + head + LENGTH_BYTES, end));
                at = end;
                head = isStarted ? 1 : 0;
            }
            unread = unread.getBuffer(at, unread.length());
        }

        private void message(int type, Buffer body) {
            String[] texts = body.toString(StandardCharsets.UTF_8).split("\0", -1);
            if (type == 0) {
                isStarted = true;
                isNoted = List.of(texts).contains(user);
            } else if (type == 'P' && isNoted && !texts[0].isEmpty()) {
                statements.put(texts[0], texts[1]);
                kept.add(texts[1]);
                most = Math.max(most, statements.size());
            } else if (type == 'C' && texts[0].startsWith("S")) {
                String text = statements.remove(texts[0].substring(1));
                if (text != null) {
                    closed.add(text);
                }
            }
        }
    }
}
