package com.raptorcomply.chassis.problem;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/**
 * Reads a request's body as one JSON object, strictly: RFC 8259 in UTF-8, no duplicate names, no comments, nothing
 * after it. Fails with a {@link ProblemException}: 415 for another content type or a content coding, 413 for a body
 * over the limit, 422 for a text that cannot be stored, 400 for anything else that is not such an object.
 */
public final class JsonBody {
    /** The size limit of most resources. */
    public static final int BYTES_MAX = 256 * 1024;

    private static final int UNKNOWN_TOLD_MAX = 20;
    private static final Set<String> JSON = Set.of("application/json");
    /** The types that a PATCH takes, as in the field {@code Accept-Patch}. */
    public static final String ACCEPTED_PATCHES = "application/json, application/merge-patch+json";

    private static final Set<String> JSON_OR_MERGE_PATCH = Set.of("application/json", "application/merge-patch+json");

    private JsonBody() {}

    /** Reads {@code application/json}. Call before the body flows, or while the request is paused. */
    public static Future<JsonObject> read(HttpServerRequest request, int bytesMax) {
        return read(request, bytesMax, JSON);
    }

    /** Reads {@code application/json} or {@code application/merge-patch+json} (RFC 7396). */
    public static Future<JsonObject> readPatch(HttpServerRequest request, int bytesMax) {
        return read(request, bytesMax, JSON_OR_MERGE_PATCH);
    }

    /** Reads no body, or an object without members, for an operation that takes none. Fails with a 422 that names members. */
    public static Future<Void> readNone(HttpServerRequest request) {
        boolean isEmpty =
                RequestBody.declaredBytes(request) == 0 && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        return isEmpty
                ? Future.succeededFuture()
                : read(request, BYTES_MAX).compose(body -> {
                    List<Violation> unknown = body.fieldNames().stream()
                            .limit(UNKNOWN_TOLD_MAX)
                            .map(SanitizedName::of)
                            .map(Violation::unknown)
                            .toList();
                    return unknown.isEmpty()
                            ? Future.succeededFuture()
                            : Future.failedFuture(Problem.invalid(unknown).exception());
                });
    }

    private static Future<JsonObject> read(HttpServerRequest request, int bytesMax, Set<String> accepted) {
        return RequestBody.read(request, bytesMax, accepted).map(StrictJson::object);
    }
}
