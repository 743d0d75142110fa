package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the database's notifications on a connection of its own and reconnects when the connection is lost. It
 * queries over that connection regularly, because a peer that vanishes silently looks like an idle one. It only saves
 * time: each notified part also reads by itself each second.
 */
final class PgListener {
    private static final Logger LOG = LoggerFactory.getLogger(PgListener.class);
    private static final long RETRY_MILLIS = 1_000;

    /** The period of the connection checks and the time-out of each, in milliseconds. */
    static final long CHECK_MILLIS = 5_000;

    private final Vertx vertx;
    private final Context context;
    private final PgConnectOptions options;
    private final Map<String, Runnable> handlers;
    private final long checkMillis;
    private volatile boolean closed;
    private volatile @Nullable PgConnection listening;

    /**
     * @param handlers the handlers by channel; called in no fixed order, and once whenever listening begins
     * @param checkMillis the period of the connection checks and the time-out of each
     */
    PgListener(Vertx vertx, PgConnectOptions options, Map<String, Runnable> handlers, long checkMillis) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.options = options;
        this.handlers = Map.copyOf(handlers);
        this.checkMillis = checkMillis;
    }

    void listen() {
        context.runOnContext(run -> connect());
    }

    /** Safe on any thread. */
    boolean isListening() {
        return listening != null;
    }

    private void connect() {
        if (closed) {
            return;
        }
        Future<PgConnection> connecting = PgConnection.connect(vertx, options);
        withTimeout(connecting)
                .onFailure(tooLate -> connecting.onSuccess(PgConnection::close))
                .compose(this::listenOn)
                .onSuccess(this::begin)
                .onFailure(this::reconnect);
    }

    private Future<PgConnection> listenOn(PgConnection made) {
        made.notificationHandler(
                notice -> handlers.getOrDefault(notice.getChannel(), () -> {}).run());
        return withTimeout(made.query("LISTEN " + String.join("; LISTEN ", handlers.keySet()))
                        .execute())
                .onFailure(failure -> made.close())
                .map(made);
    }

    private void begin(PgConnection made) {
        listening = made;
        made.closeHandler(lost -> lost(made, null));
        if (closed) {
            made.close();
            return;
        }
        LOG.atDebug().log("Listening to the database's notifications");
        handlers.values().forEach(Runnable::run);
        checkLater(made);
    }

    private void checkLater(PgConnection made) {
        vertx.setTimer(checkMillis, timer -> {
            if (made == listening) {
                withTimeout(made.query("SELECT 1").execute())
                        .onSuccess(alive -> checkLater(made))
                        .onFailure(silent -> lost(made, silent));
            }
        });
    }

    private <T> Future<T> withTimeout(Future<T> awaited) {
        return awaited.timeout(checkMillis, TimeUnit.MILLISECONDS);
    }

    private void lost(PgConnection which, @Nullable Throwable failure) {
        if (which == listening) {
            listening = null;
            which.close();
            reconnect(failure);
        }
    }

    private void reconnect(@Nullable Throwable failure) {
        if (closed) {
            return;
        }
        LOG.atWarn()
                .addKeyValue(LogKeys.DELAY_MILLIS, RETRY_MILLIS)
                .addKeyValue(LogKeys.REASON, failure == null ? "closed" : FailureReason.of(failure))
                .log("No connection for database notifications");
        vertx.setTimer(RETRY_MILLIS, timer -> connect());
    }

    Future<Void> close() {
        closed = true;
        PgConnection open = listening;
        return open == null ? Future.succeededFuture() : open.close();
    }
}
