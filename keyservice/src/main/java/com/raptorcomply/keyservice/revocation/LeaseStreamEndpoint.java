package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.client.protocol.Message.ToKeyService;
import com.raptorcomply.keyservice.client.protocol.MessageJson;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@code GET /internal/sessions}: the gateways' streams, one WebSocket each. */
final class LeaseStreamEndpoint implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseStreamEndpoint.class);
    private static final short GOING_AWAY = 1001;
    private static final short UNSUPPORTED = 1003;
    private static final short POLICY = 1008;
    private static final short TRY_AGAIN = 1013;

    /**
     * The largest number of unanswered messages. A gateway has one renewal in flight, rarely two; one with this many is
     * broken.
     */
    private static final int IN_FLIGHT_MAX = 32;

    private final Leases leases;
    private final RevocationSettings settings;
    private final TagKeys tagKeys;
    private final ChangeFeed feed;
    private final FeedMeters meters;

    LeaseStreamEndpoint(
            Leases leases, RevocationSettings settings, TagKeys tagKeys, ChangeFeed feed, FeedMeters meters) {
        this.meters = meters;
        this.leases = leases;
        this.settings = settings;
        this.tagKeys = tagKeys;
        this.feed = feed;
    }

    @Override
    public void handle(RoutingContext routing) {
        routing.request()
                .toWebSocket()
                .onSuccess(socket -> new Connection(routing.vertx(), socket).open())
                .onFailure(failure -> LOG.atDebug()
                        .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                        .log("Gateway stream refused: not a WebSocket"));
    }

    /** The connection of one gateway. */
    private final class Connection {
        private final ServerWebSocket socket;
        private final Context context;
        private final GatewayLeaseSession stream;
        private final BiConsumer<String, List<Change>> reader = this::push;
        private int inFlight;

        Connection(Vertx vertx, ServerWebSocket socket) {
            this.socket = socket;
            this.context = vertx.getOrCreateContext();
            this.stream = new GatewayLeaseSession(
                    leases, settings, tagKeys, message -> socket.writeTextMessage(MessageJson.encode(message)));
        }

        void open() {
            socket.textMessageHandler(this::receive);
            socket.binaryMessageHandler(binary -> socket.close(UNSUPPORTED));
            socket.exceptionHandler(failure -> socket.close());
            socket.closeHandler(closed -> close());
            // The gateway goes on with another replica, and this one need not wait until its streams are cut.
            socket.shutdownHandler(stopping -> socket.close(GOING_AWAY, "The key service is stopping"));
            feed.add(reader);
            LOG.atDebug().addKeyValue(LogKeys.HOST, socket.remoteAddress()).log("Gateway stream opened");
        }

        private void close() {
            feed.remove(reader);
            LOG.atDebug()
                    .addKeyValue(LogKeys.HOST, socket.remoteAddress())
                    .addKeyValue(LogKeys.STATUS, socket.closeStatusCode())
                    .log("Gateway stream closed");
        }

        private void receive(String text) {
            if (inFlight >= IN_FLIGHT_MAX) {
                socket.close(POLICY, "Too many requests at once");
                return;
            }
            ToKeyService message;
            try {
                message = MessageJson.toKeyService(text);
            } catch (RuntimeException notAMessage) {
                socket.close(UNSUPPORTED, "Not a message");
                return;
            }
            inFlight++;
            stream.receive(message)
                    .onComplete(done -> inFlight--)
                    .onFailure(failure -> closeAfterFailure(message, failure));
        }

        /** Closes the stream. The gateway connects again after a while, to any replica. */
        private void closeAfterFailure(ToKeyService message, Throwable failure) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.SESSION_ID, message.session())
                    .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                    .log("Handling a gateway's message failed");
            socket.close(TRY_AGAIN, "Try again later");
        }

        /** Sends changes unless the gateway reads too slowly; its next renewal then brings everything. */
        private void push(String epoch, List<Change> changes) {
            context.runOnContext(run -> {
                if (socket.isClosed()) {
                    return;
                }
                if (socket.writeQueueFull()) {
                    meters.withheld.increment();
                } else if (stream.push(epoch, changes)) {
                    meters.pushed.increment();
                }
            });
        }
    }
}
