package com.raptorcomply.gateway.upstream.balance;

import com.raptorcomply.gateway.upstream.http1.Endpoint;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** The nodes of one upstream as all event loops see them. Any thread. */
public final class UpstreamCluster {
    private final String name;
    private final UpstreamConfig config;
    private final List<EndpointHealth> nodes;
    private final LongAdder retries = new LongAdder();
    private final LongAdder retriesWithheld = new LongAdder();

    /** Where a fleet's meters are registered. */
    public interface Meters {
        /** A number about one node, read when somebody looks. */
        void node(String name, String description, String upstream, String node, DoubleSupplier value);

        /** A count about an upstream that only rises, read when somebody looks. */
        void upstream(String name, String description, String upstream, LongAdder count);
    }

    public UpstreamCluster(String name, UpstreamConfig config) {
        this.name = name;
        this.config = config;
        this.nodes = config.urls().stream()
                .map(Endpoint::of)
                .map(node -> new EndpointHealth(node, config))
                .toList();
    }

    public String name() {
        return name;
    }

    public UpstreamConfig config() {
        return config;
    }

    /** As many series for each node as there are lines here; nodes are bounded by the settings. */
    public void register(Meters meters) {
        for (EndpointHealth each : nodes) {
            String node = each.node().authority();
            meters.node("gateway.node.in.flight", "Requests under way to a node", name, node, () -> each.loads()
                    .sum());
            meters.node(
                    "gateway.node.ejected",
                    "1 while a node gets no requests but trials",
                    name,
                    node,
                    () -> each.isEjected() ? 1 : 0);
            meters.node("gateway.node.circuit", "0 closed, 1 on trial, 2 open", name, node, () -> each.circuit()
                    .level());
        }
        meters.upstream("gateway.retries", "Requests sent to a second node or connection", name, retries);
        meters.upstream("gateway.retries.withheld", "Retries that the budget did not allow", name, retriesWithheld);
    }

    List<EndpointHealth> nodes() {
        return nodes;
    }

    public void retried() {
        retries.increment();
    }

    public void retryWithheld() {
        retriesWithheld.increment();
    }
}
