package com.raptorcomply.keyservice.admin;

import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** Tells from where a browser sends a request, by its {@code Sec-Fetch-Site} (Fetch Metadata). */
final class RequestSite {
    private static final String HEADER = "Sec-Fetch-Site";
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private RequestSite() {}

    /**
     * Returns true if another site, or another host of this site, made the browser send the request. A browser too old to
     * tell is not suspected; the CSRF token still is required of it.
     */
    static boolean isForeign(HttpServerRequest request) {
        String site = request.getHeader(HEADER);
        return site != null && !OWN.contains(site);
    }
}
