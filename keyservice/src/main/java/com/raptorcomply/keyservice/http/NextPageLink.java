package com.raptorcomply.keyservice.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Adds the {@code Link} to the next page of a list (RFC 8288). */
public final class NextPageLink {
    private NextPageLink() {}

    /**
     * Returns the page, up to the limit, with a link to the next page if there are more records.
     *
     * @param path the path of the list
     * @param cursor maps the page's last record to the position after it
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
                : link(page, path, context, cursor.apply(found.get(limit - 1)).position());
    }

    /**
     * Adds a {@code Link} to the same query after a position. The link is relative, because a gateway may stand in
     * between.
     *
     * @param path the path of the list
     */
    public static ApiResponse link(ApiResponse page, String path, RoutingContext context, JsonArray position) {
        StringBuilder query = new StringBuilder(path).append('?');
        context.queryParams().forEach((name, value) -> {
            if (!name.equals(ListCursors.CURSOR)) {
                query.append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                        .append('&');
            }
        });
        String cursor = new QueryParams(context).seal(position);
        return page.with("Link", "<" + query.append("cursor=").append(cursor) + ">; rel=\"next\"");
    }
}
