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

/** What a service with a database stands on. */
public record DatabaseService(ServiceRuntime runtime, Postgres postgres) {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseService.class);

    /**
     * Starts a service on it: the management port first, so that it can be asked while it waits for its database, then the
     * migrations, then its public port. Completes when it serves; when that fails, nothing is left open.
     *
     * @param settings those of the service, of which management and database are a part
     * @param migrations their location, as {@link Postgres#migrate} takes it
     * @param serve opens the public port
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
            DatabaseService foundation =
                    new DatabaseService(runtime, Postgres.open(vertx, database, runtime.meters(), runtime.readiness()));
            return foundation
                    .postgres
                    .migrate(migrations)
                    .compose(migrated -> serve.apply(foundation))
                    .onSuccess(service -> LOG.atInfo()
                            .addKeyValue(LogKeys.SERVICE, name.label())
                            .addKeyValue(LogKeys.PORT, service.port())
                            .log("Public port listening"))
                    .recover(failure -> foundation.close().transform(closed -> Future.failedFuture(failure)));
        });
    }

    /** Call when nothing uses the database any more. */
    public Future<Void> close() {
        return postgres.close().eventually(runtime::close);
    }
}
