package com.raptorcomply.keyservice.webhook;

import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.webhook.delivery.AllowedAddresses;
import com.raptorcomply.keyservice.webhook.delivery.Deliveries;
import com.raptorcomply.keyservice.webhook.delivery.WebhookConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.Map;

/** Creates the parts of webhooks. */
public final class WebhookModule {
    private final Pool pool;
    private final Deliveries deliveries;
    private final Webhooks webhooks;

    public WebhookModule(Vertx vertx, Pool pool, WebhookConfig config, MeterRegistry meters) {
        AllowedAddresses addresses = new AllowedAddresses(config.allowedNetworks());
        this.pool = pool;
        this.deliveries = new Deliveries(vertx, pool, config, addresses, meters);
        this.webhooks = new Webhooks(pool, config.cipher(), addresses, deliveries);
    }

    /** Returns the use cases, for the endpoints and the pages. */
    public Webhooks webhooks() {
        return webhooks;
    }

    public Map<String, Endpoint> endpoints() {
        return new WebhookEndpoints(pool, webhooks).endpoints();
    }

    /** Starts to deliver. */
    public void start() {
        deliveries.start();
    }

    /** Takes no more deliveries, and completes when the running ones have ended, or after some seconds. */
    public Future<Void> close() {
        return deliveries.close();
    }
}
