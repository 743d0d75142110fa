package com.raptorcomply.gateway.auth;

import com.raptorcomply.keyservice.client.grant.Verification;
import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import io.vertx.core.Future;

/** Who knows the keys. */
@FunctionalInterface
public interface KeyVerifier {

    /** Asks once; the question leaves no earlier than this call. Fails when it gets no answer, for whatever reason. */
    Future<Verification> verify(VerificationRequest question);
}
