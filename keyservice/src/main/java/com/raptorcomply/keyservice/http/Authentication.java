package com.raptorcomply.keyservice.http;

import com.raptorcomply.keyservice.auth.Principal;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** One way in which callers prove who they are. */
@FunctionalInterface
public interface Authentication {
    /**
     * The caller, or empty if the request brings no proof of this kind. Fails with a problem if it brings a bad one, or
     * if one cannot tell now.
     */
    Future<Optional<Principal>> caller(HttpServerRequest request);
}
