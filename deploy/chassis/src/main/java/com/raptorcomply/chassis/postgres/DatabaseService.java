package com.raptorcomply.chassis.postgres;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.service.ManagementConfig;
import com.raptorcomply.chassis.service.RunningService;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.chassis.service.ServiceRuntime;
import com.raptorcomply.chassis.settings.Examination;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a service that has a database: management port, pool, migrations, public port. */
public record DatabaseService(ServiceRuntime runtime, Postgres postgres) {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseService.class);

    /**
     * Starts a service. The management port opens first, so that the service reports its state while it waits for its
     * database; then the migrations run, then the public port opens, then the connections. Completes, and the service
     * counts as ready, when it has all of these. A failed start closes everything.
     *
     * @param settings of which the service has read all its own
     * @param migrations the location, as in {@link Postgres#migrate}
     * @param serve opens the public port, and names its event loops to {@link Postgres#openOn}
     */
    public static <S extends RunningService> Future<S> start(
            ServiceName name,
            Vertx vertx,
            Examination<?> settings,
            ManagementConfig management,
            PostgresConfig database,
            String migrations,
            Function<DatabaseService, Future<S>> serve) {
        return ServiceRuntime.start(name, vertx, management, settings).compose(runtime -> {
            DatabaseService service =
                    new DatabaseService(runtime, Postgres.open(vertx, database, runtime.meters(), runtime.readiness()));
            return runtime.readiness()
                    .listening(() -> service.postgres
                            .migrate(migrations)
                            .compose(migrated -> serve.apply(service))
                            .compose(running -> service.postgres.fill().map(running)))
                    .onSuccess(running -> LOG.atInfo()
                            .addKeyValue(LogKeys.SERVICE, name.label())
                            .addKeyValue(LogKeys.PORT, running.port())
                            .log("Public port listening"))
                    .recover(failure -> service.close().transform(closed -> Future.failedFuture(failure)));
        });
    }

    /** Closes pool and runtime. Call it when nothing uses the database any more. */
    public Future<Void> close() {
        return postgres.close().eventually(runtime::close);
    }
}
