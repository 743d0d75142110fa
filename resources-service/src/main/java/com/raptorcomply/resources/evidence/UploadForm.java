package com.raptorcomply.resources.evidence;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.FormFile;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.RequestBody;
import com.raptorcomply.chassis.problem.SanitizedName;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.blob.Spool;
import com.raptorcomply.resources.blob.SpooledFile;
import com.raptorcomply.resources.blob.SpooledUpload;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Receives one request with a form ({@code multipart/form-data}, RFC 7578) of exactly one part, the file. Confined to the
 * event loop of the request.
 */
final class UploadForm {
    /** The name of the part. */
    static final String FILE = "file";

    /** The bytes of a form around its file: boundaries and headers of the part. */
    private static final long FORM_BYTES_MAX = 64 * 1024;

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?", Pattern.CASE_INSENSITIVE);

    private final HttpServerRequest request;
    private final Context context;
    private final Edges edges = new Edges();
    private final Spool spool;
    private final ContentTypes types;
    private final long bytesMax;
    private final Promise<Upload> done = Promise.promise();
    private final AtomicReference<String> contentType = new AtomicReference<>("");
    private @Nullable SpooledUpload receiving;
    private @Nullable Throwable refusal;
    private String name = "";
    private boolean seen;
    private boolean ended;

    UploadForm(RoutingContext ctx, Spool spool, ContentTypes types, long bytesMax) {
        this.request = ctx.request();
        this.context = ctx.vertx().getOrCreateContext();
        this.spool = spool;
        this.types = types;
        this.bytesMax = bytesMax;
        ctx.addEndHandler(end -> {
            if (end.failed()) {
                broken(end.cause());
            }
        });
    }

    /** Throws a 400, 413 or 415 that is known before the body is read. */
    void requireForm() {
        Problem refusal = FormFile.refusal(request);
        if (refusal != null) {
            throw refusal.exception();
        }
        if (RequestBody.declaredBytes(request) > bytesMax + FORM_BYTES_MAX) {
            throw tooLarge();
        }
    }

    /** Reads the paused request. Fails with a 400, 413, 415 or 422, or a failure of the disk, and leaves no file then. */
    Future<Upload> receive() {
        request.uploadHandler(this::part);
        request.handler(edges::add);
        request.exceptionHandler(this::broken);
        request.endHandler(end -> ended());
        try {
            FormFile.decode(request);
        } catch (RuntimeException malformed) {
            broken(malformed);
            return done.future();
        }
        request.resume();
        return done.future();
    }

    private void part(HttpServerFileUpload part) {
        if (seen || !part.name().equals(FILE)) {
            part.handler(ignored -> {});
            String problem = seen ? "may occur only once" : "is not known: the form has one part, file";
            refuse(invalid(ErrorCode.UNKNOWN_FIELD, part.name(), problem));
            return;
        }
        seen = true;
        if (!FormFile.hasEnd(part)) {
            part.handler(ignored -> {});
            refuse(invalid(ErrorCode.INVALID_VALUE, FILE, "must have no charset, or UTF-8"));
            return;
        }
        part.pause();
        // The bytes of the part's header come to the other handler after this one.
        context.runOnContext(later -> accept(part));
    }

    private void accept(HttpServerFileUpload part) {
        try {
            name = FileName.of(PartHeader.fileName(edges.first(), part.filename()));
        } catch (RuntimeException faulty) {
            part.handler(ignored -> {});
            part.resume();
            refuse(faulty);
            return;
        }
        SpooledUpload upload = spool.receive(part, bytesMax, this::check);
        receiving = upload;
        upload.future().onComplete(received -> {
            if (received.failed()) {
                refuse(received.cause() instanceof SpooledUpload.TooLargeException ? tooLarge() : received.cause());
            } else if (ended) {
                complete(received.result());
            }
        });
        if (refusal != null) {
            refuse(refusal);
        }
    }

    private void check(byte[] first) {
        if (first.length == 0) {
            throw invalid(ErrorCode.INVALID_VALUE, FILE, "must not be empty");
        }
        contentType.set(types.require(first, name));
    }

    /** The form may end before the last bytes of the file are on disk. */
    private void ended() {
        ended = true;
        SpooledUpload upload = receiving;
        if (!isClosed()) {
            broken(new IllegalStateException("No end of the form"));
        } else if (!request.formAttributes().isEmpty()) {
            String first = request.formAttributes().names().iterator().next();
            boolean isFile = first.equals(FILE);
            refuse(invalid(
                    isFile ? ErrorCode.INVALID_VALUE : ErrorCode.UNKNOWN_FIELD,
                    first,
                    isFile ? "must have a file name" : "is not known: the form has one part, file"));
        } else if (!seen) {
            refuse(invalid(ErrorCode.REQUIRED, FILE, "is required: a part with a file name"));
        } else if (upload != null && upload.future().succeeded()) {
            complete(upload.future().result());
        }
    }

    /**
     * Returns true if the form has its close delimiter (RFC 2046 section 5.1.1). Netty does not tell a form that lacks it,
     * and never ends the part.
     */
    private boolean isClosed() {
        Matcher boundary = BOUNDARY.matcher(String.valueOf(request.getHeader(HttpHeaders.CONTENT_TYPE)));
        return boundary.find()
                && edges.last().toString(StandardCharsets.ISO_8859_1).contains("--" + boundary.group(1) + "--");
    }

    private void complete(SpooledFile file) {
        Throwable reason = refusal;
        if (reason != null) {
            spool.discard(file);
            done.tryFail(reason);
        } else if (!done.tryComplete(new Upload(name, Objects.requireNonNull(contentType.get()), file))) {
            spool.discard(file);
        }
    }

    private void broken(Throwable cause) {
        refuse(Problem.of(ErrorCode.MALFORMED_REQUEST, "The form ended before it was whole, or is malformed")
                .exception());
    }

    /** Refuses the request at once. A file that is being received is removed first. */
    private void refuse(Throwable reason) {
        if (refusal == null) {
            refusal = reason;
        }
        SpooledUpload upload = receiving;
        if (upload == null) {
            done.tryFail(refusal);
            return;
        }
        upload.abort(refusal);
        upload.future().onComplete(received -> {
            if (received.succeeded()) {
                complete(received.result());
            } else {
                done.tryFail(refusal);
            }
        });
    }

    private RuntimeException tooLarge() {
        return Problem.of(ErrorCode.CONTENT_TOO_LARGE, "A file of at most " + bytesMax + " bytes is accepted here")
                .exception();
    }

    private static RuntimeException invalid(ErrorCode code, String field, String problem) {
        return Problem.invalid(List.of(Violation.of(SanitizedName.of(field), code, problem)))
                .exception();
    }
}
