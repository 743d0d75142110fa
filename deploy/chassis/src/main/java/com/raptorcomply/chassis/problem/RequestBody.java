package com.raptorcomply.chassis.problem;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body whole, within a limit. Fails with a {@link ProblemException}: 415 for another content type or a
 * content coding, 413 for a body over the limit, 400 for a part of a body and for one that breaks off.
 */
public final class RequestBody {
    private RequestBody() {}

    /**
     * Reads a body of one of the media types, in UTF-8. Call before the body flows, or while the request is paused.
     *
     * @param accepted in lower case
     */
    public static Future<Buffer> read(HttpServerRequest request, int bytesMax, Set<String> accepted) {
        Problem refusal = PlainContent.refusal(request);
        if (refusal != null) {
            return refuse(request, refusal);
        }
        if (!isAccepted(request, accepted)) {
            return refuse(request, unsupportedMediaType(request.method(), String.join(", ", accepted)));
        }
        if (declaredBytes(request) > bytesMax) {
            return refuse(request, Problem.contentTooLarge(bytesMax));
        }
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        request.exceptionHandler(
                failure -> whole.tryFail(Problem.of(ErrorCode.MALFORMED_REQUEST, "The body ended before it was whole")
                        .exception()));
        request.handler(chunk -> {
            if (body.length() + chunk.length() > bytesMax) {
                request.handler(ignored -> {});
                request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                whole.tryFail(Problem.contentTooLarge(bytesMax).exception());
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> whole.tryComplete(body));
        request.resume();
        return whole.future();
    }

    /** Adds Accept-Patch to the response to a PATCH (RFC 5789 section 2.2); other methods only have Accept. */
    private static Problem unsupportedMediaType(HttpMethod method, String accepted) {
        Problem problem = Problem.unsupportedMediaType(accepted);
        return method.equals(HttpMethod.PATCH) ? problem.withHeader("Accept-Patch", accepted) : problem;
    }

    private static Future<Buffer> refuse(HttpServerRequest request, Problem problem) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        request.resume();
        return Future.failedFuture(problem.exception());
    }

    private static boolean isAccepted(HttpServerRequest request, Set<String> accepted) {
        @Nullable String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null) {
            return false;
        }
        String[] parts = type.toLowerCase(Locale.ROOT).split(";", -1);
        boolean utf8 = true;
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            utf8 &= !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
        }
        return utf8 && accepted.contains(parts[0].strip());
    }

    /** Returns Content-Length; 0 without one, {@link Long#MAX_VALUE} if it is not a number. */
    public static long declaredBytes(HttpServerRequest request) {
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
