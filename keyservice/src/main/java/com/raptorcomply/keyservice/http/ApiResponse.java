package com.raptorcomply.keyservice.http;

import com.raptorcomply.chassis.http.request.IfMatch;
import com.raptorcomply.chassis.http.request.IfNoneMatch;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The successful response of an endpoint. It is sent with no-store, so no cache keeps it.
 *
 * @param cookies sent in one {@code Set-Cookie} each (RFC 6265 section 3)
 * @param rest the portions that follow {@code body}, made while the response is sent; null if the body is complete
 */
public record ApiResponse(
        int status, Buffer body, @Nullable Portions rest, Map<String, String> headers, List<Cookie> cookies) {
    public ApiResponse {
        headers = Map.copyOf(headers);
        cookies = List.copyOf(cookies);
    }

    public static final String ETAG = "ETag";

    /** Creates a response that sets no cookie. */
    public ApiResponse(int status, Buffer body, @Nullable Portions rest, Map<String, String> headers) {
        this(status, body, rest, headers, List.of());
    }

    /** The rest of a body that is too long to be built at once. */
    @FunctionalInterface
    public interface Portions {
        /** Returns the next portion; called once the one before has been sent. Empty after the last portion. */
        Future<Optional<Buffer>> next();
    }

    public static ApiResponse ok(JsonObject body) {
        return of(200, body);
    }

    public static ApiResponse ok(JsonArray body) {
        return new ApiResponse(200, body.toBuffer(), null, Map.of());
    }

    /** Creates a response whose first portion is ready and whose other portions follow. */
    public static ApiResponse streamed(Buffer first, Portions rest) {
        return new ApiResponse(200, first, rest, Map.of());
    }

    public static ApiResponse created(String location, JsonObject body) {
        return of(201, body).with("Location", location);
    }

    public static ApiResponse noContent() {
        return new ApiResponse(204, Buffer.buffer(), null, Map.of());
    }

    /** Redirects a browser (RFC 9110 section 15.4.4). */
    public static ApiResponse seeOther(String location) {
        return new ApiResponse(303, Buffer.buffer(), null, Map.of("Location", location));
    }

    public static ApiResponse of(int status, JsonObject body) {
        return new ApiResponse(status, body.toBuffer(), null, Map.of());
    }

    /**
     * Responds to a read with a representation for which the tag stands as a whole: with 304 if the client's copy is
     * current. It throws 412 if {@code If-Match} does not name the tag (RFC 9110 section 13.2.2).
     */
    public static ApiResponse tagged(HttpServerRequest request, String tag, JsonObject body) {
        IfMatch.of(request).require(tag);
        ApiResponse response =
                IfNoneMatch.names(request, tag) ? new ApiResponse(304, Buffer.buffer(), null, Map.of()) : ok(body);
        return response.with(ETAG, tag);
    }

    public ApiResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiResponse(status, body, rest, more, cookies);
    }

    public ApiResponse withCookie(Cookie cookie) {
        List<Cookie> more = new ArrayList<>(cookies);
        more.add(cookie);
        return new ApiResponse(status, body, rest, headers, more);
    }
}
