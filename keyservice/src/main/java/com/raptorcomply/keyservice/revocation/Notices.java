package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the database's notifications over a connection of its own, which it makes again whenever it is lost. Only for
 * speed: whoever is notified here also looks by itself each second.
 */
final class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final long RETRY_MILLIS = 1_000;

    private final Vertx vertx;
    private final PgConnectOptions options;
    private final Map<String, Runnable> handlers;
    private volatile boolean closed;
    private volatile @Nullable PgConnection connection;

    /** @param handlers by channel; called without order, and once whenever listening begins */
    Notices(Vertx vertx, PgConnectOptions options, Map<String, Runnable> handlers) {
        this.vertx = vertx;
        this.options = options;
        this.handlers = Map.copyOf(handlers);
    }

    void listen() {
        PgConnection.connect(vertx, options)
                .compose(this::listenOn)
                .onSuccess(listening -> handlers.values().forEach(Runnable::run))
                .onFailure(this::again);
    }

    private Future<Void> listenOn(PgConnection made) {
        connection = made;
        if (closed) {
            return made.close();
        }
        made.closeHandler(lost -> again(null));
        made.notificationHandler(
                notice -> handlers.getOrDefault(notice.getChannel(), () -> {}).run());
        return made.query("LISTEN " + String.join("; LISTEN ", handlers.keySet()))
                .execute()
                .<Void>mapEmpty()
                .onFailure(failure -> {
                    made.closeHandler(none -> {});
                    made.close();
                });
    }

    private void again(@Nullable Throwable failure) {
        connection = null;
        if (closed) {
            return;
        }
        LOG.atWarn()
                .addKeyValue(LogKeys.DELAY_MILLIS, RETRY_MILLIS)
                .addKeyValue(LogKeys.REASON, failure == null ? "closed" : FailureReason.of(failure))
                .log("Not listening to the database's notifications");
        vertx.setTimer(RETRY_MILLIS, timer -> listen());
    }

    Future<Void> close() {
        closed = true;
        PgConnection open = connection;
        return open == null ? Future.succeededFuture() : open.close();
    }
}
