package com.raptorcomply.gateway.decision;

import com.raptorcomply.keyservice.client.grant.Question;
import com.raptorcomply.keyservice.client.grant.Verification;
import io.vertx.core.Future;

/** Who knows the keys. */
@FunctionalInterface
public interface KeyService {

    /** Asks once; the question leaves no earlier than this call. Fails when it gets no answer, for whatever reason. */
    Future<Verification> verify(Question question);
}
