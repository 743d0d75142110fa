package com.raptorcomply.keyservice.client.protocol;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A gateway's end of {@code GET /internal/sessions}, message by message. */
final class ProtocolStream implements AutoCloseable {
    private static final long WAIT_SECONDS = 10;

    private final BlockingQueue<Message.ToGateway> received = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private ProtocolStream(URI uri, HttpClient client, String authorization) {
        socket = client.newWebSocketBuilder()
                .header("Authorization", authorization)
                .buildAsync(uri, new Reader())
                .join();
    }

    /**
     * Opens a stream.
     *
     * @param url of the key service, which begins with {@code http:}
     * @throws java.util.concurrent.CompletionException if the key service refuses it
     */
    static ProtocolStream open(HttpClient client, String url, String authorization) {
        return new ProtocolStream(
                URI.create("ws" + url.substring("http".length()) + "/internal/sessions"), client, authorization);
    }

    void send(Message.ToKeyService message) {
        socket.sendText(MessageJson.encode(message), true).join();
    }

    /** Returns the next message of this kind, which others may precede. */
    <T extends Message.ToGateway> T next(Class<T> kind) throws InterruptedException {
        return next(kind, message -> true);
    }

    <T extends Message.ToGateway> T next(Class<T> kind, Predicate<T> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (true) {
            Message.ToGateway message = received.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new AssertionError("No such " + kind.getSimpleName() + " within " + WAIT_SECONDS + " s");
            }
            if (kind.isInstance(message) && wanted.test(kind.cast(message))) {
                return kind.cast(message);
            }
        }
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    private final class Reader implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                received.add(MessageJson.toGateway(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
