package com.raptorcomply.gateway.upstream.http1;

import io.vertx.core.net.ConnectOptions;
import java.net.URI;

/**
 * One address of an upstream.
 *
 * @param authority for the Host field of requests to it
 */
public record Endpoint(String host, int port, boolean tls, String authority) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** @throws IllegalArgumentException unless the URI is {@code http(s)://host[:port]} and nothing more */
    public static Endpoint of(URI uri) {
        boolean tls = "https".equals(uri.getScheme());
        String path = uri.getRawPath();
        boolean bare = uri.getUserInfo() == null
                && uri.getRawQuery() == null
                && (path == null || path.isEmpty() || path.equals("/"));
        if (!bare || uri.getHost() == null || !(tls || "http".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("http(s)://host[:port] without a path");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
        return new Endpoint(uri.getHost(), port, tls, uri.getRawAuthority());
    }

    ConnectOptions connectOptions() {
        return new ConnectOptions().setHost(host).setPort(port).setSsl(tls);
    }
}
