package com.raptorcomply.gateway.decision;

import com.raptorcomply.keyservice.client.grant.Verification;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import io.vertx.core.Future;

/** Who knows the keys. */
@FunctionalInterface
public interface KeyService {

    /** Asks once; the question leaves no earlier than this call. Fails when there is no answer, for whatever reason. */
    Future<Verification> verify(PresentedKey.Wellformed key);
}
