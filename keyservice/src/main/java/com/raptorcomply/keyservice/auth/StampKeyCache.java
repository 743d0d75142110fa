package com.raptorcomply.keyservice.auth;

import com.raptorcomply.keyservice.stamp.StampKey;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** The public keys that gateways sign stamps with, as their joins registered them. */
public interface StampKeyCache {
    /** From memory; any thread. */
    @Nullable
    StampKey known(String kid);

    /** Completes after a reading that began after this call. */
    Future<Void> refresh();
}
