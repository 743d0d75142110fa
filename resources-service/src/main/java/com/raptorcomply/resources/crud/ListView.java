package com.raptorcomply.resources.crud;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The look of a list operation's responses.
 *
 * @param format of the records, for one response
 * @param fixed query parameters that every request has: name → parameter of PostgreSQL
 * @param fileName under which clients save the response; null if it is no file
 */
record ListView(
        Function<RoutingContext, RecordFormat> format,
        Map<String, Object> fixed,
        @Nullable String fileName) {
    /** The records in the format that the request prefers. */
    static final ListView PLAIN = new ListView(ListFormat::of, Map.of(), null);

    /** Returns true if clients save the response, so that it is no list to which changes are asked for. */
    boolean isFile() {
        return fileName != null;
    }

    /** Sets the header fields that describe the body. */
    void describe(HttpServerResponse response, RecordFormat chosen) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, chosen.contentType());
        response.putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.putHeader(HttpHeaders.VARY, fileName == null ? "Accept, Accept-Encoding" : "Accept-Encoding");
        if (fileName != null) {
            response.putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName + '"');
        }
    }

    /** Takes back what is said of a list or a file, because the response is an error. */
    void dropDescription(HttpServerResponse response) {
        if (!response.headWritten()) {
            response.headers().remove(HttpHeaders.CONTENT_DISPOSITION).remove(DeltaSight.NEXT_SINCE);
        }
    }
}
