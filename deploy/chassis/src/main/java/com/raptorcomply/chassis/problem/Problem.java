package com.raptorcomply.chassis.problem;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error as a client sees it: contract section 2. Rendered as {@code application/json}, or as {@code
 * application/problem+json} (RFC 9457) if the client accepts it. Services without vertx-web call {@link #body} and
 * {@link #contentType} directly.
 *
 * @param code the stable reason, which decides the status
 * @param message one sentence for the client; never a stack trace, SQL, a host name or a key
 * @param field the faulty input, or the first of several; null if there is none
 * @param permission the missing permission; null if none is missing
 * @param violations all faults of the body, beginning with that of {@code field} and {@code message}; else empty
 * @param members more members of the body (RFC 9457 section 3.2), such as the number of dependants
 * @param headers of the response, such as {@code Retry-After}
 */
public record Problem(
        ErrorCode code,
        String message,
        @Nullable String field,
        @Nullable String permission,
        List<Violation> violations,
        Map<String, JsonObject> members,
        Map<String, String> headers) {

    /** Names the missing permission to the gateway, which records it in traces and removes it from the response. */
    public static final String PERMISSION_HEADER = "X-Permission-Missing";

    private static final Map<String, String> CHALLENGE = Map.of("WWW-Authenticate", "ApiKey realm=\"raptor-comply\"");

    /** The challenge for users' sessions, for which no API key works. */
    private static final Map<String, String> SESSION_CHALLENGE =
            Map.of("WWW-Authenticate", "Session realm=\"raptor-comply\"");

    public Problem {
        violations = List.copyOf(violations);
        members = Map.copyOf(members);
        headers = Map.copyOf(headers);
    }

    /** Creates a problem. A 401 has the challenge for API keys or for sessions (RFC 9110 section 11.6.1). */
    public static Problem of(ErrorCode code, String message) {
        return new Problem(
                code, message, null, null, List.of(), Map.of(), code.status() == 401 ? challenge(code) : Map.of());
    }

    private static Map<String, String> challenge(ErrorCode code) {
        return switch (code) {
            case SESSION_ENDED, SIGN_IN_FAILED, SECOND_FACTOR_REQUIRED, SECOND_FACTOR_INVALID -> SESSION_CHALLENGE;
            default -> CHALLENGE;
        };
    }

    public static Problem missingKey() {
        return of(ErrorCode.KEY_MISSING, "Missing X-API-Key header");
    }

    public static Problem invalidKey() {
        return of(ErrorCode.KEY_INVALID, "Invalid API key");
    }

    /** Returns the problem of a malformed key, with the message of {@link #invalidKey}. */
    public static Problem malformedKey() {
        return of(ErrorCode.KEY_MALFORMED, invalidKey().message());
    }

    public static Problem expiredKey() {
        return of(ErrorCode.KEY_EXPIRED, "API key has expired");
    }

    /** Returns a 403 with the contract's sentence. */
    public static Problem forbidden(ErrorCode code) {
        return of(code, "You do not have permission to perform this action");
    }

    /** Returns a 403 that names the missing permission. */
    public static Problem permissionMissing(String permission) {
        Problem forbidden = forbidden(ErrorCode.PERMISSION_MISSING);
        return new Problem(
                forbidden.code,
                forbidden.message,
                null,
                permission,
                forbidden.violations,
                forbidden.members,
                forbidden.headers);
    }

    /**
     * Returns the 404 of a record that is missing or belongs to another organization; the client cannot distinguish the
     * two.
     */
    public static Problem notFound() {
        return of(ErrorCode.NOT_FOUND, "Resource not found");
    }

    /** Returns the value, or throws a 404. */
    public static <T> T orNotFound(Optional<T> found) {
        return found.orElseThrow(() -> notFound().exception());
    }

    /** Refuses a method. Where PATCH is allowed, the response names the types that it takes (RFC 5789 section 3.1). */
    public static Problem methodNotAllowed(Collection<String> allowed) {
        String methods = String.join(", ", allowed);
        Problem refused =
                of(ErrorCode.METHOD_NOT_ALLOWED, "Allowed here: " + methods).withHeader("Allow", methods);
        return allowed.contains("PATCH") ? refused.withHeader("Accept-Patch", JsonBody.ACCEPTED_PATCHES) : refused;
    }

    public static Problem preconditionFailed() {
        return of(ErrorCode.PRECONDITION_FAILED, "The resource has changed: If-Match does not match its ETag");
    }

    public static Problem preconditionRequired() {
        return of(ErrorCode.PRECONDITION_REQUIRED, "Send If-Match with the ETag that you have read");
    }

    public static Problem contentTooLarge(long bytesMax) {
        return of(ErrorCode.CONTENT_TOO_LARGE, "A body of at most " + bytesMax + " bytes is accepted here");
    }

    public static Problem unsupportedMediaType(String accepted) {
        return of(ErrorCode.MEDIA_TYPE_UNSUPPORTED, "Accepted here: " + accepted)
                .withHeader("Accept", accepted);
    }

    /** Returns a 415 for a content coding, distinguishable from one for a media type (RFC 9110 section 15.5.16). */
    public static Problem unsupportedCoding(String coding) {
        return of(
                        ErrorCode.CODING_UNSUPPORTED,
                        "Content-Encoding '" + SanitizedName.of(coding)
                                + "' is not accepted here: send the body without a coding")
                .withField("Content-Encoding")
                .withHeader("Accept-Encoding", "identity");
    }

    /** Returns a 422 with all faults of a body, at least one. The first is the problem's own field and message. */
    public static Problem invalid(List<Violation> violations) {
        Violation first = violations.get(0);
        return new Problem(first.code(), first.message(), first.field(), null, violations, Map.of(), Map.of());
    }

    public static Problem tooManyRequests(long retryAfterSeconds) {
        return of(ErrorCode.QUOTA_EXCEEDED, "Rate limit exceeded. Please retry after a short delay.")
                .withRetryAfter(retryAfterSeconds);
    }

    public static Problem internal() {
        return of(ErrorCode.INTERNAL_ERROR, "An unexpected error occurred. Please try again later.");
    }

    /** Returns a problem with Retry-After, such as a 503. */
    public static Problem retryable(ErrorCode code, String message, long retryAfterSeconds) {
        return of(code, message).withRetryAfter(retryAfterSeconds);
    }

    public int status() {
        return code.status();
    }

    /** Returns the standard phrase of the status, as in the contract. */
    public String error() {
        return ReasonPhrase.of(status());
    }

    public Problem withField(String name) {
        return new Problem(code, message, name, permission, violations, members, headers);
    }

    /** Returns the problem with another member in its body (RFC 9457 section 3.2). */
    public Problem withMember(String name, JsonObject value) {
        Map<String, JsonObject> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(code, message, field, permission, violations, more, headers);
    }

    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(code, message, field, permission, violations, members, more);
    }

    public Problem withRetryAfter(long seconds) {
        return withHeader("Retry-After", Long.toString(Math.max(1, seconds)));
    }

    /** Returns an exception that carries the problem to the error handler. */
    public ProblemException exception() {
        return new ProblemException(this);
    }

    /** Returns true if the client's {@code Accept} means {@code application/json}. */
    public static boolean isPlain(@Nullable String accept) {
        return !ProblemMediaType.prefersProblemJson(accept);
    }

    /** Returns the response's media type for the client's {@code Accept}. */
    public static String contentType(@Nullable String accept) {
        return isPlain(accept) ? "application/json" : "application/problem+json";
    }

    /** Returns the body in the media type that {@link #contentType} returns for the same {@code accept}. */
    public Buffer body(@Nullable String accept, String requestId) {
        JsonObject body = new JsonObject();
        if (!isPlain(accept)) {
            body.put("type", "about:blank")
                    .put("title", error())
                    .put("status", status())
                    .put("detail", message);
        }
        body.put("error", error()).put("message", message).put("code", code.label());
        if (field != null) {
            body.put("field", field);
        }
        if (permission != null) {
            body.put("permission", permission);
        }
        if (!violations.isEmpty()) {
            JsonArray errors = new JsonArray();
            violations.forEach(each -> errors.add(new JsonObject()
                    .put("field", each.field())
                    .put("message", each.message())
                    .put("code", each.code().label())));
            body.put("errors", errors);
        }
        members.forEach(body::put);
        return body.put("requestId", requestId).toBuffer();
    }
}
