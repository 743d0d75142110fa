package com.raptorcomply.gateway.observe;

import com.raptorcomply.chassis.breaker.CircuitState;
import com.raptorcomply.chassis.log.EnumLabel;
import com.raptorcomply.gateway.auth.GrantCache;
import com.raptorcomply.gateway.auth.KeyAuthenticator;
import com.raptorcomply.gateway.auth.LeaseView;
import com.raptorcomply.gateway.keyservice.KeyServiceBreaker;
import com.raptorcomply.gateway.keyservice.LeaseRenewer;
import com.raptorcomply.gateway.keyservice.LeaseRenewer.Loss;
import com.raptorcomply.gateway.keyservice.LeaseSessionDriver.Cause;
import com.raptorcomply.gateway.keyservice.UsageReporter;
import com.raptorcomply.gateway.ratelimit.LocalRateLimiter;
import com.raptorcomply.gateway.ratelimit.RedisRateLimiter;
import com.raptorcomply.gateway.request.AdmissionControl;
import com.raptorcomply.gateway.upstream.balance.EndpointHealth;
import com.raptorcomply.gateway.upstream.balance.UpstreamCluster;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Registers what the gateway's parts count themselves, as {@link MeterDefinition} declares it; a scrape reads the numbers.
 * Each part must live as long as the registry.
 */
public final class GatewayGauges {
    private static final double MILLIS_PER_SECOND = 1000;
    private static final String FLOOD = "flood";
    private static final String SLOW_READER = "slow-reader";
    private static final String SEND_BUFFER_FULL = "send-buffer-full";

    private final MeterRegistry registry;

    GatewayGauges(MeterRegistry registry) {
        this.registry = registry;
    }

    public void admission(AdmissionControl admission) {
        MeterDefinition.REQUESTS_ACTIVE.gauge(registry, admission::requestsActive);
        MeterDefinition.REQUESTS_IN_FLIGHT.gauge(registry, admission::requestsInFlight);
        MeterDefinition.REQUESTS_IN_FLIGHT_REJECTED.count(registry, admission.inFlightRejected(), LongAdder::sum);
        MeterDefinition.REQUESTS_SHED.count(registry, admission.requestsShed(), LongAdder::sum);
        MeterDefinition.SEND_BUFFER.gauge(registry, admission::sendBufferBytes);
        MeterDefinition.CONNECTIONS_ACTIVE.gauge(
                registry, () -> admission.connections().open());
        MeterDefinition.CONNECTIONS_REJECTED.count(
                registry, admission.connections().refused(), LongAdder::sum);
        MeterDefinition.CONNECTIONS_CLOSED.count(registry, admission.slowReaders(), LongAdder::sum, SLOW_READER);
        MeterDefinition.CONNECTIONS_CLOSED.count(
                registry, admission.sendBufferFull(), LongAdder::sum, SEND_BUFFER_FULL);
        MeterDefinition.HTTP2_CONNECTIONS_CLOSED.count(registry, admission.floods(), LongAdder::sum, FLOOD);
    }

    /** Each endpoint has as many series as there are lines here; the settings bound the endpoints. */
    public void upstream(UpstreamCluster cluster) {
        String upstream = cluster.name();
        for (EndpointHealth health : cluster.endpoints()) {
            String endpoint = health.endpoint().authority();
            MeterDefinition.ENDPOINT_IN_FLIGHT.gauge(registry, health::inFlight, upstream, endpoint);
            MeterDefinition.ENDPOINT_EJECTED.gauge(registry, () -> flag(health.isEjected()), upstream, endpoint);
            for (CircuitState state : CircuitState.values()) {
                MeterDefinition.ENDPOINT_CIRCUIT.gauge(
                        registry, () -> flag(health.circuit() == state), upstream, endpoint, EnumLabel.of(state));
            }
        }
        MeterDefinition.UPSTREAM_RETRIES.count(registry, cluster.retries(), LongAdder::sum, upstream);
        MeterDefinition.UPSTREAM_RETRIES_WITHHELD.count(registry, cluster.retriesWithheld(), LongAdder::sum, upstream);
    }

