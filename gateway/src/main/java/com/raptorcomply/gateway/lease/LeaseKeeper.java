package com.raptorcomply.gateway.lease;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import com.raptorcomply.keyservice.client.protocol.Message;
import com.raptorcomply.keyservice.client.protocol.Moment;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives a {@link GatewaySession}: one stream to any replica, a renewal every quarter of the term and at once after a
 * change (Revocation: Lease), a new stream to the next replica when one ends or falls silent, with the same session while
 * its row is open (Revocation: Lease lost). Confined to its event loop.
 *
 * <pre>
 * connecting ──▶ connected: joins or renews ──closed or silent──▶ waiting (doubling, random) ──▶ connecting
 * </pre>
 */
public final class LeaseKeeper extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final int MESSAGE_BYTES_MAX = 8 * 1024 * 1024;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int RENEWALS_PER_TERM = 4;

    /** Changes may come faster than renewals are answered; each renewal speaks for all that was applied before it. */
    private static final int RENEWALS_AWAITED_MAX = 2;

    /** Until the join says what the term is. */
    private static final long TERM_MILLIS_FIRST = 5_000;

    /** A row that cannot be renewed is joined anew after this much, not in a tight circle. */
    private static final long REJOIN_MILLIS = 20;

    private final GatewaySession session;
    private final LeaseSettings settings;
    private final @Nullable Tls tls;
    private final Backoff backoff = new Backoff();
    private @Nullable WebSocketClient client;
    private @Nullable Stream stream;
    private long termMillis = TERM_MILLIS_FIRST;
    private long heardNanos;
    private int awaited;
    private boolean owing;
    private long timer;
    private int turn;
    private boolean stopped;
    private volatile long heardSequence;
    private final AtomicLong joins = new AtomicLong();

    /** @param tls how it shows itself to a key service that speaks TLS; null: as any client */
    public LeaseKeeper(GatewaySession session, LeaseSettings settings, @Nullable Tls tls) {
        this.tls = tls;
        this.session = session;
        this.settings = settings;
    }

    /** Completes at once: the gateway serves without a lease too, only slower. */
    @Override
    public Future<?> start() {
        WebSocketClientOptions options = new WebSocketClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxFrameSize(MESSAGE_BYTES_MAX)
                .setMaxMessageSize(MESSAGE_BYTES_MAX);
        WebSocketClient opened = vertx.createWebSocketClient(tls == null ? options : tls.call(options));
        if (tls != null) {
            tls.keep(opened::updateSSLOptions);
        }
        client = opened;
        timer = vertx.setPeriodic(termMillis / RENEWALS_PER_TERM, id -> tick());
        connect();
        return Future.succeededFuture();
    }

    /** Gives the session up, so that no receipt waits for this gateway. */
    @Override
    public Future<?> stop() {
        stopped = true;
        vertx.cancelTimer(timer);
        Stream last = stream;
        Future<Void> left = session.leave()
                .filter(leave -> last != null)
                .map(leave -> last == null ? Future.<Void>succeededFuture() : last.send(leave))
                .orElseGet(Future::succeededFuture);
        return left.eventually(() -> last == null ? Future.succeededFuture() : last.close())
                .eventually(() -> client == null ? Future.succeededFuture() : client.close())
                .otherwiseEmpty();
    }

    /** Sessions begun. Any thread. */
    public long joins() {
        return joins.get();
    }

    /** Changes that the key service has told of and that are not applied. Any thread. */
    public long lag() {
        return Math.max(0, heardSequence - session.applied());
    }

    private void connect() {
        WebSocketClient from = client;
        if (stopped || from == null) {
            return;
        }
        URI replica = settings.urls().get(Math.floorMod(turn++, settings.urls().size()));
        Stream.open(from, replica, settings.credential().reveal(), this::receive, this::ended)
                .onSuccess(this::connected)
                .onFailure(this::unreachable);
    }

    private void connected(Stream opened) {
        if (stopped) {
            opened.close();
            return;
        }
        stream = opened;
        awaited = 0;
        owing = false;
        heardNanos = System.nanoTime();
        LOG.atInfo().addKeyValue(LogKeys.GATEWAY_ID, settings.gateway()).log("Key service connected");
        if (session.isJoined()) {
            renew();
        } else {
            join();
        }
    }

    private void unreachable(Throwable cause) {
        LOG.atWarn()
                .addKeyValue(LogKeys.GATEWAY_ID, settings.gateway())
                .addKeyValue(LogKeys.REASON, cause.getClass().getSimpleName())
                .log("Key service unreachable");
        vertx.setTimer(backoff.nextMillis(), id -> connect());
    }

    /** A stream that was given up earlier has ended already. */
    private void ended(Stream which) {
        if (which != stream) {
            return;
        }
        stream = null;
        if (!stopped) {
            LOG.atWarn().addKeyValue(LogKeys.GATEWAY_ID, settings.gateway()).log("Key service stream ended");
            vertx.setTimer(backoff.nextMillis(), id -> connect());
        }
    }

    private void receive(Message.ToGateway message) {
        heardNanos = System.nanoTime();
        hear(message);
        GatewaySession.Next next = session.receive(message);
        if (message instanceof Message.Joined joined && session.isJoined()) {
            joined(joined);
        } else if (message instanceof Message.Renewed) {
            backoff.reset();
            awaited = Math.max(0, awaited - 1);
        }
        switch (next) {
            case RENEW -> renewSoon();
            case JOIN -> vertx.setTimer(REJOIN_MILLIS, id -> join());
            case WAIT -> {
                if (owing) {
                    renewSoon();
                }
            }
        }
    }

    private void hear(Message.ToGateway message) {
        if (message instanceof Message.Joined joined) {
            heardSequence = joined.sequence();
        } else if (message instanceof Message.Renewed renewed) {
            heardSequence = Math.max(heardSequence, renewed.head());
        } else if (message instanceof Message.Changed changed) {
            for (Change change : changed.changes()) {
                heardSequence = Math.max(heardSequence, change.sequence());
            }
        }
    }

    /** At once, unless enough are under way: then with the next reply, for all changes since. */
    private void renewSoon() {
        owing = awaited >= RENEWALS_AWAITED_MAX;
        if (!owing) {
            renew();
        }
    }

    private void joined(Message.Joined joined) {
        backoff.reset();
        joins.incrementAndGet();
        LOG.atInfo()
                .addKeyValue(LogKeys.GATEWAY_ID, settings.gateway())
                .addKeyValue(LogKeys.SESSION_ID, joined.session())
                .addKeyValue(LogKeys.EPOCH, joined.epoch())
                .addKeyValue(LogKeys.SEQUENCE, joined.sequence())
                .log("Joined the key service");
        if (joined.terms().termMillis() != termMillis) {
            termMillis = joined.terms().termMillis();
            vertx.cancelTimer(timer);
            timer = vertx.setPeriodic(Math.max(1, termMillis / RENEWALS_PER_TERM), id -> tick());
        }
    }

    /** A stream on which nothing has come for most of a term is as good as closed. */
    private void tick() {
        Stream current = stream;
        if (current == null) {
            return;
        }
        long silentMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heardNanos);
        if (silentMillis > termMillis * 3 / RENEWALS_PER_TERM) {
            ended(current);
            current.close();
        } else {
            renew();
        }
    }

    private void join() {
        Stream current = stream;
        if (current != null && !stopped && !session.isJoined()) {
            String random = UUID.randomUUID().toString();
            current.send(session.join(random, settings.gateway(), settings.graceMillis(), settings.stampKey(), now()));
        }
    }

    private void renew() {
        Stream current = stream;
        if (current != null) {
            session.renew(now()).ifPresent(renewal -> {
                awaited++;
                current.send(renewal);
            });
        }
    }

    private static Moment now() {
        return new Moment(System.nanoTime(), System.currentTimeMillis());
    }
}
