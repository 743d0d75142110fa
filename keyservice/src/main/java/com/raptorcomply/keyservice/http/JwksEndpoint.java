package com.raptorcomply.keyservice.http;

import com.raptorcomply.keyservice.auth.RegisteredGatewayKeys;
import com.raptorcomply.keyservice.stamp.Jwks;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Serves {@code GET /.well-known/jwks.json}: the keys with which any service behind the gateways verifies stamps. */
public final class JwksEndpoint {
    private final RegisteredGatewayKeys keys;

    public JwksEndpoint(RegisteredGatewayKeys keys) {
        this.keys = keys;
    }

    public Map<String, Endpoint> endpoints() {
        return Map.of("readGatewayKeys", (Endpoint.ForAnybody) this::read);
    }

    private Future<ApiResponse> read(RoutingContext context) {
        return keys.current().map(found -> new ApiResponse(200, Buffer.buffer(Jwks.write(found)), null, Map.of())
                .with(
                        "Cache-Control",
                        "public, max-age=" + RegisteredGatewayKeys.keepFor().toSeconds()));
    }
}
