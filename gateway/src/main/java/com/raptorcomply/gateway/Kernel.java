package com.raptorcomply.gateway;

import com.raptorcomply.chassis.log.EnumLabel;
import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.chassis.tls.TlsSettings;
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
import com.raptorcomply.gateway.quota.Quota;
import com.raptorcomply.gateway.quota.RedisSettings;
import com.raptorcomply.gateway.quota.SharedQuota;
import com.raptorcomply.gateway.route.LiveRoutes;
import com.raptorcomply.gateway.tracing.SpanExport;
import com.raptorcomply.gateway.tracing.TracingSettings;
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

    static Kernel create(Vertx vertx, GatewaySettings settings, GatewayMeters meters) {
        KeyServiceSettings keyService = settings.keyService();
        Grants grants = new Grants(keyService.cache(), Clock.SYSTEM);
        Fence fence = new Fence(grants, keyService.recentChangesMax());
        GatewaySession session = new GatewaySession(fence);
        Tls serviceTls = open(vertx, settings.serviceTls());
        HttpClient client = client(vertx, keyService, serviceTls);
        HttpKeyService verifier = verifier(client, keyService);
        Standing standing = new Standing(session, fence);
        KeyService asked = new Reachability(verifier, Clock.SYSTEM);
        Decisions decisions = new Decisions(vertx, standing, grants, asked, Clock.SYSTEM, keyService.verification());
        StampSigner signer = StampSigner.create(new SecureRandom());
        Quota quota = new Quota(settings.quota(), session::gateways);
        RedisSettings redis = settings.quota().redis();
        SharedQuota shared = redis == null ? null : new SharedQuota(settings.quota(), redis, quota);
        Traces traces = new Traces(settings.id(), settings.traces(), decisions, session, InstantSource.system());
        Kernel kernel = new Kernel(
                session,
                signer,
                grants,
                decisions,
                new Tenure(standing, grants, decisions),
                stamps(vertx, signer, settings),
                quota,
                settings.upstreams().stream().map(Fleet::new).toList(),
                shared,
                new Gate(settings.overload(), settings.clients(), settings.eventLoops()),
                new LiveRoutes(settings.routes()),
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

    private static Stamps stamps(Vertx vertx, StampSigner signer, GatewaySettings settings) {
        int stampsMax = settings.keyService().cache().stampsMax();
        Signing signing = Signing.of(vertx, signer);
        return new Stamps(signing::sign, settings.id(), settings.audiences(), stampsMax, Clock.SYSTEM);
    }

    private static HttpKeyService verifier(HttpClient client, KeyServiceSettings settings) {
        return new HttpKeyService(
                client,
                settings.urls(),
                settings.credential(),
                settings.verification().timeoutMillis());
    }

    private static @Nullable SpanExport export(Vertx vertx, GatewaySettings settings) {
        TracingSettings tracing = settings.tracing();
        return tracing == null ? null : SpanExport.open(vertx, tracing, settings.id());
    }

    /** Null without tracing. */
    @Nullable
    Spans spans() {
        return spanExport == null ? null : new Spans(spanExport.tracer());
    }

    private static @Nullable Tls open(Vertx vertx, @Nullable TlsSettings files) {
        return files == null ? null : Tls.open(vertx, files);
    }

    private static HttpClient client(Vertx vertx, KeyServiceSettings keyService, @Nullable Tls tls) {
        HttpClientOptions options = new HttpClientOptions();
        HttpClientAgent client = vertx.createHttpClient(
                tls == null ? options : tls.call(options),
                new PoolOptions().setHttp1MaxSize(keyService.verification().inFlightMax()));
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
    LeaseKeeper leaseKeeper(GatewaySettings settings) {
        KeyServiceSettings keyService = settings.keyService();
        String stampKey = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(signer.publicKey().bytes());
        LeaseKeeper keeper = new LeaseKeeper(
                session,
                new LeaseSettings(
                        keyService.urls(), keyService.credential(), settings.id(), keyService.graceMillis(), stampKey),
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
