package com.raptorcomply.gateway.keyservice;

import com.raptorcomply.chassis.service.CheckResult;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import com.raptorcomply.keyservice.stamp.StampVerifier;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Readiness check: the gateway is not ready while its wall clock is wrong, because upstreams refuse its stamps then, and another
 * gateway may have a right clock. Its clock counts as wrong if it differs from that of the key service and an upstream has
 * refused a stamp for its times since. One of both is not enough, because a key service or an upstream with a wrong clock would
 * take all gateways out of service. Any thread.
 */
public final class ClockReadiness {
    private static final long LEEWAY_MILLIS = TimeUnit.SECONDS.toMillis(StampVerifier.LEEWAY_SECONDS);

    private final GatewaySession session;
    private final LongSupplier refusals;
    private long refusalsBefore;

    /** @param refusals returns how many stamps upstreams have refused because of their times */
    public ClockReadiness(GatewaySession session, LongSupplier refusals) {
        this.session = session;
        this.refusals = refusals;
    }

    public synchronized CheckResult check() {
        long leadMillis = session.clockLeadMillis();
        long refused = refusals.getAsLong();
        if (Math.abs(leadMillis) <= LEEWAY_MILLIS) {
            refusalsBefore = refused;
        }
        return refused == refusalsBefore
                ? CheckResult.ok()
                : CheckResult.failing("Upstreams refuse the stamps of this gateway, whose clock is "
                        + TimeUnit.MILLISECONDS.toSeconds(Math.abs(leadMillis))
                        + (leadMillis > 0 ? " s ahead of" : " s behind")
                        + " that of the key service");
    }
}
