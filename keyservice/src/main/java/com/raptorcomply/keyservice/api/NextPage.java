package com.raptorcomply.keyservice.api;

import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Leads from one page of a list to the next (RFC 8288). */
public final class NextPage {
    private NextPage() {}

    /**
     * The answer with a {@code Link} to the same question from there on; relative, since a gateway may stand between.
     *
     * @param path of the list
     */
    public static Answer link(Answer page, String path, RoutingContext context, String cursor) {
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
