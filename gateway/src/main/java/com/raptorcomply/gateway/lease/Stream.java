package com.raptorcomply.gateway.lease;

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

/** One WebSocket to one replica of the key service. Confined to its event loop. */
final class Stream implements SessionDriver.Way {
    private static final String PATH = "/internal/sessions";
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** For the answer to the upgrade: who accepts connections and says nothing (paused, cut off) must not be waited for. */
    private static final long UPGRADE_MILLIS_MAX = 2_000;

    private final WebSocket socket;

    private Stream(WebSocket socket) {
        this.socket = socket;
    }

    /**
     * Connects.
     *
     * @param messages takes what comes in; something that is no message ends the stream
     * @param ended is told once, however the stream ended
     */
    static Future<Stream> open(
            WebSocketClient client,
            URI replica,
            String credential,
            BiConsumer<Stream, ToGateway> messages,
            Consumer<Stream> ended) {
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
            Stream stream = new Stream(socket);
            socket.textMessageHandler(text -> stream.receive(text, messages));
            socket.binaryMessageHandler(binary -> socket.close());
            socket.exceptionHandler(cause -> socket.close());
            socket.closeHandler(closed -> ended.accept(stream));
            return stream;
        });
    }

    @Override
    public void send(ToKeyService message) {
        write(message);
    }

    @Override
    public void close() {
        end();
    }

    /** Completes when the message has left. */
    Future<Void> write(ToKeyService message) {
        return socket.writeTextMessage(MessageJson.encode(message));
    }

    Future<Void> end() {
        return socket.close();
    }

    private void receive(String text, BiConsumer<Stream, ToGateway> messages) {
        ToGateway message;
        try {
            message = MessageJson.toGateway(text);
        } catch (RuntimeException notAMessage) {
            socket.close();
            return;
        }
        messages.accept(this, message);
    }
}
