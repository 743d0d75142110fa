package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.chassis.log.LogKeys;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source of an attempt to sign in.
 *
 * @param address the client address or network by which attempts are counted
 * @param device the browser's device; a new one if the request has no device cookie
 * @param userAgent cut to 256 characters
 */
public record SignInSource(
        String address, Device device, @Nullable String userAgent, String requestId) {
    private static final Logger LOG = LoggerFactory.getLogger(SignInSource.class);

    /** Logs a refused attempt with its reason in the service's log (NERC CIP-007 R4). */
    public void logRefused(@Nullable UUID userId, String reason) {
        LOG.atWarn()
                .addKeyValue(LogKeys.REQUEST_ID, requestId)
                .addKeyValue(LogKeys.USER_ID, userId == null ? "" : userId)
                .addKeyValue(LogKeys.REASON, reason)
                .log("Sign-in refused");
    }
}
