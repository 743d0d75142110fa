package com.raptorcomply.resources;

import com.raptorcomply.chassis.http.InternalHttpOptions;
import com.raptorcomply.chassis.http.framing.OpenConnections;
import com.raptorcomply.chassis.http.request.CursorSeal;
import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.chassis.postgres.DatabaseService;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.service.Exposure;
import com.raptorcomply.chassis.service.RunningService;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.chassis.service.ServiceRuntime;
import com.raptorcomply.chassis.settings.Examination;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.resources.activity.ActivityLog;
import com.raptorcomply.resources.audit.Audit;
import com.raptorcomply.resources.config.ResourcesConfig;
import com.raptorcomply.resources.crud.ResourceRoutes;
import com.raptorcomply.resources.directory.DirectoryFollower;
import com.raptorcomply.resources.due.DueList;
import com.raptorcomply.resources.evidence.Evidence;
import com.raptorcomply.resources.evidence.FileStorage;
import com.raptorcomply.resources.evidence.FileSweep;
import com.raptorcomply.resources.evidence.Files;
import com.raptorcomply.resources.evidencepackage.EvidencePackages;
import com.raptorcomply.resources.inventory.Inventory;
import com.raptorcomply.resources.keyservice.KeyServiceClient;
import com.raptorcomply.resources.link.Links;
import com.raptorcomply.resources.personnel.RiskAssessments;
import com.raptorcomply.resources.policy.Policies;
import com.raptorcomply.resources.seniormanager.SeniorManagers;
import com.raptorcomply.resources.task.Tasks;
import com.raptorcomply.resources.tenancy.StampAuthenticator;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import com.raptorcomply.resources.training.Training;
import com.raptorcomply.resources.transfer.AssetTransfer;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts, runs and stops the resource service. It holds no state that another replica would lack. Any thread. */
public final class ResourcesService implements RunningService {
    private static final Logger LOG = LoggerFactory.getLogger(ResourcesService.class);
    /** The OpenAPI document, in the class path. */
    public static final String DOCUMENT = "/openapi/resources/root.yaml";

    /** Connections to a key service for what the service itself fetches, and as many waiting requests. */
    private static final int FETCHES_AT_ONCE_MAX = 4;

    /** The same for what it asks in the name of clients. */
    private static final int ASKED_AT_ONCE_MAX = 16;

    /** Makes Vert.x share one random port among the listeners of a deployment; 0 would give each its own. */
    private static final int ANY_PORT = -1;

    private final DatabaseService foundation;
    private final List<KeyServiceClient> keyServices;
    private final Optional<DirectoryFollower> directory;
    private final FileStorage files;
    private final String deployment;
    private final int port;

    private ResourcesService(
            DatabaseService foundation,
            List<KeyServiceClient> keyServices,
            Optional<DirectoryFollower> directory,
            FileStorage files,
            String deployment,
            int port) {
        this.foundation = foundation;
        this.keyServices = keyServices;
        this.directory = directory;
        this.files = files;
        this.deployment = deployment;
        this.port = port;
    }

    /** Starts the service as {@link DatabaseService#start} describes. */
    public static Future<ResourcesService> start(Vertx vertx, Settings settings) {
        return start(vertx, settings, List.of(), routes -> {});
    }

    /**
     * Starts the service with more resources.
     *
     * @param fragments absolute paths of more fragments of the document
     * @param more adds their operations
     */
    static Future<ResourcesService> start(
            Vertx vertx, Settings settings, List<String> fragments, Consumer<ResourceRoutes> more) {
        Examination<ResourcesConfig> read = ResourcesConfig.examine(settings);
        ResourcesConfig own = read.orThrow();
        Exposure.ofPublicPort(ServiceName.RESOURCES, own.host(), own.tls() != null);
        return DatabaseService.start(
                ServiceName.RESOURCES,
                vertx,
                read,
                own.management(),
                own.database(),
                ResourcesConfig.MIGRATIONS,
                foundation -> vertx.executeBlocking(() -> OpenApiDocument.read(
                                ResourcesService.class, DOCUMENT, fragments.toArray(String[]::new)))
                        .compose(document -> start(vertx, own, foundation, document, more)));
    }

    private static Future<ResourcesService> start(
            Vertx vertx,
            ResourcesConfig settings,
            DatabaseService foundation,
            OpenApiDocument document,
            Consumer<ResourceRoutes> more) {
        Tls tls = Tls.open(
                vertx, settings.tls(), "services", foundation.runtime().meters(), foundation.runtime()::onClose);
        Optional<DirectoryFollower> directory = directory(vertx, settings, foundation, tls);
        Supplier<Future<Void>> people =
                () -> directory.map(DirectoryFollower::refresh).orElseGet(Future::succeededFuture);
        KeyServiceClient asked = keyService(vertx, settings, ASKED_AT_ONCE_MAX, tls, null);
        return FileStorage.open(vertx, settings.files(), foundation.runtime().meters())
                .compose(files -> routes(settings, foundation, document, files, asked, people, more)
                        .compose(routes -> serve(vertx, settings, foundation, files, routes, tls, directory, asked)));
    }

