package com.raptorcomply.gateway.keyservice;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.EnumLabel;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.gateway.keyservice.LeaseSessionDriver.Cause;
import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.protocol.ClockReading;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import com.raptorcomply.keyservice.client.protocol.Message;
import com.raptorcomply.keyservice.client.protocol.Message.Join;
import com.raptorcomply.keyservice.client.protocol.Message.Joined;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a {@link LeaseSessionDriver}: opens its WebSockets, provides timers and clocks, counts and logs. Confined to its
 * event loop.
 */
public final class LeaseRenewer extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseRenewer.class);
    private static final int MESSAGE_BYTES_MAX = 8 * 1024 * 1024;
    private static final int CONNECT_MILLIS = 2_000;

    private final GatewaySession session;
    private final LeaseSettings settings;
    private final @Nullable Tls tls;
    private final LeaseSessionDriver driver;
    private final Map<Cause, Long> renewals = new ConcurrentHashMap<>();
    private final Map<Loss, Long> losses = new ConcurrentHashMap<>();
    private final AtomicLong joins = new AtomicLong();
    private final CredentialRefusals refusals = new CredentialRefusals();
    private @Nullable WebSocketClient client;
    private @Nullable KeyServiceSocket stream;
    private int nextReplica;
    private volatile long announcedSequence;

    /** The way in which the lease cannot be renewed for a while. */
    public enum Loss {
        /** No stream could be opened. */
        UNREACHABLE,
        /** The stream was closed. */
        CLOSED,
        /** No response came for three quarters of the term. */
        SILENT
    }

    /** @param tls client certificate and authorities for a key service that uses TLS; null for the defaults */
    public LeaseRenewer(GatewaySession session, LeaseSettings settings, @Nullable Tls tls) {
        this.tls = tls;
        this.session = session;
        this.settings = settings;
        this.driver = new LeaseSessionDriver(session, new VertxHost(), new SplittableRandom());
    }

    /** Completes at once, because the gateway also serves without a lease, only slower. */
    @Override
    public Future<?> start() {
        WebSocketClientOptions options = new WebSocketClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxFrameSize(MESSAGE_BYTES_MAX)
                .setMaxMessageSize(MESSAGE_BYTES_MAX);
        client = Tls.client(tls, options, vertx::createWebSocketClient, WebSocketClient::updateSSLOptions);
        driver.start();
        return Future.succeededFuture();
    }

    /** Leaves the session, so that no receipt waits for this gateway. */
    @Override
    public Future<?> stop() {
        driver.stop();
        KeyServiceSocket last = stream;
        Future<Void> left = session.leave()
                .filter(leave -> last != null)
                .map(leave -> last == null ? Future.<Void>succeededFuture() : last.write(leave))
                .orElseGet(Future::succeededFuture);
        return left.eventually(() -> last == null ? Future.succeededFuture() : last.end())
                .eventually(() -> client == null ? Future.succeededFuture() : client.close())
                .otherwiseEmpty();
    }

    /** Returns the number of sessions joined. Any thread. */
    public long joins() {
        return joins.get();
    }

    /** Returns the number of renewals sent for this cause. Any thread. */
    public long renewals(Cause cause) {
        return renewals.getOrDefault(cause, 0L);
    }

    /** Returns how often the stream to the key service was lost in this way. Any thread. */
    public long losses(Loss loss) {
        return losses.getOrDefault(loss, 0L);
    }

    /** Returns the number of announced changes that are not yet applied. Any thread. */
    public long lag() {
        return Math.max(0, announcedSequence - session.applied());
    }

    private void connected(KeyServiceSocket opened) {
        stream = opened;
        LOG.atInfo().addKeyValue(LogKeys.GATEWAY_ID, settings.gateway()).log("Key service connected");
        driver.opened(opened);
    }

    private void unreachable(URI replica, Throwable cause) {
        if (cause instanceof UpgradeRejectedException rejected && CredentialRefusals.isRefusal(rejected.getStatus())) {
            refusals.refused(replica, rejected.getStatus());
        }
        losses.merge(Loss.UNREACHABLE, 1L, Long::sum);
        LOG.atWarn()
                .addKeyValue(LogKeys.GATEWAY_ID, settings.gateway())
                .addKeyValue(LogKeys.HOST, replica.getAuthority())
                .addKeyValue(LogKeys.REASON, FailureReason.of(cause))
                .log("Key service unreachable");
        driver.unreachable();
    }

    private void receive(KeyServiceSocket from, Message.ToGateway message) {
        trackSequence(message);
        driver.received(from, message);
    }

    private void trackSequence(Message.ToGateway message) {
        if (message instanceof Joined joined) {
            announcedSequence = joined.sequence();
        } else if (message instanceof Message.Renewed renewed) {
            announcedSequence = Math.max(announcedSequence, renewed.head());
        } else if (message instanceof Message.Rejoin rejoin) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.GATEWAY_ID, settings.gateway())
                    .addKeyValue(LogKeys.SESSION_ID, rejoin.session())
                    .addKeyValue(LogKeys.REASON, rejoin.reason())
                    .log("Key service ended the lease: joining again");
        } else if (message instanceof Message.Changed changed) {
            for (Change change : changed.changes()) {
                announcedSequence = Math.max(announcedSequence, change.sequence());
            }
            LOG.atDebug()
                    .addKeyValue(LogKeys.SESSION_ID, changed.session())
                    .addKeyValue(LogKeys.SEQUENCE, announcedSequence)
                    .log("Changes received");
        }
    }

    /** Implements the driver's host with Vert.x. */
    private final class VertxHost implements LeaseSessionDriver.Host {
        @Override
        public ClockReading now() {
            return new ClockReading(System.nanoTime(), System.currentTimeMillis());
        }

        @Override
        public void after(long millis, Runnable step) {
            vertx.setTimer(millis, timer -> step.run());
        }

        @Override
        public void connect() {
            WebSocketClient from = client;
            if (from != null) {
                URI replica = settings.urls()
                        .get(Math.floorMod(nextReplica++, settings.urls().size()));
                KeyServiceSocket.open(
                                from,
                                replica,
                                settings.credential().reveal(),
                                LeaseRenewer.this::receive,
                                driver::ended)
                        .onSuccess(LeaseRenewer.this::connected)
                        .onFailure(cause -> unreachable(replica, cause));
            }
        }

        @Override
        public void ended(boolean silent) {
            KeyServiceSocket last = stream;
            stream = null;
            losses.merge(silent ? Loss.SILENT : Loss.CLOSED, 1L, Long::sum);
            LOG.atWarn()
                    .addKeyValue(LogKeys.GATEWAY_ID, settings.gateway())
                    .addKeyValue(LogKeys.REASON, reason(silent, last))
                    .log("Key service stream ended");
        }

        private static String reason(boolean silent, @Nullable KeyServiceSocket last) {
            if (silent) {
                return "no response for three quarters of the term";
            }
            return last == null ? "closed" : last.endReason();
        }

        @Override
        public Join join() {
            String random = UUID.randomUUID().toString();
            return session.join(random, settings.gateway(), settings.graceMillis(), settings.stampKey(), now());
        }

        @Override
        public void joined(Joined joined) {
            joins.incrementAndGet();
            LOG.atInfo()
                    .addKeyValue(LogKeys.GATEWAY_ID, settings.gateway())
                    .addKeyValue(LogKeys.SESSION_ID, joined.session())
                    .addKeyValue(LogKeys.EPOCH, joined.epoch())
                    .addKeyValue(LogKeys.SEQUENCE, joined.sequence())
                    .log("Joined the key service");
        }

        @Override
        public void renewing(Cause cause) {
            renewals.merge(cause, 1L, Long::sum);
            LOG.atDebug()
                    .addKeyValue(LogKeys.GATEWAY_ID, settings.gateway())
                    .addKeyValue(LogKeys.REASON, EnumLabel.of(cause))
                    .addKeyValue(LogKeys.SEQUENCE, session.applied())
                    .log("Renewing the lease");
        }
    }
}
