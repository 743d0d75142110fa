package com.raptorcomply.chassis.problem;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code multipart/form-data} body (RFC 7578, RFC 2046 section 5.1.1), and passes on the bytes of its parts while
 * they arrive. It is used in place of Netty's decoder, whose exceptions Vert.x does not pass to the request: the client
 * would get no response. Confined to the event loop of its request.
 */
public final class MultipartReader implements ReadStream<Buffer> {
    private static final String MULTIPART = "multipart/form-data";
    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary=(?:\"([^\"]+)\"|([^\";\\s]+))", Pattern.CASE_INSENSITIVE);

    private final HttpServerRequest request;
    private final ErrorCode malformed;
    private final MultipartParser parser;
    private final Promise<Void> whole = Promise.promise();
    private Consumer<PartHeader> begun = header -> {};
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;
    private @Nullable Handler<Throwable> exceptionHandler;

    /**
     * Prepares to read a request that {@link #refusal} has not refused.
     *
     * @param malformed the code of the 400 for a body that is no form
     */
    public MultipartReader(HttpServerRequest request, ErrorCode malformed) {
        this.request = request;
        this.malformed = malformed;
        this.parser = new MultipartParser(Objects.requireNonNull(boundary(request)), malformed, new Parts());
    }

    /** Returns why the header of a request is not that of a form with parts; null if it is. */
    public static @Nullable Problem refusal(HttpServerRequest request) {
        Problem refusal = PlainContent.refusal(request);
        if (refusal != null) {
            return refusal;
        }
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null
                || !type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(MULTIPART)) {
            return Problem.unsupportedMediaType(MULTIPART);
        }
        return boundary(request) == null
                ? Problem.of(
                        ErrorCode.MALFORMED_FILE,
                        "Content-Type has no boundary of the parts: let the HTTP client set this header")
                : null;
    }

    private static @Nullable String boundary(HttpServerRequest request) {
        Matcher boundary = BOUNDARY.matcher(request.getHeader(HttpHeaders.CONTENT_TYPE));
        if (!boundary.find()) {
            return null;
        }
        return boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    }

    /**
     * Reads the paused request. Completes when the form is whole. Fails at once with a 400 for what is no form, with what a
     * receiver throws, or with the reason of {@link #fail}; the rest of the body is then read away.
     *
     * @param begun receives the header of each part before its bytes, and may throw to refuse the form
     */
    public Future<Void> read(Consumer<PartHeader> begun) {
        this.begun = begun;
        if (request.response().closed()) { // no handler would be told of it any more
            fail(cut());
            return whole.future();
        }
        request.handler(this::take);
        request.exceptionHandler(broken -> fail(cut()));
        request.endHandler(end -> finish());
        request.resume();
        return whole.future();
    }

    /** Refuses the form. */
    public void fail(Throwable reason) {
        if (whole.tryFail(reason)) {
            parser.stop();
            if (exceptionHandler != null) {
                exceptionHandler.handle(reason);
            }
            request.resume();
        }
    }

    private void take(Buffer chunk) {
        try {
            parser.take(chunk.getBytes());
        } catch (RuntimeException refused) {
            fail(refused);
        }
    }

    private void finish() {
        try {
            parser.finish();
            whole.tryComplete();
        } catch (ProblemException refused) {
            fail(refused);
        }
    }

    /** Passes the parts on. */
    private final class Parts implements MultipartParser.Receiver {
        @Override
        public void begin(PartHeader header) {
            begun.accept(header);
        }

        @Override
        public void content(byte[] bytes) {
            if (handler != null) {
                handler.handle(Buffer.buffer(bytes));
            }
        }

        @Override
        public void end() {
            if (endHandler != null) {
                endHandler.handle(null);
            }
        }
    }

    private ProblemException cut() {
        return Problem.of(malformed, "The body ended before it was whole").exception();
    }

    @Override
    public MultipartReader handler(@Nullable Handler<Buffer> handler) {
        this.handler = handler;
        return this;
    }

    /** Sets what runs at the end of each part. */
    @Override
    public MultipartReader endHandler(@Nullable Handler<Void> handler) {
        endHandler = handler;
        return this;
    }

    @Override
    public MultipartReader exceptionHandler(@Nullable Handler<Throwable> handler) {
        exceptionHandler = handler;
        return this;
    }

    @Override
    public MultipartReader pause() {
        request.pause();
        return this;
    }

    @Override
    public MultipartReader resume() {
        request.resume();
        return this;
    }

    @Override
    public MultipartReader fetch(long amount) {
        request.fetch(amount);
        return this;
    }
}
