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
 * Keeps the latest refused requests whose organization is known, bounded in number and time. Unknown keys leave no
 * trace, so that a flood of bad keys displaces none. Requests shed before their key was read leave none either, because
 * no organization may see them. Any thread.
 */
public final class RefusalTraces {
    private static final String NO_ROUTE = "none";

    private final String gateway;
    private final TracesConfig settings;
    private final KeyAuthenticator authenticator;
    private final GatewaySession session;
    private final InstantSource clock;
    private final TraceStore kept;

    public RefusalTraces(
            String gateway,
            TracesConfig settings,
            KeyAuthenticator authenticator,
            GatewaySession session,
            InstantSource clock) {
        this.gateway = gateway;
        this.settings = settings;
        this.authenticator = authenticator;
        this.session = session;
        this.clock = clock;
        this.kept = new TraceStore(settings.tracesMax());
    }

    /** Keeps the reason of a refused request. A later one of the same organization and request id replaces it. */
    void refused(RequestContext context, int status, String reason, @Nullable String permission) {
        Permit permit = context.permit();
        UUID organization = permit == null
                ? organizationOf(context.presentedKey())
                : permit.grant().organization().id();
        if (organization == null) {
            return;
        }
        Route route = context.route();
        RefusalTrace trace = new RefusalTrace(
                context.requestId(),
                clock.instant(),
                gateway,
                context.request().method().name(),
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

    /** Returns the trace of an organization; null if there is none or it is too old. */
    @Nullable
    public RefusalTrace find(UUID organization, String requestId) {
        RefusalTrace trace = kept.get(organization, requestId);
        return trace != null && trace.at().isAfter(oldest()) ? trace : null;
    }

    private Instant oldest() {
        return clock.instant().minus(settings.life());
    }

    private @Nullable UUID organizationOf(PresentedKey.@Nullable Wellformed key) {
        return key == null ? null : authenticator.organizationOf(key);
    }
}
