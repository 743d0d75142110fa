package com.raptorcomply.keyservice.http;

import com.raptorcomply.keyservice.auth.Principal;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Authenticates requests by one kind of credential. */
@FunctionalInterface
public interface Authentication {
    /**
     * Returns the caller, or empty if the request has no credential of this kind. It fails with a problem if the
     * credential is invalid or cannot be checked now.
     */
    Future<Optional<Principal>> caller(HttpServerRequest request);
}
