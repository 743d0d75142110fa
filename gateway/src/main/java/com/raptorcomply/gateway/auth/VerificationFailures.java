package com.raptorcomply.gateway.auth;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.EnumLabel;
import com.raptorcomply.chassis.log.LogKeys;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the failure of a verification into the reason that its requests are denied for, and logs the cause. A reason is logged
 * once in ten seconds, because every request of an outage has the same cause; the next line has the number of the others. Any
 * thread.
 */
final class VerificationFailures {
    private static final Logger LOG = LoggerFactory.getLogger(VerificationFailures.class);
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final DualClock clock;
    private final Map<Denial, Line> lines = new EnumMap<>(Denial.class);

    /** When a reason was logged last, and how often it has come since. */
    private static final class Line {
        private long loggedAtNanos;
        private long skipped;
    }

    VerificationFailures(DualClock clock) {
        this.clock = clock;
    }

    /** Logs the cause and returns its reason. */
    Denial denial(Throwable cause) {
        Denial reason = reason(cause);
        if (reason != Denial.KEY_SERVICE_CIRCUIT_OPEN) { // whatever opened it was logged
            log(reason, FailureReason.of(cause));
        }
        return reason;
    }

    /** Every answer that could be had was discarded. */
    Denial stale(int attempts) {
        log(Denial.VERIFICATION_STALE, attempts + " answers were older than changes that the gateway had applied");
        return Denial.VERIFICATION_STALE;
    }

    static Denial reason(Throwable cause) {
        if (cause instanceof VerificationException known) {
            return known.reason();
        }
        if (cause instanceof TimeoutException) {
            return Denial.KEY_SERVICE_TIMEOUT;
        }
        boolean connection = cause instanceof IOException || cause instanceof VertxException;
        return connection ? Denial.KEY_SERVICE_UNAVAILABLE : Denial.KEY_SERVICE_FAILED;
    }

    private void log(Denial reason, String cause) {
        long skipped = take(reason);
        if (skipped >= 0) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.REASON, EnumLabel.of(reason))
                    .addKeyValue(LogKeys.CAUSE, cause)
                    .addKeyValue(LogKeys.SKIPPED, skipped)
                    .log("Verification failed");
        }
    }

    /** The number of lines that were left out; -1 if this one is to be left out, too. */
    private synchronized long take(Denial reason) {
        long now = clock.monotonicNanos();
        Line line = lines.get(reason);
        if (line != null && now - line.loggedAtNanos < PERIOD_NANOS) {
            line.skipped++;
            return -1;
        }
        Line next = line == null ? new Line() : line;
        lines.put(reason, next);
        long skipped = next.skipped;
        next.loggedAtNanos = now;
        next.skipped = 0;
        return skipped;
    }
}
