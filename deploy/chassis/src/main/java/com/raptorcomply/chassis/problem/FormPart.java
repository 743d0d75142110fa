package com.raptorcomply.chassis.problem;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code multipart/form-data} body (RFC 7578, RFC 2046 section 5.1.1), and passes on the bytes of its parts while
 * they arrive. It is used in place of Netty's decoder, whose exceptions Vert.x does not pass to the request: the client
 * would get no response. Confined to the event loop of its request.
 */
public final class FormPart implements ReadStream<Buffer> {
    private static final String MULTIPART = "multipart/form-data";
    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary=(?:\"([^\"]+)\"|([^\";\\s]+))", Pattern.CASE_INSENSITIVE);

    private static final String NEW_LINE = "\r\n";
    private static final byte[] HEADER_END = (NEW_LINE + NEW_LINE).getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES_MAX = 16 * 1024;
    /** Bytes before the first part and after the last one, which have no meaning. */
    private static final int AROUND_BYTES_MAX = 16 * 1024;

    private final HttpServerRequest request;
    private final ErrorCode malformed;
    private final byte[] delimiter;
    private final Promise<Void> whole = Promise.promise();
    private State state = State.BEFORE;
    /** The bytes that are received, but not read yet. A form may begin with its delimiter without the line break before it. */
    private byte[] rest = NEW_LINE.getBytes(StandardCharsets.US_ASCII);

    private int around;
    private Consumer<PartHeader> begun = header -> {};
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;
    private @Nullable Handler<Throwable> exceptionHandler;

    /** The kind of bytes that come next. */
    private enum State {
        BEFORE,
        CONTENT,
        AFTER_DELIMITER,
        HEADER,
        AFTER
    }

    /**
     * Prepares to read a request that {@link #refusal} has not refused.
     *
     * @param malformed the code of the 400 for a body that is no form
     */
    public FormPart(HttpServerRequest request, ErrorCode malformed) {
        this.request = request;
        this.malformed = malformed;
        this.delimiter = (NEW_LINE + "--" + boundary(request)).getBytes(StandardCharsets.ISO_8859_1);
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
        request.endHandler(end -> {
            if (state == State.AFTER) {
                whole.tryComplete();
            } else {
                fail(malformed(
                        state == State.BEFORE
                                ? "The body has no part that begins with the boundary of Content-Type"
                                : "The last part of the form has no end"));
            }
        });
        request.resume();
        return whole.future();
    }

    /** Refuses the form. */
    public void fail(Throwable reason) {
        if (whole.tryFail(reason)) {
            rest = new byte[0];
            if (exceptionHandler != null) {
                exceptionHandler.handle(reason);
            }
            request.resume();
        }
    }

    private void take(Buffer chunk) {
        if (whole.future().isComplete()) {
            return;
        }
        byte[] bytes = Arrays.copyOf(rest, rest.length + chunk.length());
        chunk.getBytes(bytes, rest.length);
        try {
            int from = 0;
            for (int next = 0; next >= 0 && !whole.future().isComplete(); next = next(bytes, from)) {
                from = next;
            }
            rest = Arrays.copyOfRange(bytes, from, bytes.length);
        } catch (RuntimeException refused) {
            fail(refused);
        }
    }

    /** Reads what comes next. Returns the place after it; -1 if more bytes are needed. */
    private int next(byte[] bytes, int from) {
        return switch (state) {
            case BEFORE, CONTENT -> content(bytes, from);
            case AFTER_DELIMITER -> afterDelimiter(bytes, from);
            case HEADER -> header(bytes, from);
            case AFTER -> skip(bytes.length - from) ? bytes.length : -1;
        };
    }

    private int content(byte[] bytes, int from) {
        int found = indexOf(delimiter, bytes, from);
        int end = found >= 0 ? found : Math.max(from, bytes.length - delimiter.length + 1);
        if (state == State.BEFORE) {
            skip(end - from);
        } else if (end > from && handler != null) {
            handler.handle(Buffer.buffer(Arrays.copyOfRange(bytes, from, end)));
        }
        if (found < 0) {
            return end > from ? end : -1;
        }
        if (state == State.CONTENT && endHandler != null) {
            endHandler.handle(null);
        }
        state = State.AFTER_DELIMITER;
        return found + delimiter.length;
    }

    /** Two hyphens after a delimiter end the form. The line may be padded with white space. */
    private int afterDelimiter(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        skip(at - from);
        if (bytes.length - at < 2) {
            return at > from ? at : -1;
        }
        String two = new String(bytes, at, 2, StandardCharsets.ISO_8859_1);
        if (!two.equals("--") && !two.equals(NEW_LINE)) {
            throw malformed(
                    "A line of the form that begins with its boundary has other text, or does not end with CR LF");
        }
        state = two.equals(NEW_LINE) ? State.HEADER : State.AFTER;
        return two.equals(NEW_LINE) ? at : at + 2;
    }

    /** The header begins with the end of the delimiter's line, so that an empty one has an end, too. */
    private int header(byte[] bytes, int from) {
        int found = indexOf(HEADER_END, bytes, from);
        if ((found < 0 ? bytes.length : found) - from > HEADER_BYTES_MAX) {
            throw malformed("The header of a part is longer than " + HEADER_BYTES_MAX + " bytes, or has no end");
        }
        if (found < 0) {
            return -1;
        }
        state = State.CONTENT;
        begun.accept(PartHeader.of(new String(bytes, from, found - from, StandardCharsets.UTF_8), malformed));
        return found + HEADER_END.length;
    }

    private boolean skip(int bytes) {
        around += bytes;
        if (around > AROUND_BYTES_MAX) {
            throw malformed("The form has more than " + AROUND_BYTES_MAX + " bytes outside of its parts");
        }
        return bytes > 0;
    }

    private static int indexOf(byte[] wanted, byte[] bytes, int from) {
        for (int at = from; at <= bytes.length - wanted.length; at++) {
            if (bytes[at] == wanted[0] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private ProblemException cut() {
        return malformed("The body ended before it was whole");
    }

    private ProblemException malformed(String message) {
        return Problem.of(malformed, message).exception();
    }

    @Override
    public FormPart handler(@Nullable Handler<Buffer> handler) {
        this.handler = handler;
        return this;
    }

    /** Sets what runs at the end of each part. */
    @Override
    public FormPart endHandler(@Nullable Handler<Void> handler) {
        endHandler = handler;
        return this;
    }

    @Override
    public FormPart exceptionHandler(@Nullable Handler<Throwable> handler) {
        exceptionHandler = handler;
        return this;
    }

    @Override
    public FormPart pause() {
        request.pause();
        return this;
    }

    @Override
    public FormPart resume() {
        request.resume();
        return this;
    }

    @Override
    public FormPart fetch(long amount) {
        request.fetch(amount);
        return this;
    }
}
