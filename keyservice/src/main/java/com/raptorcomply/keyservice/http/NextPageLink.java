package com.raptorcomply.keyservice.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Leads from one page of a list to the next (RFC 8288). */
public final class NextPageLink {
    private NextPageLink() {}

    /**
     * What was found, up to the limit; with a link to the next page if there was more.
     *
     * @param path of the list
     * @param cursor where a page ends that this record is the last of
     */
    public static <T> ApiResponse of(
            RoutingContext context,
            String path,
            List<T> found,
            int limit,
            Function<T, JsonObject> show,
            Function<T, PageCursor> cursor) {
        JsonArray shown = new JsonArray();
        found.stream().limit(limit).map(show).forEach(shown::add);
        ApiResponse page = ApiResponse.ok(shown);
        return found.size() <= limit
                ? page
                : link(page, path, context, cursor.apply(found.get(limit - 1)).text());
    }

    /**
     * The answer with a {@code Link} to the same question from there on; relative, since a gateway may stand between.
     *
     * @param path of the list
     */
    public static ApiResponse link(ApiResponse page, String path, RoutingContext context, String cursor) {
        StringBuilder query = new StringBuilder(path).append('?');
        context.queryParams().forEach((name, value) -> {
            if (!name.equals("cursor")) {
                query.append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                        .append('&');
            }
        });
        return page.with("Link", "<" + query.append("cursor=").append(cursor) + ">; rel=\"next\"");
    }
}
