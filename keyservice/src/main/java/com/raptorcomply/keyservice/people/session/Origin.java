package com.raptorcomply.keyservice.people.session;

import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.chassis.log.LogKeys;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an attempt to sign in comes from.
 *
 * @param address as attempts are counted
 * @param userAgent cut to 256 characters
 */
public record Origin(String address, @Nullable String userAgent, String requestId) {
    private static final Logger LOG = LoggerFactory.getLogger(Origin.class);
    private static final int USER_AGENT_CHARACTERS_MAX = 256;

    public static Origin of(HttpServerRequest request) {
        return new Origin(ClientAddress.of(request), userAgent(request), RequestId.of(request));
    }

    /** Writes into the service's log that an attempt from here was refused (NERC CIP-007 R4), and why. */
    public void logRefused(@Nullable UUID userId, String reason) {
        LOG.atWarn()
                .addKeyValue(LogKeys.REQUEST_ID, requestId)
                .addKeyValue(LogKeys.USER_ID, userId == null ? "" : userId)
                .addKeyValue(LogKeys.REASON, reason)
                .log("Sign-in refused");
    }

    private static @Nullable String userAgent(HttpServerRequest request) {
        @Nullable String sent = request.getHeader(HttpHeaders.USER_AGENT);
        return sent == null || sent.length() <= USER_AGENT_CHARACTERS_MAX
                ? sent
                : sent.substring(0, USER_AGENT_CHARACTERS_MAX);
    }
}
