package com.raptorcomply.resources.audit;

import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.keyservice.KeyServiceClient;
import com.raptorcomply.resources.keyservice.KeyServiceClient.Answer;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the key service for pages of its own log. Each request carries the caller's stamp, which the gateway has signed for
 * both services, so the key service decides for itself what the caller may see. Any thread.
 */
final class KeyActivity {
    private static final Logger LOG = LoggerFactory.getLogger(KeyActivity.class);
    private static final int MILLIS_MAX = 5_000;
    /** A thousand entries of 32 KiB. */
    private static final int BYTES_MAX = 32 * 1024 * 1024;

    private static final int RETRY_AFTER_SECONDS = 1;

    private final KeyServiceClient client;

    KeyActivity(KeyServiceClient client) {
        this.client = client;
    }

    /**
     * One page, or the refusal of it.
     *
     * @param entries newest first
     * @param hasMore true if older entries follow
     * @param refusal the key service's own response to the client; null if it has given the page
     */
    record Page(
            List<JsonObject> entries,
            boolean hasMore,
            @Nullable Answer refusal) {
        static final Page EMPTY = new Page(List.of(), false, null);
    }

    /**
     * Reads a page. Fails with a 503 if no key service responds with it, because half a list would look like a whole one.
     *
     * @param filters as the client wrote them
     * @param sequence before which to begin
     * @param limit the most entries
     */
    Future<Page> read(RoutingContext ctx, Map<String, String> filters, long sequence, int limit) {
        StringBuilder path = new StringBuilder("/activity?limit=").append(limit);
        filters.forEach((name, value) ->
                path.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        if (sequence < Long.MAX_VALUE) {
            path.append("&before=").append(sequence);
        }
        return client.ask(path.toString(), headers(ctx.request()), MILLIS_MAX, BYTES_MAX)
                .map(KeyActivity::page)
                .recover(failure -> {
                    LOG.atWarn().setCause(failure).log("Activity of the key service could not be read");
                    return Future.failedFuture(Problem.retryable(
                                    ErrorCode.DEPENDENCY_UNAVAILABLE,
                                    "The entries about keys and people cannot be read now. Please try again later.",
                                    RETRY_AFTER_SECONDS)
                            .exception());
                });
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(Stamp.HEADER, request.getHeader(Stamp.HEADER));
        headers.put(RequestId.HEADER, RequestId.of(request));
        String accept = request.getHeader("Accept");
        if (accept != null) {
            headers.put("Accept", accept);
        }
        return headers;
    }

    private static Page page(Answer answer) {
        if (answer.status() == 200) {
            List<JsonObject> entries = new JsonArray(answer.body())
                    .stream().map(JsonObject.class::cast).toList();
            return new Page(entries, answer.headers().contains("Link"), null);
        }
        // Of a type that only records have, the key service has no entries.
        boolean isOtherType =
                answer.status() == 400 && "resourceType".equals(new JsonObject(answer.body()).getString("field"));
        return isOtherType ? Page.EMPTY : new Page(List.of(), false, answer);
    }
}
