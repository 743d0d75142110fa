package com.raptorcomply.keyservice.directory;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.directory.DirectoryFeed.Position;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.QueryParams;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves {@code GET /internal/directory} for data services. */
public final class DirectoryEndpoint {
    /** The largest number of answers that wait for a change at one time. */
    private static final int WAITING_MAX = 64;

    private static final int RETRY_AFTER_SECONDS = 1;

    private final DirectoryFeed feed;
    private final AtomicInteger waiting = new AtomicInteger();

    public DirectoryEndpoint(DirectoryFeed feed) {
        this.feed = feed;
    }

    public Map<String, Endpoint> endpoints() {
        return Map.of("followDirectory", (Endpoint.ForDataService) this::follow);
    }

    private Future<ApiResponse> follow(RoutingContext context) {
        QueryParams query = new QueryParams(context);
        Position position = new Position(query.uuid("epoch").orElse(null), after(query));
        int waitSeconds = query.integer("wait", 0, 0, DirectoryFeed.WAIT_SECONDS_MAX);
        if (waiting.incrementAndGet() > WAITING_MAX) {
            waiting.decrementAndGet();
            throw Problem.retryable(ErrorCode.OVERLOADED, "Too many data services wait", RETRY_AFTER_SECONDS)
                    .exception();
        }
        return feed.after(position, TimeUnit.SECONDS.toMillis(waitSeconds))
                .onComplete(answered -> waiting.decrementAndGet())
                .map(ApiResponse::ok);
    }

    private static long after(QueryParams query) {
        return query.text("after")
                .map(text -> {
                    if (!text.matches("[0-9]{1,18}")) {
                        throw QueryParams.refused("after", "must be a whole number from 0");
                    }
                    return Long.parseLong(text);
                })
                .orElse(0L);
    }
}