    public void authentication(GrantCache grants, KeyAuthenticator authenticator, LeaseView lease) {
        MeterDefinition.GRANTS.gauge(registry, grants::size);
        MeterDefinition.GRANTS_EVICTED.count(registry, grants, GrantCache::evicted);
        MeterDefinition.REFUSALS_CACHED.gauge(registry, grants::refusals);
        MeterDefinition.VERIFICATION_IN_FLIGHT.gauge(registry, authenticator::inFlight);
        MeterDefinition.VERIFICATION_STALE.count(registry, lease, LeaseView::discarded);
    }

    public void keyService(KeyServiceBreaker breaker) {
        for (CircuitState state : CircuitState.values()) {
            MeterDefinition.VERIFICATION_CIRCUIT.gauge(
                    registry, () -> flag(breaker.circuit() == state), EnumLabel.of(state));
        }
    }

    public void session(GatewaySession session) {
        MeterDefinition.LEASE_REMAINING.gauge(
                registry, () -> session.lease().remainingMillis(System.nanoTime()) / MILLIS_PER_SECOND);
        MeterDefinition.CLOCK_LEAD.gauge(registry, () -> session.clockLeadMillis() / MILLIS_PER_SECOND);
        MeterDefinition.APPLIED_SEQUENCE.gauge(registry, session::applied);
        MeterDefinition.RATELIMIT_GATEWAYS.gauge(registry, session::gateways);
    }

    public void lease(LeaseRenewer renewer) {
        MeterDefinition.SEQUENCE_LAG.gauge(registry, renewer::lag);
        MeterDefinition.LEASE_SESSIONS.count(registry, renewer, LeaseRenewer::joins);
        for (Loss loss : Loss.values()) {
            MeterDefinition.LEASE_RENEWALS_FAILED.count(
                    registry, renewer, lease -> lease.losses(loss), EnumLabel.of(loss));
        }
        for (Cause cause : Cause.values()) {
            MeterDefinition.LEASE_RENEWALS.count(
                    registry, renewer, lease -> lease.renewals(cause), EnumLabel.of(cause));
        }
    }

    public void rateLimits(LocalRateLimiter limiter) {
        MeterDefinition.RATELIMIT_BUCKETS.gauge(registry, limiter::size);
    }

    public void redis(RedisRateLimiter limiter) {
        MeterDefinition.RATELIMIT_REDIS_FALLBACKS.count(registry, limiter, RedisRateLimiter::fallbacks);
        MeterDefinition.RATELIMIT_REDIS_UP.gauge(registry, () -> flag(limiter.isAvailable()));
    }

    public void spans(SpanExport export) {
        MeterDefinition.SPANS_SENT.count(registry, export, SpanExport::sent);
        MeterDefinition.SPANS_DROPPED.count(registry, export, SpanExport::dropped);
        MeterDefinition.SPANS_REFUSED.count(registry, export, SpanExport::refused);
    }

    public void usage(UsageReporter reporter) {
        MeterDefinition.USAGE_UNSENT.gauge(registry, reporter::unsent);
        MeterDefinition.USAGE_FAILED.count(registry, reporter, UsageReporter::failed);
        MeterDefinition.USAGE_DROPPED.count(registry, reporter, UsageReporter::dropped);
    }

    /** @param routes how many are in force */
    public void routesFile(BooleanSupplier valid, IntSupplier routes) {
        MeterDefinition.ROUTES_FILE_VALID.gauge(registry, () -> flag(valid.getAsBoolean()));
        MeterDefinition.ROUTES.gauge(registry, routes::getAsInt);
    }

    private static int flag(boolean set) {
        return set ? 1 : 0;
    }
}
