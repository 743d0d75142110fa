package com.raptorcomply.gateway;

import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.client.protocol.LeaseTerms;
import com.raptorcomply.keyservice.client.protocol.Message;
import com.raptorcomply.keyservice.client.protocol.MessageJson;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Holds the change log and the gateways' sessions of an {@link InMemoryKeyService}. Any thread. */
final class InMemoryLeases {
    private static final int WARM_CHUNK_GRANTS = 200;

    private final TagKeys tagKeys;
    private final long termMillis;
    private final Supplier<List<Grant>> valid;
    private final List<Change> changes = new ArrayList<>();

    /** The stream of each gateway with its session; empty before it has joined. */
    private final Map<ServerWebSocket, String> streams = new ConcurrentHashMap<>();

    /** The sessions that have joined and not left. Like the rows of the real one, they outlive a stream. */
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    private volatile boolean warms;
    private volatile int gateways = 1;
    private volatile long clockLeadMillis;
    private volatile long sequence = 1;

    /** @param valid supplies the grants of all valid keys */
    InMemoryLeases(TagKeys tagKeys, long termMillis, Supplier<List<Grant>> valid) {
        this.tagKeys = tagKeys;
        this.termMillis = termMillis;
        this.valid = valid;
    }

    long sequence() {
        return sequence;
    }

    void advanceTo(long later) {
        sequence = later;
    }

    /** Sets the number of gateways that later renewals report. */
    void gateways(int reported) {
        gateways = reported;
    }

    /** Sets how far the clock is ahead of the machine's. */
    void clockLead(long millis) {
        clockLeadMillis = millis;
    }

    /** Makes all gateways join again; a join brings every valid key. */
    void restart() {
        warms = true;
        streams.forEach((socket, session) -> send(socket, new Message.Rejoin(session, "restart")));
    }

    /** Adds a change to the log, and pushes it to the gateways. */
    synchronized void change(Subject changed) {
        long next = sequence + 1;
        sequence = next;
        Change change = new Change(next, changed);
        changes.add(change);
        streams.forEach((socket, session) -> {
            if (!session.isEmpty()) {
                send(socket, new Message.Changed(session, InMemoryKeyService.EPOCH, List.of(change)));
            }
        });
    }

    void serve(ServerWebSocket socket) {
        streams.put(socket, "");
        socket.closeHandler(closed -> streams.remove(socket));
        socket.textMessageHandler(text -> {
            Message.ToKeyService message = MessageJson.toKeyService(text);
            if (message instanceof Message.Join join) {
                join(socket, join);
            } else if (message instanceof Message.Renew renew) {
                renew(socket, renew);
            } else {
                open.remove(message.session());
            }
        });
    }

    private void join(ServerWebSocket socket, Message.Join join) {
        if (warms) {
            warm(socket, join.session());
        }
        open.add(join.session());
        synchronized (this) {
            send(
                    socket,
                    new Message.Joined(
                            join.session(),
                            InMemoryKeyService.EPOCH,
                            sequence,
                            LeaseTerms.of(termMillis, join.graceMillis()),
                            tagKeys,
                            gateways));
            streams.put(socket, join.session());
        }
    }

    private void warm(ServerWebSocket socket, String joining) {
        List<Grant> grants = valid.get();
        for (int from = 0; from < grants.size(); from += WARM_CHUNK_GRANTS) {
            int to = Math.min(grants.size(), from + WARM_CHUNK_GRANTS);
            send(socket, new Message.Warm(joining, grants.subList(from, to)));
        }
    }

    /** A renewed session may have come from another stream; its pushes go to this one from now on. */
    private synchronized void renew(ServerWebSocket socket, Message.Renew renew) {
        String session = renew.session();
        if (!open.contains(session)) {
            send(socket, new Message.Rejoin(session, "unknown"));
            return;
        }
        List<Change> missed = changes.stream()
                .filter(change -> change.sequence() > renew.applied())
                .toList();
        send(
                socket,
                new Message.Renewed(
                        session,
                        renew.request(),
                        InMemoryKeyService.EPOCH,
                        sequence,
                        missed,
                        gateways,
                        System.currentTimeMillis() + clockLeadMillis));
        streams.put(socket, session);
    }

    private static void send(ServerWebSocket socket, Message.ToGateway message) {
        socket.writeTextMessage(MessageJson.encode(message));
    }
}
