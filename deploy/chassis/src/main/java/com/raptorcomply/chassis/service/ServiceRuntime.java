package com.raptorcomply.chassis.service;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.settings.Examination;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a running service stands on: its event loops, its own meters, its readiness and its management port. Several may
 * share one {@link Vertx} in one process; closing one closes its port and meters and leaves the event loops alone.
 */
public final class ServiceRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceRuntime.class);

    private final ServiceName name;
    private final Vertx vertx;
    private final PrometheusMeterRegistry meters;
    private final Readiness readiness;
    private final JvmMeters jvmMeters;
    private final HttpServer management;

    private ServiceRuntime(
            ServiceName name,
            Vertx vertx,
            PrometheusMeterRegistry meters,
            Readiness readiness,
            JvmMeters jvmMeters,
            HttpServer management) {
        this.name = name;
        this.vertx = vertx;
        this.meters = meters;
        this.readiness = readiness;
        this.jvmMeters = jvmMeters;
        this.management = management;
    }

    /**
     * Listens on {@code management.host} and {@code management.port} (0 takes any free port), then completes.
     *
     * @param settings those of the service, whose unknown environment variables are logged
     */
    public static Future<ServiceRuntime> start(
            ServiceName name, Vertx vertx, ManagementConfig management, Examination<?> settings) {
        logUnknown(name, settings.unknownVariables());
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        JvmMeters jvmMeters = new JvmMeters();
        jvmMeters.bindTo(meters);
        Readiness readiness = new Readiness(vertx);
        return new ManagementServer(vertx, meters, readiness)
                .listen(management.host(), management.port())
                .map(server -> new ServiceRuntime(name, vertx, meters, readiness, jvmMeters, server))
                .onSuccess(ServiceRuntime::sayStarted);
    }

    public Vertx vertx() {
        return vertx;
    }

    /** This service's meters, and nobody else's. */
    public PrometheusMeterRegistry meters() {
        return meters;
    }

    public Readiness readiness() {
        return readiness;
    }

    public int managementPort() {
        return management.actualPort();
    }

    /** Call last: until then the service can be asked how it is. */
    public Future<Void> close() {
        return management.close().onComplete(closed -> {
            jvmMeters.close();
            meters.close();
        });
    }

    private static void logUnknown(ServiceName name, List<String> variables) {
        if (!variables.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.SERVICE, name.label())
                    .addKeyValue(LogKeys.VARIABLES, String.join(", ", variables))
                    .log("Unknown environment variables");
        }
    }

    private void sayStarted() {
        LOG.atInfo()
                .addKeyValue(LogKeys.SERVICE, name.label())
                .addKeyValue(LogKeys.PORT, managementPort())
                .log("Management port listening");
    }
}
