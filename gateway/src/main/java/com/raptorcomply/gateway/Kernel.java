package com.raptorcomply.gateway;

import com.raptorcomply.chassis.log.EnumLabel;
import com.raptorcomply.chassis.http.ClientAddressResolver;
import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.chassis.tls.TlsConfig;
import com.raptorcomply.gateway.config.GatewayConfig;
import com.raptorcomply.gateway.config.GatewayConfig.KeyServiceClientConfig;
import com.raptorcomply.gateway.decision.Clock;
import com.raptorcomply.gateway.decision.Decisions;
import com.raptorcomply.gateway.decision.Grants;
import com.raptorcomply.gateway.decision.HttpKeyService;
import com.raptorcomply.gateway.decision.KeyService;
import com.raptorcomply.gateway.decision.Reachability;
import com.raptorcomply.gateway.decision.Stamps;
import com.raptorcomply.gateway.decision.Standing;
import com.raptorcomply.gateway.decision.Tenure;
import com.raptorcomply.gateway.lease.LeaseKeeper;
import com.raptorcomply.gateway.lease.LeaseSettings;
import com.raptorcomply.gateway.lease.SessionDriver.Cause;
import com.raptorcomply.gateway.quota.LimitsConfig;
import com.raptorcomply.gateway.quota.Quota;
import com.raptorcomply.gateway.quota.SharedQuota;
import com.raptorcomply.gateway.route.LiveRoutes;
import com.raptorcomply.gateway.tracing.SpanExport;
import com.raptorcomply.gateway.tracing.TracingConfig;
import com.raptorcomply.gateway.upstream.Fleet;
import com.raptorcomply.keyservice.client.protocol.Fence;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import com.raptorcomply.keyservice.stamp.StampSigner;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the event loops share. */
record Kernel(
        GatewaySession session,
        StampSigner signer,
        Grants grants,
        Decisions decisions,
        Tenure tenure,
        Stamps stamps,
        Quota quota,
        List<Fleet> fleets,
        @Nullable SharedQuota sharedQuota,
        Gate gate,
        LiveRoutes routes,
        Traces traces,
        OwnAnswers own,
        @Nullable SpanExport spanExport,
        GatewayMeters meters,
        UsageReporter usage,
        HttpClient keyServiceClient,
        @Nullable Tls tls,
        @Nullable Tls serviceTls) {
    private static final double MILLIS_PER_SECOND = 1000;

    static Kernel create(Vertx vertx, GatewayConfig settings, GatewayMeters meters) {
        KeyServiceClientConfig keyService = settings.keyservice();
        Grants grants = new Grants(settings.cache(), Clock.SYSTEM);
        Fence fence = new Fence(grants, keyService.recentChangesMax());
        GatewaySession session = new GatewaySession(fence);
        Tls serviceTls = open(vertx, settings.serviceTls());
        HttpClient client = client(vertx, settings, serviceTls);
        HttpKeyService verifier = verifier(client, settings);
        Standing standing = new Standing(session, fence);
        KeyService asked = new Reachability(verifier, Clock.SYSTEM);
        Decisions decisions = new Decisions(vertx, standing, grants, asked, Clock.SYSTEM, settings.verification());
        StampSigner signer = StampSigner.create(new SecureRandom());
        Quota quota = new Quota(settings.limits(), session::gateways);
        LimitsConfig.RedisConfig redis = settings.limits().redis();
        SharedQuota shared = redis == null ? null : new SharedQuota(settings.limits(), redis, quota);
        Traces traces = new Traces(settings.id(), settings.traces(), decisions, session, InstantSource.system());
        Kernel kernel = new Kernel(
                session,
                signer,
                grants,
                decisions,
                new Tenure(standing, grants, decisions),
                stamps(vertx, signer, settings),
                quota,
                settings.upstreams().entrySet().stream()
                        .map(upstream -> new Fleet(upstream.getKey(), upstream.getValue()))
                        .toList(),
                shared,
                new Gate(
                        settings.http(),
                        settings.limits(),
                        new Clients(ClientAddressResolver.of(settings.clientAddress())),
                        settings.eventLoops()),
                new LiveRoutes(settings.routeTable()),
                traces,
                new OwnAnswers(traces, new TracePeers(client, settings.traces().peers())),
                export(vertx, settings),
                meters,
                new UsageReporter(vertx, verifier, keyService.usedSecretsMax()),
                client,
                open(vertx, settings.tls()),
                serviceTls);
        kernel.gauges(standing);
        return kernel;
    }

    private static Stamps stamps(Vertx vertx, StampSigner signer, GatewayConfig settings) {
        int stampsMax = settings.cache().stampsMax();
        Signing signing = Signing.of(vertx, signer);
        return new Stamps(signing::sign, settings.id(), settings.audiences(), stampsMax, Clock.SYSTEM);
    }

    private static HttpKeyService verifier(HttpClient client, GatewayConfig settings) {
        return new HttpKeyService(
                client,
                settings.keyservice().urls(),
                settings.keyservice().credential(),
                settings.verification().timeout().toMillis());
    }

    private static @Nullable SpanExport export(Vertx vertx, GatewayConfig settings) {
        TracingConfig tracing = settings.tracing();
        return tracing == null ? null : SpanExport.open(vertx, tracing, settings.id());
    }

    /** Null without tracing. */
    @Nullable
    Spans spans() {
        return spanExport == null ? null : new Spans(spanExport.tracer());
    }

    private static @Nullable Tls open(Vertx vertx, @Nullable TlsConfig files) {
        return files == null ? null : Tls.open(vertx, files);
    }

    private static HttpClient client(Vertx vertx, GatewayConfig settings, @Nullable Tls tls) {
        HttpClientOptions options = new HttpClientOptions();
        HttpClientAgent client = vertx.createHttpClient(
                tls == null ? options : tls.call(options),
                new PoolOptions().setHttp1MaxSize(settings.verification().inFlightMax()));
        if (tls != null) {
            tls.keep(client::updateSSLOptions);
        }
        return client;
    }

    /** Ends what the event loops needed, after they have ended. */
    Future<Void> close() {
        if (tls != null) {
            tls.close();
        }
        if (serviceTls != null) {
            serviceTls.close();
        }
        if (sharedQuota != null) {
            sharedQuota.close();
        }
        Future<Void> told = spanExport == null ? Future.succeededFuture() : spanExport.close();
        return told.eventually(keyServiceClient::close);
    }

    /** Keeps the lease that lets cached grants be used. */
    LeaseKeeper leaseKeeper(GatewayConfig settings) {
        KeyServiceClientConfig keyService = settings.keyservice();
        String stampKey = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(signer.publicKey().bytes());
        LeaseKeeper keeper = new LeaseKeeper(
                session,
                new LeaseSettings(
                        keyService.urls(),
                        keyService.credential(),
                        settings.id(),
                        keyService.grace().toMillis(),
                        stampKey),
                serviceTls);
        gauges(keeper);
        return keeper;
    }

    private void gauges(Standing standing) {
        fleets.forEach(fleet -> fleet.register(meters));
        gate.register(meters);
        meters.gauge("gateway.grants", "Cached grants", grants::size);
        meters.gauge("gateway.verifications.in.flight", "Questions to the key service under way", decisions::inFlight);
        meters.count(
                "gateway.fills.discarded",
                "Answers of the key service that had raced a change and were asked for again",
                standing,
                Standing::discarded);
        meters.seconds(
                "gateway.lease.remaining",
                "For how long cached grants may still be used",
                () -> session.lease().remainingMillis(System.nanoTime()) / MILLIS_PER_SECOND);
        meters.gauge("gateway.limits.buckets", "Keys, organizations and addresses counted", quota::size);
        meters.gauge("gateway.limits.gateways", "Gateways among which limits are divided", session::gateways);
        SharedQuota shared = sharedQuota;
        if (shared != null) {
            meters.count(
                    "gateway.limits.fallbacks",
                    "Requests whose limits were counted without Redis",
                    shared,
                    SharedQuota::fallbacks);
            meters.gauge("gateway.limits.redis", "1 while Redis answers", () -> shared.isAnswering() ? 1 : 0);
        }
        SpanExport export = spanExport;
        if (export != null) {
            meters.count("gateway.spans.sent", "Spans that the collector has taken", export, SpanExport::sent);
            meters.count("gateway.spans.dropped", "Spans for which the queue had no room", export, SpanExport::dropped);
            meters.count("gateway.spans.refused", "Spans that the collector did not take", export, SpanExport::refused);
        }
        meters.count(
                "gateway.usage.dropped",
                "Reports of used keys that the key service did not understand",
                usage,
                UsageReporter::dropped);
        meters.gauge("gateway.applied.sequence", "Every change up to here is evicted", session::applied);
    }

    private void gauges(LeaseKeeper keeper) {
        meters.gauge("gateway.sequence.lag", "Changes told by the key service and not yet applied", keeper::lag);
        meters.count(
                "gateway.rejoins",
                "Sessions begun after the first one; each empties the cache",
                keeper,
                lease -> Math.max(0, lease.joins() - 1));
        for (Cause cause : Cause.values()) {
            meters.count(
                    "gateway.lease.renewals",
                    "Renewals of the lease, by what caused them",
                    Tags.of("cause", EnumLabel.of(cause)),
                    keeper,
                    lease -> lease.renewals(cause));
        }
    }
}
