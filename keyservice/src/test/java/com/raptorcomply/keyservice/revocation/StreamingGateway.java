package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.protocol.ClockReading;
import com.raptorcomply.keyservice.client.protocol.Fence;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import com.raptorcomply.keyservice.client.protocol.GatewaySession.Next;
import com.raptorcomply.keyservice.client.protocol.GrantInvalidation;
import com.raptorcomply.keyservice.client.protocol.MessageJson;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A gateway's session over a real WebSocket. It renews every 100 ms and after each change, and can be cut off. */
final class StreamingGateway implements GrantInvalidation, AutoCloseable {
    private static final long RENEW_MILLIS = 100;

    final Set<Subject> cached = ConcurrentHashMap.newKeySet();
    private final Vertx vertx = Vertx.vertx();

    /** Referenced here, because Vert.x closes a client that is garbage, together with its connecting sockets. */
    private final WebSocketClient client = vertx.createWebSocketClient();

    private final GatewaySession session = new GatewaySession(new Fence(this, 1_000));
    private final WebSocket socket;
    private volatile boolean deaf;
    private volatile @Nullable String endReason;

    StreamingGateway(Replica replica) {
        socket = Await.result(client.connect(replica.port(), "127.0.0.1", "/internal/sessions"));
        socket.textMessageHandler(this::receive);
        socket.closeHandler(closed -> endReason = socket.closeReason());
        String id = UUID.randomUUID().toString();
        socket.writeTextMessage(MessageJson.encode(session.join(id, "gateway-1", 0, null, now())));
        Await.until("the session is joined", () -> session.isJoined());
        vertx.setPeriodic(RENEW_MILLIS, tick -> renew());
    }

    /** Drops all messages in both directions from now on, as behind a cut cable. */
    void cutOff() {
        deaf = true;
    }

    boolean mayServe() {
        ClockReading now = now();
        return session.lease().holds(now.monotonicNanos(), now.wallMillis());
    }

    boolean isJoined() {
        return session.isJoined();
    }

    /** Returns the words with which the key service has closed the stream; null if it has not. */
    @Nullable
    String endReason() {
        return endReason;
    }

    int gateways() {
        return session.gateways();
    }

    private void receive(String text) {
        if (!deaf && session.receive(MessageJson.toGateway(text)) == Next.RENEW) {
            renew();
        }
    }

    private void renew() {
        if (!deaf) {
            session.renew(now()).ifPresent(renewal -> socket.writeTextMessage(MessageJson.encode(renewal)));
        }
    }

    private static ClockReading now() {
        return new ClockReading(System.nanoTime(), System.currentTimeMillis());
    }

    @Override
    public void evict(Subject subject) {
        cached.remove(subject);
    }

    @Override
    public void evictAll() {
        cached.clear();
    }

    @Override
    public void warm(List<Grant> grants, ClockReading asked) {}

    @Override
    public void close() {
        deaf = true;
        Await.result(socket.close());
        Await.result(vertx.close());
    }
}
