package com.raptorcomply.gateway.auth;

import com.raptorcomply.keyservice.client.grant.Verification;
import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import io.vertx.core.Future;

/** Verifies keys at the key service. */
@FunctionalInterface
public interface KeyVerifier {

    /** Sends one verification, no earlier than this call. Fails if no response arrives, for whatever reason. */
    Future<Verification> verify(VerificationRequest question);
}
