package com.raptorcomply.keyservice.admin;

import io.vertx.core.Future;

/** Responds to a request for one page. */
@FunctionalInterface
public interface PageHandler {
    /** A failure becomes an error page. */
    Future<PageResponse> handle(PageContext page);
}
