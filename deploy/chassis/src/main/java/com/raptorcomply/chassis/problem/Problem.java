package com.raptorcomply.chassis.problem;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error as a client sees it: contract section 2. Rendered as {@code application/json}, or as
 * {@code application/problem+json} (RFC 9457) for those who ask for it. Needs no router: services without vertx-web use
 * {@link #body} and {@link #contentType} directly.
 *
 * @param status the HTTP status
 * @param error the short name of the status, as the contract writes it
 * @param message one sentence for the client; never a stack trace, SQL, a host name or a key
 * @param field the input at fault, when there is exactly one
 * @param headers that belong to the answer, such as {@code Retry-After}
 */
public record Problem(
        int status, String error, String message, @Nullable String field, Map<String, String> headers) {

    private static final Map<String, String> CHALLENGE = Map.of("WWW-Authenticate", "ApiKey realm=\"raptor-comply\"");

    public Problem {
        headers = Map.copyOf(headers);
    }

    private Problem(int status, String error, String message) {
        this(status, error, message, null, Map.of());
    }

    public static Problem missingKey() {
        return unauthorized("Missing X-API-Key header");
    }

    public static Problem invalidKey() {
        return unauthorized("Invalid API key");
    }

    public static Problem expiredKey() {
        return unauthorized("API key has expired");
    }

    public static Problem unauthorized(String message) {
        return new Problem(401, "Unauthorized", message, null, CHALLENGE);
    }

    public static Problem forbidden() {
        return new Problem(403, "Forbidden", "You do not have permission to perform this action");
    }

    /** Missing, or another organization's: the two cannot be told apart. */
    public static Problem notFound() {
        return new Problem(404, "Not Found", "Resource not found");
    }

    /** What was found, or a 404. */
    public static <T> T orNotFound(Optional<T> found) {
        return found.orElseThrow(() -> notFound().exception());
    }

    public static Problem methodNotAllowed(Collection<String> allowed) {
        String methods = String.join(", ", allowed);
        return new Problem(405, "Method Not Allowed", "Allowed here: " + methods).withHeader("Allow", methods);
    }

    public static Problem badRequest(String message) {
        return new Problem(400, "Bad Request", message);
    }

    public static Problem conflict(String message) {
        return new Problem(409, "Conflict", message);
    }

    public static Problem preconditionFailed() {
        return new Problem(412, "Precondition Failed", "The resource has changed: If-Match does not match its ETag");
    }

    public static Problem preconditionRequired() {
        return new Problem(428, "Precondition Required", "Send If-Match with the ETag that you have read");
    }

    public static Problem contentTooLarge(long bytesMax) {
        return new Problem(413, "Content Too Large", "A body of at most " + bytesMax + " bytes is accepted here");
    }

    public static Problem unsupportedMediaType(String accepted) {
        return new Problem(415, "Unsupported Media Type", "Accepted here: " + accepted).withHeader("Accept", accepted);
    }

    public static Problem unprocessable(String message, @Nullable String field) {
        return new Problem(422, "Unprocessable Entity", message, field, Map.of());
    }

    public static Problem tooManyRequests(long retryAfterSeconds) {
        return new Problem(429, "Too Many Requests", "Rate limit exceeded. Please retry after a short delay.")
                .withRetryAfter(retryAfterSeconds);
    }

    public static Problem internal() {
        return new Problem(500, "Internal Server Error", "An unexpected error occurred. Please try again later.");
    }

    public static Problem badGateway(String message) {
        return new Problem(502, "Bad Gateway", message);
    }

    public static Problem unavailable(String message, long retryAfterSeconds) {
        return new Problem(503, "Service Unavailable", message).withRetryAfter(retryAfterSeconds);
    }

    public static Problem gatewayTimeout(String message) {
        return new Problem(504, "Gateway Timeout", message);
    }

    /** A status that no factory above stands for, with its standard phrase. */
    public static Problem of(int status, String message) {
        return new Problem(status, Phrases.of(status), message);
    }

    public Problem withField(String name) {
        return new Problem(status, error, message, name, headers);
    }

    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(status, error, message, field, more);
    }

    public Problem withRetryAfter(long seconds) {
        return withHeader("Retry-After", Long.toString(Math.max(1, seconds)));
    }

    /** An exception that carries this to the place that answers. */
    public ProblemException exception() {
        return new ProblemException(this);
    }

    /** Whether the client's {@code Accept} leaves it at {@code application/json}. */
    public static boolean isPlain(@Nullable String accept) {
        return !ProblemMediaType.prefersProblemJson(accept);
    }

    /** The media type to answer with, for what the client's {@code Accept} says. */
    public static String contentType(@Nullable String accept) {
        return isPlain(accept) ? "application/json" : "application/problem+json";
    }

    /** The body, in the media type that {@link #contentType} gives for the same {@code accept}. */
    public Buffer body(@Nullable String accept, String requestId) {
        JsonObject body = new JsonObject();
        if (!isPlain(accept)) {
            body.put("type", "about:blank")
                    .put("title", error)
                    .put("status", status)
                    .put("detail", message);
        }
        body.put("error", error).put("message", message);
        if (field != null) {
            body.put("field", field);
        }
        return body.put("requestId", requestId).toBuffer();
    }
}
