package com.raptorcomply.gateway.endpoint;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.openapi.MergedDocument;
import com.raptorcomply.chassis.openapi.RenderedOnce;
import com.raptorcomply.chassis.openapi.ServedDocument;
import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.gateway.route.RequestTarget;
import com.raptorcomply.gateway.route.Route;
import com.raptorcomply.gateway.route.RouteTableRef;
import com.raptorcomply.gateway.upstream.balance.UpstreamCluster;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges the documents of all services into the one that the gateway serves. It has the operations that a route leads to
 * their service. Any thread.
 */
public final class ApiDocument {
    private static final Logger LOG = LoggerFactory.getLogger(ApiDocument.class);
    private static final int CONNECTIONS_MAX = 2;
    private static final String TITLE = "Raptor Comply API";

    private final Vertx vertx;
    private final RouteTableRef routes;
    private final JsonObject own;
    private final List<UpstreamDocument> upstreams;
    private final HttpClient client;
    private @Nullable Merged last;

    /** The document of the gateway itself is in all of them, so it is not among the parts. */
    private record Merged(List<JsonObject> parts, Future<Rendered> rendered) {}

    /** The document in both forms. */
    record Rendered(Buffer json, RenderedOnce<Buffer> yaml) {
        static Rendered of(ServedDocument document) {
            return new Rendered(document.json().toBuffer(), new RenderedOnce<>(document::yaml));
        }
    }

    private ApiDocument(
            Vertx vertx, RouteTableRef routes, JsonObject own, List<UpstreamDocument> upstreams, HttpClient client) {
        this.vertx = vertx;
        this.routes = routes;
        this.own = own;
        this.upstreams = List.copyOf(upstreams);
        this.client = client;
    }

    /**
     * Prepares the document; the first request for it fetches its parts.
     *
     * @param own the gateway's own document
     * @param tls for connections to the upstreams; null for plain text
     */
    static ApiDocument open(
            Vertx vertx, RouteTableRef routes, JsonObject own, List<UpstreamCluster> clusters, @Nullable Tls tls) {
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX);
        HttpClient client = Tls.client(
                tls,
                new HttpClientOptions(),
                made -> vertx.createHttpClient(made, pool),
                HttpClientAgent::updateSSLOptions);
        List<UpstreamDocument> upstreams = new ArrayList<>();
        for (UpstreamCluster cluster : clusters) {
            String path = cluster.config().document();
            if (path != null) {
                upstreams.add(
                        new UpstreamDocument(cluster.name(), cluster.config().urls(), path, client, System::nanoTime));
            }
        }
        return new ApiDocument(vertx, routes, own, upstreams, client);
    }

    /** Returns the document; fails if the document of an upstream is not known. */
    Future<Rendered> current() {
        List<Future<JsonObject>> parts =
                upstreams.stream().map(UpstreamDocument::current).toList();
        return Future.all(parts).compose(all -> rendered(all.list()));
    }

    /** Merges again only when a part has been fetched again. */
    private synchronized Future<Rendered> rendered(List<JsonObject> parts) {
        if (last == null || !areSame(last.parts, parts)) {
            last = new Merged(
                    parts, vertx.executeBlocking(() -> merge(parts), false).onFailure(failure -> LOG.atWarn()
                            .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                            .log("Merging the OpenAPI documents of the upstreams failed")));
        }
        return last.rendered;
    }

    /** Compares by reference, because each document that was read is another object. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean areSame(List<JsonObject> some, List<JsonObject> others) {
        for (int i = 0; i < some.size(); i++) {
            if (some.get(i) != others.get(i)) {
                return false;
            }
        }
        return true;
    }

    private Rendered merge(List<JsonObject> parts) {
        MergedDocument merged = MergedDocument.of(own, TITLE);
        for (int i = 0; i < parts.size(); i++) {
            String upstream = upstreams.get(i).name();
            merged.add(upstream, parts.get(i), path -> leadsTo(path, upstream));
        }
        return Rendered.of(merged.served());
    }

    /** Returns true if requests for the path go to this upstream. */
    private boolean leadsTo(String template, String upstream) {
        RequestTarget target = RequestTarget.parse(template.replaceAll("\\{[^}]+}", "x"));
        if (target == null || GatewayEndpoints.route(target) != null) {
            return false;
        }
        Route route = routes.current().match(target);
        return route != null && route.upstream().equals(upstream);
    }

    Future<Void> close() {
        return client.close();
    }
}
