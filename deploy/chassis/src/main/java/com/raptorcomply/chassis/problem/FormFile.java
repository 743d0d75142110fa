package com.raptorcomply.chassis.problem;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the only part of a {@code multipart/form-data} body (RFC 7578) into a temporary file, as fast as the disk takes
 * it. Fails with a {@link ProblemException}: 415 for another content type or a content coding, 413 for a file over the
 * limit, 400 for a form with other parts or one that breaks off. Confined to the event loop of its request.
 */
public final class FormFile {
    private static final String MULTIPART = "multipart/form-data";

    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary=(\"[^\"]+\"|[^\";\\s]+)", Pattern.CASE_INSENSITIVE);
    /** The form around the file: boundaries and the part's header. */
    private static final int FORM_BYTES_MAX = 16 * 1024;
    /** The time after the end of the request in which bytes that it has buffered reach their handler. */
    private static final int BUFFERED_MILLIS_MAX = 200;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final long bytesMax;
    private final SpooledFile file;
    private final Promise<SpooledFile> whole = Promise.promise();
    private int parts;
    private long bytes;
    private boolean isWriting;
    private boolean isPartWhole;
    private boolean isRequestWhole;

    private FormFile(Vertx vertx, HttpServerRequest request, long bytesMax, SpooledFile file) {
        this.vertx = vertx;
        this.request = request;
        this.bytesMax = bytesMax;
        this.file = file;
    }

    /** Reads the file. Call while the request is paused. The caller closes the file. */
    public static Future<SpooledFile> read(Vertx vertx, HttpServerRequest request, long bytesMax) {
        Problem refusal = refusal(request, bytesMax);
        if (refusal != null) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            request.resume();
            return Future.failedFuture(refusal.exception());
        }
        return vertx.executeBlocking(SpooledFile::create, false)
                .compose(file -> new FormFile(vertx, request, bytesMax, file)
                        .read()
                        .recover(failure -> close(vertx, file).transform(closed -> Future.failedFuture(failure))));
    }

    /** Closes a file on a worker thread. */
    public static Future<Void> close(Vertx vertx, SpooledFile file) {
        return vertx.executeBlocking(
                () -> {
                    file.close();
                    return null;
                },
                false);
    }

    private static @Nullable Problem refusal(HttpServerRequest request, long bytesMax) {
        Problem refusal = refusal(request);
        if (refusal != null) {
            return refusal;
        }
        return RequestBody.declaredBytes(request) > bytesMax + FORM_BYTES_MAX
                ? Problem.contentTooLarge(bytesMax)
                : null;
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
        return BOUNDARY.matcher(type).find()
                ? null
                : malformed("Content-Type has no boundary of the parts: let the HTTP client set this header");
    }

    /**
     * Makes a request decode its form, which {@link #refusal} has not refused. The media type may be in any case (RFC 9110
     * section 8.3.1) and have more parameters, but Netty's decoder knows lower case and two parameters only.
     */
    public static void decode(HttpServerRequest request) {
        Matcher boundary = BOUNDARY.matcher(request.getHeader(HttpHeaders.CONTENT_TYPE));
        if (boundary.find()) {
            request.headers().set(HttpHeaders.CONTENT_TYPE, MULTIPART + "; boundary=" + boundary.group(1));
        }
        request.setExpectMultipart(true);
    }

    /**
     * Returns true if the end of a part can be found. Netty writes the boundary in the charset of the part, which the
     * form does not do in UTF-16, for example.
     */
    public static boolean hasEnd(HttpServerFileUpload part) {
        Charset charset = Charset.forName(part.charset());
        return Arrays.equals(MULTIPART.getBytes(charset), MULTIPART.getBytes(StandardCharsets.US_ASCII));
    }

    private Future<SpooledFile> read() {
        decode(request);
        request.exceptionHandler(failure -> fail(Problem.of(
                ErrorCode.MALFORMED_REQUEST, "The body ended before it was whole, or is not a form of parts")));
        request.uploadHandler(this::take);
        request.endHandler(end -> {
            isRequestWhole = true;
            settle();
        });
        request.resume();
        return whole.future();
    }

    private void take(HttpServerFileUpload part) {
        if (++parts > 1) {
            part.handler(ignored -> {});
            fail(malformed("The form must have exactly one part"));
            return;
        }
        if (!hasEnd(part)) {
            part.handler(ignored -> {});
            fail(malformed("The part must have no charset, or UTF-8"));
            return;
        }
        part.handler(chunk -> write(part, chunk));
        part.exceptionHandler(
                failure -> fail(Problem.of(ErrorCode.MALFORMED_REQUEST, "The body ended before it was whole")));
        part.endHandler(end -> {
            isPartWhole = true;
            settle();
        });
    }

    private void write(HttpServerFileUpload part, Buffer chunk) {
        bytes += chunk.length();
        if (whole.future().isComplete()) {
            return;
        }
        if (bytes > bytesMax) {
            fail(Problem.contentTooLarge(bytesMax));
            return;
        }
        part.pause();
        isWriting = true;
        vertx.executeBlocking(() -> append(chunk), false).onComplete(written -> {
            isWriting = false;
            if (written.failed()) {
                whole.tryFail(written.cause());
            }
            part.resume();
            settle();
        });
    }

    private SpooledFile append(Buffer chunk) throws IOException {
        file.append(chunk);
        return file;
    }

    private void settle() {
        if (!isRequestWhole || isWriting || whole.future().isComplete()) {
            return;
        }
        if (isPartWhole || parts == 0) {
            end();
        } else {
            long before = bytes;
            vertx.setTimer(BUFFERED_MILLIS_MAX, later -> {
                if (!isPartWhole && !isWriting && bytes == before) {
                    fail(malformed("The last part of the form has no end"));
                }
            });
        }
    }

    private void end() {
        if (parts == 1 && request.formAttributes().isEmpty()) {
            whole.tryComplete(file);
        } else {
            fail(malformed("The form must have exactly one part, a file with a name"));
        }
    }

    private void fail(Problem problem) {
        if (whole.tryFail(problem.exception())
                && !isRequestWhole
                && !request.response().headWritten()) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private static Problem malformed(String message) {
        return Problem.of(ErrorCode.MALFORMED_FILE, message);
    }
}
