package com.raptorcomply.chassis.problem;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the only part of a {@code multipart/form-data} body (RFC 7578) into a temporary file, as fast as the disk takes
 * it. Fails with a {@link ProblemException}: 415 for another content type or a content coding, 413 for a file over the
 * limit, 400 for a form with other parts or one that breaks off. Confined to the event loop of its request.
 */
public final class FormFile {
    /** The form around the file: boundaries and the part's header. */
    private static final int FORM_BYTES_MAX = 16 * 1024;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final MultipartReader part;
    private final long bytesMax;
    private final SpooledFile file;
    private Future<?> written = Future.succeededFuture();
    private boolean hasBegun;
    private long bytes;

    private FormFile(Vertx vertx, HttpServerRequest request, long bytesMax, SpooledFile file) {
        this.vertx = vertx;
        this.request = request;
        this.part = new MultipartReader(request, ErrorCode.MALFORMED_FILE);
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
        Problem refusal = MultipartReader.refusal(request);
        if (refusal != null) {
            return refusal;
        }
        return RequestBody.declaredBytes(request) > bytesMax + FORM_BYTES_MAX
                ? Problem.contentTooLarge(bytesMax)
                : null;
    }

    private Future<SpooledFile> read() {
        part.handler(this::write);
        return part.read(this::begin).transform(read -> {
            if (read.failed() && !request.isEnded() && !request.response().headWritten()) {
                request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            // A failed form ends here after its last write, because the caller closes the file.
            return read.succeeded()
                    ? written.map(last -> requireFile())
                    : written.transform(last -> Future.failedFuture(read.cause()));
        });
    }

    private void begin(PartHeader header) {
        if (hasBegun || header.fileName() == null) {
            throw malformed("The form must have exactly one part, a file with a name");
        }
        hasBegun = true;
    }

    private void write(Buffer chunk) {
        bytes += chunk.length();
        if (bytes > bytesMax) {
            throw Problem.contentTooLarge(bytesMax).exception();
        }
        part.pause();
        written = written.compose(before -> vertx.executeBlocking(() -> append(chunk), false))
                .onSuccess(done -> part.resume())
                .onFailure(part::fail);
    }

    private SpooledFile append(Buffer chunk) throws IOException {
        file.append(chunk);
        return file;
    }

    private SpooledFile requireFile() {
        if (!hasBegun) {
            throw malformed("The form must have exactly one part, a file with a name");
        }
        return file;
    }

    private static ProblemException malformed(String message) {
        return Problem.of(ErrorCode.MALFORMED_FILE, message).exception();
    }
}
