package com.raptorcomply.gateway.keyservice;

import com.raptorcomply.keyservice.client.protocol.ClockReading;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import com.raptorcomply.keyservice.client.protocol.GatewaySession.Next;
import com.raptorcomply.keyservice.client.protocol.Message.Changed;
import com.raptorcomply.keyservice.client.protocol.Message.Join;
import com.raptorcomply.keyservice.client.protocol.Message.Joined;
import com.raptorcomply.keyservice.client.protocol.Message.Renewed;
import com.raptorcomply.keyservice.client.protocol.Message.ToGateway;
import com.raptorcomply.keyservice.client.protocol.Message.ToKeyService;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Drives a {@link GatewaySession}: a renewal every quarter of the term and at once after a change (Revocation: Lease), a new
 * stream to the next replica when one ends or falls silent, with the same session while its row is open (Revocation: Lease
 * lost). Streams and messages come in, messages go out; no I/O, no clock. Confined to one event loop.
 *
 * <pre>
 * connecting ──▶ connected: joins or renews ──closed or silent──▶ waiting (doubling, random) ──▶ connecting
 * </pre>
 */
public final class LeaseSessionDriver {
    private static final int TICKS_PER_TERM = 4;

    /** At the third tick without an answer a quarter of the lease is left to find another replica in. */
    private static final int UNANSWERED_TICKS_MAX = 3;

    /** A join reads much more than a renewal, and has no lease to save. */
    private static final long JOIN_MILLIS_MAX = 4_000;

    /** Changes may come faster than renewals are answered; each renewal speaks for all that was applied before it. */
    private static final int RENEWALS_AWAITED_MAX = 2;

    /** Until the join says what the term is. */
    private static final long TERM_MILLIS_FIRST = 5_000;

    /** A row that cannot be renewed is joined anew after this much, not in a tight circle. */
    private static final long REJOIN_MILLIS = 20;

    /** Why a renewal was sent. */
    public enum Cause {
        /** A stream was opened. */
        STREAM,
        /** A quarter of the term had passed. */
        TIMER,
        /** The key service told of a change. */
        PUSH,
        /** A renewal's reply brought a change that nobody had told of before. */
        REPLY
    }

    /** One stream to one replica. */
    public interface Way {
        void send(ToKeyService message);

        void close();
    }

    /** The process around a driver. Its steps come back on the driver's event loop. */
    public interface Host {
        ClockReading now();

        void after(long millis, Runnable step);

        /** Opens a stream to the next replica, and answers with {@link #opened} or {@link #unreachable}. */
        void connect();

        /**
         * Hears that the stream in use is so no more.
         *
         * @param silent it was given up, since no answer had come for too long; otherwise it was closed
         */
        void ended(boolean silent);

        /** Begins a session of a new random id, by {@link GatewaySession#join}. */
        Join join();

        /** Hears that a session has begun. */
        void joined(Joined joined);

        /** Hears that a renewal is about to leave. */
        void renewing(Cause cause);
    }

    private final GatewaySession session;
    private final Host host;
    private final Backoff backoff;

    /** Renewals of this session that were sent over this stream. Those of an earlier one are never answered here. */
    private final Set<Long> awaited = new HashSet<>();

    private @Nullable Way way;
    private @Nullable Cause owed;
    private boolean joining;
    private long termMillis = TERM_MILLIS_FIRST;
    private int ticksUnanswered;
    private int ticking;
    private boolean stopped;

    public LeaseSessionDriver(GatewaySession session, Host host, RandomGenerator random) {
        this.session = session;
        this.host = host;
        this.backoff = new Backoff(random);
    }

    public void start() {
        tickLater();
        host.connect();
    }

    /** Neither connects nor sends from now on. */
    public void stop() {
        stopped = true;
        ticking++;
    }

    /** A stream is open. */
    public void opened(Way opened) {
        if (stopped) {
            opened.close();
            return;
        }
        way = opened;
        joining = false;
        ticksUnanswered = 0;
        forgetAwaited();
        if (session.isJoined()) {
            renew(Cause.STREAM);
        } else {
            join();
        }
    }

    /** No stream could be opened. */
    public void unreachable() {
        if (!stopped) {
            host.after(backoff.nextMillis(), this::connect);
        }
    }

    /** A stream has ended; one that was given up earlier has ended already. */
    public void ended(Way which) {
        if (which == way) {
            giveUp(false);
        }
    }

    private void giveUp(boolean silent) {
        way = null;
        if (!stopped) {
            host.ended(silent);
            unreachable();
        }
    }

    /** Takes a message that came in over any stream, also one that was given up. */
    public void received(Way from, ToGateway message) {
        boolean joinedBefore = session.isJoined();
        Next next = session.receive(message);
        if (message instanceof Renewed renewed) {
            awaited.remove(renewed.request());
            backoff.reset();
        } else if (message instanceof Joined joined && !joinedBefore && session.isJoined()) {
            joined(joined);
        }
        boolean pushed = message instanceof Changed;
        if (from == way && !pushed) {
            ticksUnanswered = 0;
        }
        switch (next) {
            case RENEW -> renewSoon(pushed ? Cause.PUSH : Cause.REPLY);
            case JOIN -> joinLater();
            case WAIT -> {
                if (owed != null) {
                    renewSoon(owed);
                }
            }
        }
    }

    private void connect() {
        if (!stopped) {
            host.connect();
        }
    }

    private void joined(Joined joined) {
        joining = false;
        backoff.reset();
        host.joined(joined);
        if (joined.terms().termMillis() != termMillis) {
            termMillis = joined.terms().termMillis();
            tickLater();
        }
    }

    private void joinLater() {
        joining = false;
        host.after(REJOIN_MILLIS, this::join);
    }

    private void join() {
        Way current = way;
        if (current != null && !stopped && !joining && !session.isJoined()) {
            joining = true;
            forgetAwaited();
            current.send(host.join());
        }
    }

    private void forgetAwaited() {
        awaited.clear();
        owed = null;
    }

    /** At once, unless enough are under way: then with the next reply, for all changes since. */
    private void renewSoon(Cause cause) {
        if (awaited.size() < RENEWALS_AWAITED_MAX) {
            renew(cause);
        } else {
            owed = cause;
        }
    }

    private void renew(Cause cause) {
        Way current = way;
        if (current != null && !stopped) {
            session.renew(host.now()).ifPresent(renewal -> {
                owed = null;
                awaited.add(renewal.request());
                host.renewing(cause);
                current.send(renewal);
            });
        }
    }

    private void tickLater() {
        int mine = ++ticking;
        host.after(Math.max(1, termMillis / TICKS_PER_TERM), () -> {
            if (mine == ticking) {
                tickLater();
                tick();
            }
        });
    }

    private void tick() {
        Way current = way;
        if (current == null) {
            return;
        }
        ticksUnanswered++;
        if (isSilent()) {
            giveUp(true);
            current.close();
        } else {
            renew(Cause.TIMER);
        }
    }

    /** Counted in ticks, so that a gateway that was paused itself first hears what has come meanwhile. */
    private boolean isSilent() {
        return session.isJoined()
                ? ticksUnanswered >= UNANSWERED_TICKS_MAX
                : ticksUnanswered * termMillis / TICKS_PER_TERM >= JOIN_MILLIS_MAX;
    }
}
