package com.raptorcomply.gateway.keyservice;

import com.raptorcomply.chassis.log.LogKeys;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs that the key service does not accept the gateway's own credential. That is an error of the settings, which no retry
 * mends and which otherwise looks like an outage. One line a minute, because each request may find it out. Any thread.
 */
public final class CredentialRefusals {
    /** The setting that holds the credential. */
    public static final String SETTING = "keyservice.credential";

    private static final Logger LOG = LoggerFactory.getLogger(CredentialRefusals.class);
    private static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final AtomicLong dueNanos = new AtomicLong(System.nanoTime());

    /** Returns true if a status of the key service's internal API refuses the credential. */
    public static boolean isRefusal(int status) {
        return status == UNAUTHORIZED || status == FORBIDDEN;
    }

    /** @param replica that responded with {@code status} */
    public void refused(URI replica, int status) {
        long now = System.nanoTime();
        long due = dueNanos.get();
        if (now - due >= 0 && dueNanos.compareAndSet(due, now + PERIOD_NANOS)) {
            LOG.atError()
                    .addKeyValue(LogKeys.SETTING, SETTING)
                    .addKeyValue(LogKeys.HOST, replica.getAuthority())
                    .addKeyValue(LogKeys.STATUS, status)
                    .log("Key service refuses the credential of this gateway");
        }
    }
}
