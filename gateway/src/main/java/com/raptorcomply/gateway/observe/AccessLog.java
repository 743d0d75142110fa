package com.raptorcomply.gateway.observe;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.EnumLabel;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.ratelimit.TokenBucket;
import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.gateway.route.Route;
import com.raptorcomply.gateway.upstream.Failure;
import com.raptorcomply.keyservice.client.grant.Grant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs refused and failed requests and a share of the others, within a bound on lines per second. The next line has the
 * number of skipped requests. It logs no key, query or body. Confined to its event loop.
 */
public final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final String NO_ROUTE = "none";

    private static final int CLIENT_ERROR = 400;

    private final AccessLogConfig settings;
    private final TokenBucket rate;
    private double due;
    private long skipped;

    public AccessLog(AccessLogConfig settings) {
        this.settings = settings;
        this.rate = TokenBucket.perSecond(settings.linesPerSecondMax(), System.nanoTime());
    }

    void ended(RequestContext context, int status, long responseBytes, long elapsedNanos) {
        if (!isDue(status) || !TokenBucket.granted(rate.take(context.begunNanos() + elapsedNanos))) {
            skipped++;
            return;
        }
        LoggingEventBuilder line = describe(LOG.atInfo(), context)
                .addKeyValue(LogKeys.STATUS, status)
                .addKeyValue(LogKeys.ELAPSED_MILLIS, TimeUnit.NANOSECONDS.toMillis(elapsedNanos))
                .addKeyValue(LogKeys.RESPONSE_BYTES, responseBytes);
        String reason = context.reason();
        if (reason != null) {
            line = line.addKeyValue(LogKeys.REASON, reason);
        }
        if (skipped > 0) {
            line = line.addKeyValue(LogKeys.SKIPPED, skipped);
            skipped = 0;
        }
        line.log("Request");
    }

    /**
     * Logs the failure of an upstream within the same bound.
     *
     * @param cause null if nothing was thrown
     */
    void failed(RequestContext context, Failure failure, @Nullable Throwable cause) {
        if (TokenBucket.granted(rate.take(System.nanoTime()))) {
            Route route = context.route();
            LoggingEventBuilder line = describe(LOG.atWarn(), context)
                    .addKeyValue(LogKeys.UPSTREAM, route == null ? NO_ROUTE : route.upstream())
                    .addKeyValue(LogKeys.REASON, EnumLabel.of(failure));
            if (cause != null) {
                line = line.addKeyValue(LogKeys.CAUSE, FailureReason.of(cause));
            }
            line.log("Upstream failed");
        }
    }

    /** Logs an exception of a step within the same bound. */
    void broke(RequestContext context, RuntimeException cause) {
        if (TokenBucket.granted(rate.take(System.nanoTime()))) {
            describe(LOG.atError(), context).setCause(cause).log("Unhandled error");
        }
    }

    private static LoggingEventBuilder describe(LoggingEventBuilder line, RequestContext context) {
        Route route = context.route();
        LoggingEventBuilder described = line.addKeyValue(LogKeys.REQUEST_ID, context.requestId())
                .addKeyValue(LogKeys.METHOD, context.request().method().name())
                .addKeyValue(LogKeys.ROUTE, route == null ? NO_ROUTE : route.prefix());
        Permit permit = context.permit();
        if (permit == null) {
            return described;
        }
        Grant grant = permit.grant();
        Grant.Actor actor = grant.actor();
        LoggingEventBuilder identified = described
                .addKeyValue(LogKeys.ORGANIZATION_ID, grant.organization().id())
                .addKeyValue(LogKeys.KEY_ID, grant.keyId());
        return actor == null ? identified : identified.addKeyValue(LogKeys.USER_ID, actor.userId());
    }

    /** Adds up the ratio, so that of a hundred requests at 0.05 five are logged. */
    private boolean isDue(int status) {
        if (status >= CLIENT_ERROR) {
            return true;
        }
        due += settings.ratio();
        if (due < 1) {
            return false;
        }
        due -= 1;
        return true;
    }
}
