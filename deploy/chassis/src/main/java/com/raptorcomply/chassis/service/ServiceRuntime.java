package com.raptorcomply.chassis.service;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.settings.Examination;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what every running service has: event loops, its own metrics, readiness and management port. Several may share
 * one {@link Vertx} in one process. Closing one closes its port and metrics and leaves the event loops running.
 */
public final class ServiceRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceRuntime.class);

    private final ServiceName name;
    private final Vertx vertx;
    private final PrometheusMeterRegistry meters;
    private final Readiness readiness;
    private final JvmMeters jvmMeters;
    private final ServiceMeters ownMeters;
    private final HttpServer management;
    private final List<Runnable> closings = new CopyOnWriteArrayList<>();

    private ServiceRuntime(
            ServiceName name,
            Vertx vertx,
            PrometheusMeterRegistry meters,
            Readiness readiness,
            JvmMeters jvmMeters,
            ServiceMeters ownMeters,
            HttpServer management) {
        this.name = name;
        this.vertx = vertx;
        this.meters = meters;
        this.readiness = readiness;
        this.jvmMeters = jvmMeters;
        this.ownMeters = ownMeters;
        this.management = management;
    }

    /**
     * Listens on {@code management.host} (127.0.0.1) and {@code management.port} (0: any free port), then completes.
     *
     * @param settings of which the service has read all its own
     * @throws com.raptorcomply.chassis.settings.SettingsException if a setting is invalid or unknown
     */
    public static Future<ServiceRuntime> start(
            ServiceName name, Vertx vertx, ManagementConfig management, Examination<?> settings) {
        logUnknown(name, settings.unknownVariables());
        Exposure.ofManagementPort(name, management.host());
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        JvmMeters jvmMeters = new JvmMeters();
        jvmMeters.bindTo(meters);
        Readiness readiness = new Readiness(vertx);
        ServiceMeters ownMeters = new ServiceMeters(vertx, meters, readiness);
        return new ManagementServer(vertx, meters, readiness)
                .listen(management.host(), management.port())
                .map(server -> new ServiceRuntime(name, vertx, meters, readiness, jvmMeters, ownMeters, server))
                .onFailure(cause -> ownMeters.close())
                .onSuccess(ServiceRuntime::logStarted);
    }

    public Vertx vertx() {
        return vertx;
    }

    /** Returns the metrics of this service only. */
    public PrometheusMeterRegistry meters() {
        return meters;
    }

    public Readiness readiness() {
        return readiness;
    }

    public int managementPort() {
        return management.actualPort();
    }

    /** Has the runtime call this when it closes, also after a failed start. */
    public void onClose(Runnable closing) {
        closings.add(closing);
    }

    /** Closes the management port. Call it last, because orchestrators read the service's state there until then. */
    public Future<Void> close() {
        closings.forEach(Runnable::run);
        return management.close().onComplete(closed -> {
            ownMeters.close();
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

    private void logStarted() {
        LOG.atInfo()
                .addKeyValue(LogKeys.SERVICE, name.label())
                .addKeyValue(LogKeys.PORT, managementPort())
                .log("Management port listening");
    }
}
