package com.raptorcomply.gateway.observe;

import com.raptorcomply.gateway.auth.KeyAuthenticator;
import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.gateway.route.Route;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The latest refused requests whose key's organization is known, bounded in number and time. A request that passes costs
 * nothing here; one with a key that nobody knows leaves no trace, so that no flood of bad keys drives the others out, and one
 * that was shed before its key was read leaves none, because nobody is known who might read it. Any thread.
 */
public final class RefusalTraces {
    private static final String NO_ROUTE = "none";

    private final String gateway;
    private final TracesConfig settings;
    private final KeyAuthenticator decisions;
    private final GatewaySession session;
    private final InstantSource clock;
    private final TraceStore kept;

    public RefusalTraces(
            String gateway,
            TracesConfig settings,
            KeyAuthenticator decisions,
            GatewaySession session,
            InstantSource clock) {
        this.gateway = gateway;
        this.settings = settings;
        this.decisions = decisions;
        this.session = session;
        this.clock = clock;
        this.kept = new TraceStore(settings.tracesMax());
    }

    /** Keeps why a request was refused. A later request of the same organization and id takes the place of the earlier one. */
    void refused(RequestContext call, int status, String reason, @Nullable String permission) {
        Permit permit = call.permit();
        UUID organization = permit == null
                ? organizationOf(call.presentedKey())
                : permit.grant().organization().id();
        if (organization == null) {
            return;
        }
        Route route = call.route();
        RefusalTrace trace = new RefusalTrace(
                call.requestId(),
                clock.instant(),
                gateway,
                call.request().method().name(),
                route == null ? NO_ROUTE : route.prefix(),
                status,
                reason,
                permission,
                permit == null ? null : permit.grant().keyId(),
                organization,
                permit == null ? 0 : permit.grant().sequence(),
                session.applied());
        kept.put(trace, oldest());
    }

    /** An organization's own trace; null when there is none, or no longer. */
    @Nullable
    public RefusalTrace find(UUID organization, String requestId) {
        RefusalTrace trace = kept.get(organization, requestId);
        return trace != null && trace.at().isAfter(oldest()) ? trace : null;
    }

    private Instant oldest() {
        return clock.instant().minus(settings.life());
    }

    private @Nullable UUID organizationOf(PresentedKey.@Nullable Wellformed key) {
        return key == null ? null : decisions.organizationOf(key);
    }
}
