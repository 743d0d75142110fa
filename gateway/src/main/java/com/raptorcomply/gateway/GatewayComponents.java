package com.raptorcomply.gateway;

import com.raptorcomply.chassis.http.ClientAddressResolver;
import com.raptorcomply.chassis.service.ServiceRuntime;
import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.gateway.auth.DualClock;
import com.raptorcomply.gateway.auth.GrantCache;
import com.raptorcomply.gateway.auth.KeyAuthenticator;
import com.raptorcomply.gateway.auth.LeaseView;
import com.raptorcomply.gateway.auth.Reauthorizer;
import com.raptorcomply.gateway.config.GatewayConfig;
import com.raptorcomply.gateway.config.GatewayConfig.KeyServiceClientConfig;
import com.raptorcomply.gateway.endpoint.GatewayEndpoints;
import com.raptorcomply.gateway.endpoint.PeerTraceClient;
import com.raptorcomply.gateway.keyservice.HttpKeyVerifier;
import com.raptorcomply.gateway.keyservice.KeyServiceBreaker;
import com.raptorcomply.gateway.keyservice.LeaseRenewer;
import com.raptorcomply.gateway.keyservice.LeaseSettings;
import com.raptorcomply.gateway.keyservice.UsageReporter;
import com.raptorcomply.gateway.observe.GatewayGauges;
import com.raptorcomply.gateway.observe.GatewayMetrics;
import com.raptorcomply.gateway.observe.RefusalTraces;
import com.raptorcomply.gateway.observe.RequestSpans;
import com.raptorcomply.gateway.observe.SpanExport;
import com.raptorcomply.gateway.observe.TimedVerifier;
import com.raptorcomply.gateway.observe.TracingConfig;
import com.raptorcomply.gateway.pipeline.UpstreamRouter;
import com.raptorcomply.gateway.ratelimit.LimitsConfig;
import com.raptorcomply.gateway.ratelimit.LocalRateLimiter;
import com.raptorcomply.gateway.ratelimit.RedisRateLimiter;
import com.raptorcomply.gateway.request.AdmissionControl;
import com.raptorcomply.gateway.request.ClientAddresses;
import com.raptorcomply.gateway.route.RouteTableRef;
import com.raptorcomply.gateway.stamp.AdaptiveStampSigner;
import com.raptorcomply.gateway.stamp.StampIssuer;
import com.raptorcomply.gateway.upstream.UpstreamClient;
import com.raptorcomply.gateway.upstream.balance.UpstreamCluster;
import com.raptorcomply.keyservice.client.protocol.Fence;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import com.raptorcomply.keyservice.stamp.StampSigner;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates and holds the parts of the gateway that its event loops share. Any thread. */
public record GatewayComponents(
        GatewaySession session,
        StampSigner signer,
        GrantCache grants,
        KeyAuthenticator authenticator,
        Reauthorizer reauthorizer,
        StampIssuer stamps,
        LocalRateLimiter localRateLimiter,
        List<UpstreamCluster> clusters,
        @Nullable RedisRateLimiter redisRateLimiter,
        AdmissionControl admission,
        RouteTableRef routes,
        RefusalTraces traces,
        PeerTraceClient peers,
        GatewayEndpoints endpoints,
        @Nullable SpanExport spanExport,
        GatewayMetrics metrics,
        UsageReporter usage,
        HttpClient keyServiceClient,
        @Nullable Tls tls,
        @Nullable Tls serviceTls) {
    /** Creates the parts, with their metrics and TLS in this runtime. Blocks, because it reads certificates. */
    static GatewayComponents open(ServiceRuntime runtime, GatewayConfig settings) {
        Vertx vertx = runtime.vertx();
        return create(
                vertx,
                settings,
                new GatewayMetrics(runtime.meters(), settings.routeTable().all()),
                Tls.open(vertx, settings.tls(), "clients", runtime.meters(), runtime::onClose),
                Tls.open(vertx, settings.serviceTls(), "services", runtime.meters(), runtime::onClose));
    }

    /**
     * @param tls of the public port; null: connections are not encrypted
     * @param serviceTls for upstreams and the key service; null: the JVM's authorities
     */
    static GatewayComponents create(
            Vertx vertx, GatewayConfig settings, GatewayMetrics metrics, @Nullable Tls tls, @Nullable Tls serviceTls) {
        KeyServiceClientConfig keyService = settings.keyservice();
        GrantCache grants = new GrantCache(settings.cache(), DualClock.SYSTEM);
        Fence fence = new Fence(grants, keyService.recentChangesMax());
        GatewaySession session = new GatewaySession(fence);
        HttpClient client = client(vertx, settings, serviceTls);
        HttpKeyVerifier verifier = verifier(client, settings);
        LeaseView lease = new LeaseView(session, fence);
        KeyAuthenticator authenticator = new KeyAuthenticator(
                vertx, lease, grants, breaker(verifier, metrics), DualClock.SYSTEM, settings.verification());
        StampSigner signer = StampSigner.create(new SecureRandom());
        LocalRateLimiter localLimiter = new LocalRateLimiter(settings.limits(), session::gateways);
        RefusalTraces traces =
                new RefusalTraces(settings.id(), settings.traces(), authenticator, session, InstantSource.system());
        PeerTraceClient peers = new PeerTraceClient(vertx, settings.traces().peers());
        RouteTableRef routes = new RouteTableRef(settings.routeTable());
        List<UpstreamCluster> clusters = clusters(settings);
        GatewayComponents components = new GatewayComponents(
                session,
                signer,
                grants,
                authenticator,
                new Reauthorizer(lease, grants, authenticator),
                stamps(vertx, signer, settings),
                localLimiter,
                clusters,
                redisRateLimiter(settings.limits(), localLimiter),
                admission(settings),
                routes,
                traces,
                peers,
                new GatewayEndpoints(vertx, routes, clusters, serviceTls, traces, peers),
                export(vertx, settings),
                metrics,
                new UsageReporter(vertx, verifier, keyService.usedSecretsMax()),
                client,
                tls,
                serviceTls);
        components.register(lease);
        return components;
    }

    private static KeyServiceBreaker breaker(HttpKeyVerifier verifier, GatewayMetrics metrics) {
        KeyServiceBreaker breaker =
                new KeyServiceBreaker(TimedVerifier.of(verifier, metrics.verifications()), DualClock.SYSTEM);
        metrics.gauges().keyService(breaker);
        return breaker;
    }

    private static List<UpstreamCluster> clusters(GatewayConfig settings) {
        return settings.upstreams().entrySet().stream()
                .map(upstream -> new UpstreamCluster(upstream.getKey(), upstream.getValue()))
                .toList();
    }

    private static AdmissionControl admission(GatewayConfig settings) {
        ClientAddresses clients = new ClientAddresses(ClientAddressResolver.of(settings.clientAddress()));
        return new AdmissionControl(settings.http(), settings.limits(), clients, settings.eventLoops());
    }

    private static @Nullable RedisRateLimiter redisRateLimiter(LimitsConfig limits, LocalRateLimiter local) {
        LimitsConfig.RedisConfig redis = limits.redis();
        return redis == null ? null : new RedisRateLimiter(limits, redis, local);
    }

    private static StampIssuer stamps(Vertx vertx, StampSigner signer, GatewayConfig settings) {
        int stampsMax = settings.cache().stampsMax();
        AdaptiveStampSigner adaptive = AdaptiveStampSigner.create(vertx, signer);
        return new StampIssuer(adaptive::sign, settings.id(), settings.audiences(), stampsMax, DualClock.SYSTEM);
    }

    private static HttpKeyVerifier verifier(HttpClient client, GatewayConfig settings) {
        return new HttpKeyVerifier(
                client,
                settings.keyservice().urls(),
                settings.keyservice().credential(),
                settings.verification().timeout().toMillis());
    }

    private static @Nullable SpanExport export(Vertx vertx, GatewayConfig settings) {
        TracingConfig tracing = settings.tracing();
        return tracing == null ? null : SpanExport.open(vertx, tracing, settings.id());
    }

    /** Returns null without tracing. */
    @Nullable
    RequestSpans spans() {
        return spanExport == null ? null : new RequestSpans(spanExport.tracer());
    }

    private static HttpClient client(Vertx vertx, GatewayConfig settings, @Nullable Tls tls) {
        PoolOptions pool =
                new PoolOptions().setHttp1MaxSize(settings.verification().inFlightMax());
        return Tls.client(
                tls,
                new HttpClientOptions(),
                made -> vertx.createHttpClient(made, pool),
                HttpClientAgent::updateSSLOptions);
    }

    /** Closes the shared parts, after the event loops have ended. */
    Future<Void> close() {
        if (redisRateLimiter != null) {
            redisRateLimiter.close();
        }
        Future<Void> exported = spanExport == null ? Future.succeededFuture() : spanExport.close();
        return exported.eventually(peers::close).eventually(endpoints::close).eventually(keyServiceClient::close);
    }

    /** Creates the clients of one event loop for all upstreams. */
    UpstreamRouter router(Vertx vertx, GatewayConfig settings) {
        List<List<String>> audiences = settings.audiences();
        Map<String, UpstreamRouter.Destination> destinations = new HashMap<>();
        for (UpstreamCluster cluster : clusters) {
            UpstreamClient client =
                    new UpstreamClient(vertx, cluster, settings.http().bodies(), reauthorizer, serviceTls);
            String audience = cluster.config().audience();
            Map<String, Integer> both = new HashMap<>();
            clusters.forEach(other -> {
                int index = audiences.indexOf(List.of(audience, other.config().audience()));
                if (index >= 0) {
                    both.put(other.name(), index);
                }
            });
            destinations.put(
                    cluster.name(),
                    new UpstreamRouter.Destination(
                            client, stamps, audiences.indexOf(List.of(audience)), Map.copyOf(both)));
        }
        return new UpstreamRouter(routes, destinations);
    }

    /** Creates the verticle that renews the lease, without which no cached grant is used. */
    LeaseRenewer leaseRenewer(GatewayConfig settings) {
        KeyServiceClientConfig keyService = settings.keyservice();
        String stampKey = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(signer.publicKey().bytes());
        LeaseRenewer renewer = new LeaseRenewer(
                session,
                new LeaseSettings(
                        keyService.urls(),
                        keyService.credential(),
                        settings.id(),
                        keyService.grace().toMillis(),
                        stampKey),
                serviceTls);
        metrics.gauges().lease(renewer);
        return renewer;
    }

    /** Returns how many stamps upstreams have refused because of their times. */
    long stampsOfAnotherTime() {
        return clusters.stream()
                .mapToLong(cluster -> cluster.stampsOfAnotherTime().sum())
                .sum();
    }

    private void register(LeaseView lease) {
        GatewayGauges gauges = metrics.gauges();
        gauges.admission(admission);
        clusters.forEach(gauges::upstream);
        gauges.authentication(grants, authenticator, lease);
        gauges.session(session);
        gauges.usage(usage);
        gauges.rateLimits(localRateLimiter);
        if (redisRateLimiter != null) {
            gauges.redis(redisRateLimiter);
        }
        if (spanExport != null) {
            gauges.spans(spanExport);
        }
    }
}
