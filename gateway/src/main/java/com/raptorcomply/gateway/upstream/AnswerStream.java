package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.edge.ScrubbedFields;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Gives an upstream's answer to the client as it comes, as fast as the client reads. Confined to its event loop. */
final class AnswerStream {
    private static final int FINAL_STATUS_MIN = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int UNAUTHORIZED = 401;
    private static final String STAMP_CHALLENGE = "TenantStamp";
    private static final long UNKNOWN = -1;

    private final Exchange exchange;
    private final Passage passage;
    private final HttpClientResponse from;
    private final HttpServerResponse to;
    private final ExchangeListener listener;
    private final long length;
    private long bytes;
    private boolean begun;
    private boolean held;

    private AnswerStream(Exchange exchange, Passage passage, HttpClientResponse from, ExchangeListener listener) {
        this.exchange = exchange;
        this.passage = passage;
        this.from = from;
        this.to = passage.request().response();
        this.listener = listener;
        this.length = length(from.headers().get(HttpHeaders.CONTENT_LENGTH));
    }

    /** Null when the answer was not one that may be given on, and the exchange has failed. */
    static @Nullable AnswerStream begin(
            Exchange exchange, Passage passage, HttpClientResponse from, ExchangeListener listener) {
        if (from.statusCode() < FINAL_STATUS_MIN) {
            exchange.fail(Failure.BROKEN);
        } else if (refusesStamp(from)) {
            exchange.fail(Failure.STAMP_REFUSED);
        } else {
            AnswerStream stream = new AnswerStream(exchange, passage, from, listener);
            stream.listen();
            return stream;
        }
        return null;
    }

    /** Whether the upstream ends its connection with this answer. */
    static boolean closes(HttpClientResponse response) {
        String connection = response.headers().get(HttpHeaders.CONNECTION);
        return response.version() == HttpVersion.HTTP_1_0
                || (connection != null && connection.toLowerCase(Locale.ROOT).contains("close"));
    }

    private void listen() {
        from.exceptionHandler(cause -> exchange.fail(Failure.BROKEN));
        from.endHandler(v -> end());
        from.handler(this::chunk);
    }

    /**
     * The head alone, for an answer whose body lets itself be waited for. Otherwise it leaves with the first piece of the
     * body, in one write; until then an upstream that breaks off can be told from one that has answered.
     */
    void sendHead() {
        if (begun || to.closed() || (length == UNKNOWN && !isChunkedToClient())) {
            return;
        }
        head();
        to.writeHead();
    }

    private void head() {
        if (begun) {
            return;
        }
        begun = true;
        listener.answering();
        to.setStatusCode(from.statusCode());
        ScrubbedFields.copy(from.headers(), to.headers());
        if (length == UNKNOWN && isChunkedToClient()) {
            to.setChunked(true);
        }
    }

    /** An answer that came in one piece leaves in one piece: head and body in one write. */
    private void chunk(Buffer chunk) {
        if (to.ended()) {
            return;
        }
        head();
        bytes += chunk.length();
        exchange.touch();
        if (bytes == length && chunk.length() == length) {
            to.end(chunk);
            return;
        }
        to.write(chunk);
        if (to.writeQueueFull()) {
            hold();
        }
    }

    private void hold() {
        held = true;
        exchange.awaitReader();
        from.pause();
        to.drainHandler(v -> {
            held = false;
            exchange.touch();
            from.resume();
        });
    }

    /** Whether it is the client who could go on. */
    boolean awaitsClient() {
        return held;
    }

    private void end() {
        if (!to.ended() && !to.closed()) {
            head();
            to.end();
        }
        if (length == UNKNOWN && passage.request().version() == HttpVersion.HTTP_1_0 && !isBodyless()) {
            passage.request().connection().close();
        }
        exchange.finish(from, bytes);
    }

    private boolean isChunkedToClient() {
        return passage.request().version() != HttpVersion.HTTP_1_0 && !isBodyless();
    }

    private boolean isBodyless() {
        int status = from.statusCode();
        return status == NO_CONTENT
                || status == NOT_MODIFIED
                || HttpMethod.HEAD.equals(passage.request().method());
    }

    private static boolean refusesStamp(HttpClientResponse response) {
        if (response.statusCode() != UNAUTHORIZED) {
            return false;
        }
        String challenge = response.headers().get("WWW-Authenticate");
        return challenge != null && challenge.startsWith(STAMP_CHALLENGE);
    }

    private static long length(@Nullable String contentLength) {
        try {
            return contentLength == null ? UNKNOWN : Long.parseLong(contentLength);
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }
}
