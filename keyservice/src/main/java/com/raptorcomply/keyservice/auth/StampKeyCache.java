package com.raptorcomply.keyservice.auth;

import com.raptorcomply.keyservice.stamp.StampKey;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Caches the public keys of the gateways' stamps, which the gateways registered when they joined. */
public interface StampKeyCache {
    /** Returns the cached key of this id without I/O, null if it is unknown. Safe on any thread. */
    @Nullable
    StampKey known(String kid);

    /** Completes after a database query that began after this call. */
    Future<Void> refresh();
}
