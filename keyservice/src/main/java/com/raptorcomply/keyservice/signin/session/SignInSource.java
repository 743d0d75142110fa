package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.chassis.log.LogKeys;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an attempt to sign in comes from.
 *
 * @param address as attempts are counted
 * @param device of the browser; a new one if it brought none
 * @param userAgent cut to 256 characters
 */
public record SignInSource(
        String address, Device device, @Nullable String userAgent, String requestId) {
    private static final Logger LOG = LoggerFactory.getLogger(SignInSource.class);

    /** Writes into the service's log that an attempt from here was refused (NERC CIP-007 R4), and why. */
    public void logRefused(@Nullable UUID userId, String reason) {
        LOG.atWarn()
                .addKeyValue(LogKeys.REQUEST_ID, requestId)
                .addKeyValue(LogKeys.USER_ID, userId == null ? "" : userId)
                .addKeyValue(LogKeys.REASON, reason)
                .log("Sign-in refused");
    }
}
