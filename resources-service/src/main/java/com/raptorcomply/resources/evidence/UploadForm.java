package com.raptorcomply.resources.evidence;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.MultipartReader;
import com.raptorcomply.chassis.problem.PartHeader;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.RequestBody;
import com.raptorcomply.chassis.problem.SanitizedName;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.blob.Spool;
import com.raptorcomply.resources.blob.SpooledFile;
import com.raptorcomply.resources.blob.SpooledUpload;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Receives one request with a form ({@code multipart/form-data}, RFC 7578) of exactly one part, the file. Confined to the
 * event loop of the request.
 */
final class UploadForm {
    /** The name of the part. */
    static final String FILE = "file";

    /** The bytes of a form around its file: boundaries and headers of the part. */
    private static final long FORM_BYTES_MAX = 64 * 1024;

    private final HttpServerRequest request;
    private final Spool spool;
    private final ContentTypes types;
    private final long bytesMax;
    private final Promise<SpooledFile> received = Promise.promise();
    private final AtomicReference<String> contentType = new AtomicReference<>("");
    private String name = "";
    private boolean hasBegun;

    UploadForm(RoutingContext ctx, Spool spool, ContentTypes types, long bytesMax) {
        this.request = ctx.request();
        this.spool = spool;
        this.types = types;
        this.bytesMax = bytesMax;
    }

    /** Throws a 400, 413 or 415 that is known before the body is read. */
    void requireForm() {
        Problem refusal = MultipartReader.refusal(request);
        if (refusal != null) {
            throw refusal.exception();
        }
        if (RequestBody.declaredBytes(request) > bytesMax + FORM_BYTES_MAX) {
            throw tooLarge();
        }
    }

    /** Reads the paused request. Fails with a 400, 413, 415 or 422, or a failure of the disk, and leaves no file then. */
    Future<Upload> receive() {
        MultipartReader form = new MultipartReader(request, ErrorCode.MALFORMED_REQUEST);
        Future<Void> whole = form.read(header -> begin(form, header));
        whole.onComplete(read -> {
            if (!hasBegun) {
                received.fail(
                        read.failed()
                                ? read.cause()
                                : invalid(ErrorCode.REQUIRED, FILE, "is required: a part with a file name"));
            }
        });
        return received.future()
                .compose(
                        file -> whole.map(new Upload(name, Objects.requireNonNull(contentType.get()), file))
                                .onFailure(refused -> spool.discard(file)),
                        refused -> Future.failedFuture(
                                refused instanceof SpooledUpload.TooLargeException ? tooLarge() : refused));
    }

    private void begin(MultipartReader form, PartHeader header) {
        boolean isFile = header.name().equals(FILE);
        if (hasBegun || !isFile) {
            String problem = isFile ? "may occur only once" : "is not known: the form has one part, file";
            throw invalid(ErrorCode.UNKNOWN_FIELD, header.name(), problem);
        }
        if (header.fileName() == null) {
            throw invalid(ErrorCode.INVALID_VALUE, FILE, "must have a file name");
        }
        name = FileName.of(header.fileName());
        hasBegun = true;
        spool.receive(form, bytesMax, this::check).future().onComplete(received);
    }

    private void check(byte[] first) {
        if (first.length == 0) {
            throw invalid(ErrorCode.INVALID_VALUE, FILE, "must not be empty");
        }
        contentType.set(types.require(first, name));
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
