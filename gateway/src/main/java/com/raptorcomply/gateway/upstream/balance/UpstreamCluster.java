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
    private final LongAdder stampsOfAnotherTime = new LongAdder();

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

    public List<EndpointHealth> endpoints() {
        return endpoints;
    }

    public void retried() {
        retries.increment();
    }

    public void retryWithheld() {
        retriesWithheld.increment();
    }

    public void stampOfAnotherTime() {
        stampsOfAnotherTime.increment();
    }

    /** Counts the requests sent to a second endpoint or connection. */
    public LongAdder retries() {
        return retries;
    }

    /** Counts the retries that the budget did not allow. */
    public LongAdder retriesWithheld() {
        return retriesWithheld;
    }

    /** Counts the stamps that the upstream refused because of their times. */
    public LongAdder stampsOfAnotherTime() {
        return stampsOfAnotherTime;
    }
}
