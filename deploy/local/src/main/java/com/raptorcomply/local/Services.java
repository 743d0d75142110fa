package com.raptorcomply.local;

import com.raptorcomply.chassis.service.RunningService;
import com.raptorcomply.chassis.service.ServiceMain;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.gateway.GatewayService;
import com.raptorcomply.keyservice.KeyService;
import com.raptorcomply.local.postgres.EmbeddedServer;
import com.raptorcomply.local.step.Await;
import com.raptorcomply.local.step.Progress;
import com.raptorcomply.local.step.ShutdownStack;
import com.raptorcomply.resources.ResourcesService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Holds the three services, running in this process. */
public record Services(KeyService keyservice, RunningService resources, RunningService gateway) {

    /** Starts the services as their own entry points do, dependencies first. {@code started} closes them. */
    public static Services start(
            ServiceSettings settings, Cluster cluster, Path files, ShutdownStack started, Progress progress) {
        Starter starter =
                new Starter(started, progress, () -> cluster.embedded().flatMap(EmbeddedServer::fullDisk));
        KeyService keyservice =
                starter.start(ServiceName.KEYSERVICE, settings.keyservice(cluster.keyservice()), KeyService::start);
        String keyserviceUrl = settings.url(keyservice.port());
        RunningService resources = starter.start(
                ServiceName.RESOURCES,
                settings.resources(cluster.resources(), keyserviceUrl, files),
                ResourcesService::start);
        String resourcesUrl = settings.url(resources.port());
        RunningService gateway = starter.start(
                ServiceName.GATEWAY, settings.gateway(keyserviceUrl, resourcesUrl), GatewayService::start);
        return new Services(keyservice, resources, gateway);
    }

    /** Starts each service on event loops of its own, because servers on shared ones may get the same free port. */
    private record Starter(ShutdownStack started, Progress progress, Supplier<Optional<String>> trouble) {
        <S extends RunningService> S start(
                ServiceName name, Map<String, Object> settings, BiFunction<Vertx, Settings, Future<S>> starter) {
            Settings own = Settings.load(name.settingsPrefix(), null, Map.of(), settings);
            Vertx vertx = Vertx.vertx(ServiceMain.vertxOptions());
            started.add(() -> Await.until(vertx.close(), "stop the event loops of " + name.label()));
            S service = Await.until(starter.apply(vertx, own), "start " + name.label(), trouble);
            started.add(() -> Await.until(service.close(), "stop " + name.label()));
            progress.step(name.label() + " listening on port " + service.port() + ", management on port "
                    + service.managementPort());
            return service;
        }
    }
}