    private static Future<CursorSeal> cursorSeal(Postgres postgres) {
        return postgres.pool()
                .query("SELECT cursor_key()")
                .execute()
                .map(rows -> new CursorSeal(rows.iterator().next().getBuffer(0).getBytes()));
    }

    /** Compiles all operations, and has PostgreSQL read every statement before a request needs one. */
    private static Future<ResourceRoutes> routes(
            ResourcesConfig settings,
            DatabaseService foundation,
            OpenApiDocument document,
            FileStorage files,
            KeyServiceClient asked,
            Supplier<Future<Void>> people,
            Consumer<ResourceRoutes> more) {
        Postgres postgres = foundation.postgres();
        TenantDatabase database = new TenantDatabase(foundation, settings.database(), settings.fairness());
        return cursorSeal(postgres).compose(seal -> {
            ResourceRoutes routes = new ResourceRoutes(
                    foundation.runtime().vertx(), document, database, settings.requireIfMatch(), seal, people);
            Inventory.addTo(routes);
            AssetTransfer.addTo(routes);
            Tasks.addTo(routes);
            Files.addTo(routes, files);
            Evidence.addTo(routes);
            Policies.addTo(routes);
            SeniorManagers.addTo(routes);
            RiskAssessments.addTo(routes);
            Links.addTo(routes);
            Training.addTo(routes);
            DueList.addTo(routes);
            more.accept(routes);
            routes.addChanges();
            Audit.addTo(routes, postgres.pool(), asked);
            EvidencePackages.addTo(routes, files, asked);
            List<String> statements = new ArrayList<>(routes.statements());
            statements.addAll(ActivityLog.statements());
            statements.addAll(TenantDatabase.statements());
            return postgres.check(statements)
                    .compose(checked ->
                            postgres.pool().query("SELECT sweep_imports()").execute())
                    .map(routes);
        });
    }

    private static Future<ResourcesService> serve(
            Vertx vertx,
            ResourcesConfig settings,
            DatabaseService foundation,
            FileStorage files,
            ResourceRoutes routes,
            @Nullable Tls tls,
            Optional<DirectoryFollower> directory,
            KeyServiceClient asked) {
        MeterRegistry meters = foundation.runtime().meters();
        KeyServiceClient publisher = keyService(vertx, settings, FETCHES_AT_ONCE_MAX, tls, null);
        StampHandler stamp = new StampHandler(new StampAuthenticator(vertx, publisher, Clock.systemUTC()));
        HttpServerOptions plain =
                InternalHttpOptions.options(settings.host(), settings.port() == 0 ? ANY_PORT : settings.port());
        HttpServerOptions options = tls == null ? plain : tls.serve(plain, ClientAuth.REQUIRED);
        AtomicInteger port = new AtomicInteger();
        OpenConnections connections = OpenConnections.of("public", meters);
        return vertx.deployVerticle(
                        () -> new HttpServerVerticle(
                                options,
                                foundation.postgres(),
                                routes,
                                stamp,
                                meters,
                                connections,
                                port,
                                tls,
                                settings.drainDelay()),
                        new DeploymentOptions().setInstances(settings.eventLoops()))
                .map(deployment -> {
                    directory.ifPresent(DirectoryFollower::start);
                    new FileSweep(
                                    vertx,
                                    files,
                                    routes.database(),
                                    settings.files().unusedAge(),
                                    Clock.systemUTC(),
                                    foundation.runtime().meters())
                            .every(settings.files().sweepInterval());
                    return new ResourcesService(
                            foundation, List.of(publisher, asked), directory, files, deployment, port.get());
                });
    }

    private static KeyServiceClient keyService(
            Vertx vertx, ResourcesConfig settings, int connectionsMax, @Nullable Tls tls, @Nullable Secret credential) {
        return new KeyServiceClient(vertx, connectionsMax, settings.keyservice().urls(), tls, credential);
    }

    private static Optional<DirectoryFollower> directory(
            Vertx vertx, ResourcesConfig settings, DatabaseService foundation, @Nullable Tls tls) {
        Secret credential = settings.keyservice().credential();
        if (credential == null) {
            LOG.warn("People are not known, because keyservice.credential is not set");
            return Optional.empty();
        }
        return Optional.of(new DirectoryFollower(
                vertx,
                keyService(vertx, settings, FETCHES_AT_ONCE_MAX, tls, credential),
                foundation.postgres().pool(),
                foundation.runtime().meters()));
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public int managementPort() {
        return foundation.runtime().managementPort();
    }

    @Override
    public Future<Void> close() {
        ServiceRuntime runtime = foundation.runtime();
        runtime.readiness().drain();
        return runtime.vertx()
                .undeploy(deployment)
                .eventually(() -> Future.join(
                        keyServices.stream().map(KeyServiceClient::close).toList()))
                .eventually(() -> directory.map(DirectoryFollower::close).orElseGet(Future::succeededFuture))
                .eventually(files::close)
                .eventually(foundation::close);
    }
}
