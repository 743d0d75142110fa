package com.raptorcomply.gateway.keyservice;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.keyservice.client.protocol.Message.ToGateway;
import com.raptorcomply.keyservice.client.protocol.Message.ToKeyService;
import com.raptorcomply.keyservice.client.protocol.MessageJson;
import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A WebSocket to one replica of the key service. Confined to its event loop. */
final class KeyServiceSocket implements LeaseSessionDriver.LeaseStream {
    private static final String PATH = "/internal/sessions";
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /**
     * Bounds the wait for the upgrade response, because a replica may accept connections and then not respond (paused,
     * cut off).
     */
    private static final long UPGRADE_MILLIS_MAX = 2_000;

    private final WebSocket socket;
    private @Nullable String broken;

    private KeyServiceSocket(WebSocket socket) {
        this.socket = socket;
    }

    /**
     * Opens a WebSocket.
     *
     * @param messages gets each message; a frame that is not a message closes the socket
     * @param closed called once when the socket has closed
     */
    static Future<KeyServiceSocket> open(
            WebSocketClient client,
            URI replica,
            String credential,
            BiConsumer<KeyServiceSocket, ToGateway> messages,
            Consumer<KeyServiceSocket> closed) {
        boolean tls = "https".equals(replica.getScheme());
        int port = replica.getPort() >= 0 ? replica.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(replica.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(PATH)
                .setTimeout(UPGRADE_MILLIS_MAX)
                .putHeader("Authorization", "Bearer " + credential);
        return client.connect(options).map(socket -> {
            KeyServiceSocket stream = new KeyServiceSocket(socket);
            socket.textMessageHandler(text -> stream.receive(text, messages));
            socket.binaryMessageHandler(binary -> stream.breakOff("a message in binary"));
            socket.exceptionHandler(cause -> stream.breakOff(FailureReason.of(cause)));
            socket.closeHandler(done -> closed.accept(stream));
            return stream;
        });
    }

    @Override
    public void send(ToKeyService message) {
        write(message).onFailure(cause -> breakOff("a message could not be sent: " + FailureReason.of(cause)));
    }

    @Override
    public void close() {
        end();
    }

    /** Completes when the message was written. */
    Future<Void> write(ToKeyService message) {
        return socket.writeTextMessage(MessageJson.encode(message));
    }

    Future<Void> end() {
        return socket.close();
    }

    /** Closes the socket and keeps the first reason, because later ones only follow from it. */
    private void breakOff(String reason) {
        if (broken == null) {
            broken = reason;
        }
        socket.close();
    }

    /** Returns the reason of the end: the fault on this side, or the close code and words of the key service (RFC 6455 section 7.4). */
    String endReason() {
        if (broken != null) {
            return broken;
        }
        String words = socket.closeReason();
        if (words == null) {
            // No close frame has come. Vert.x then throws if it is asked for the code.
            return "closed";
        }
        return "closed with " + socket.closeStatusCode() + (words.isBlank() ? "" : ": " + words);
    }

    private void receive(String text, BiConsumer<KeyServiceSocket, ToGateway> messages) {
        ToGateway message;
        try {
            message = MessageJson.toGateway(text);
        } catch (RuntimeException notAMessage) {
            breakOff("what came is no message: " + FailureReason.of(notAMessage));
            return;
        }
        messages.accept(this, message);
    }
}
