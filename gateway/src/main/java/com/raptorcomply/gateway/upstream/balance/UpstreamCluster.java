package com.raptorcomply.gateway.upstream.balance;

import com.raptorcomply.gateway.upstream.http1.Endpoint;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** The endpoints of one upstream, shared by all event loops. Any thread. */
public final class UpstreamCluster {
    private final String name;
    private final UpstreamConfig config;
    private final List<EndpointHealth> endpoints;
    private final LongAdder retries = new LongAdder();
    private final LongAdder retriesWithheld = new LongAdder();

    /** Registers a cluster's metrics. */
    public interface Meters {
        /** Registers a gauge of one endpoint, read at each scrape. */
        void endpoint(String name, String description, String upstream, String endpoint, DoubleSupplier value);

        /** Registers a counter of an upstream, read at each scrape. */
        void upstream(String name, String description, String upstream, LongAdder count);
    }

    public UpstreamCluster(String name, UpstreamConfig config) {
        this.name = name;
        this.config = config;
        this.endpoints = config.urls().stream()
                .map(Endpoint::of)
                .map(endpoint -> new EndpointHealth(endpoint, config))
                .toList();
    }

    public String name() {
        return name;
    }

    public UpstreamConfig config() {
        return config;
    }

    /**
     * Registers the metrics of each endpoint and of the cluster. The settings bound the endpoints and so the time
     * series.
     */
    public void register(Meters meters) {
        for (EndpointHealth each : endpoints) {
            String endpoint = each.endpoint().authority();
            meters.endpoint("gateway.node.in.flight", "Requests under way to a node", name, endpoint, () -> each.loads()
                    .sum());
            meters.endpoint(
                    "gateway.node.ejected",
                    "1 while a node gets no requests but trials",
                    name,
                    endpoint,
                    () -> each.isEjected() ? 1 : 0);
            meters.endpoint("gateway.node.circuit", "0 closed, 1 on trial, 2 open", name, endpoint, () -> each.breaker()
                    .stateCode());
        }
        meters.upstream("gateway.retries", "Requests sent to a second node or connection", name, retries);
        meters.upstream("gateway.retries.withheld", "Retries that the budget did not allow", name, retriesWithheld);
    }

    List<EndpointHealth> endpoints() {
        return endpoints;
    }

    public void retried() {
        retries.increment();
    }

    public void retryWithheld() {
        retriesWithheld.increment();
    }

    /** Requests sent to a second endpoint or connection. */
    public LongAdder retries() {
        return retries;
    }

    /** Retries that the budget did not allow. */
    public LongAdder retriesWithheld() {
        return retriesWithheld;
    }
}
