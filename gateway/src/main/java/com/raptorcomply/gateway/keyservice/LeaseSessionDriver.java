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
 * Drives a {@link GatewaySession}: renews every quarter of the term and at once after a change (Revocation: Lease).
 * When a stream closes or falls silent, it connects to the next replica with the same session while its row is open
 * (Revocation: Lease lost). Streams and messages come in and messages go out; no I/O, no clock. Confined to one event
 * loop.
 *
 * <pre>
 * connecting ──opened──▶ connected: join or renew ──ended, or tick: silent──▶ waiting ──connect──▶ connecting
 *      ╰──unreachable──▶ waiting: random backoff
 * </pre>
 */
public final class LeaseSessionDriver {
    private static final int TICKS_PER_TERM = 4;

    /**
     * Ticks without a reply after which the stream counts as silent; a quarter of the lease is left to find another
     * replica.
     */
    private static final int UNANSWERED_TICKS_MAX = 3;

    /** Bounds the wait for a join, which reads much more than a renewal and has no lease to save. */
    private static final long JOIN_MILLIS_MAX = 4_000;

    /**
     * Bounds the renewals in flight, because changes may arrive faster than replies. Each renewal confirms all changes
     * applied before it.
     */
    private static final int RENEWALS_AWAITED_MAX = 2;

    /** Term before the first join states the real one. */
    private static final long TERM_MILLIS_FIRST = 5_000;

    /** Delay before a new join when the row cannot be renewed, so that the driver does not loop. */
    private static final long REJOIN_MILLIS = 20;

    /** The cause of a renewal. */
    public enum Cause {
        /** A stream was opened. */
        STREAM,
        /** A quarter of the term has passed. */
        TIMER,
        /** The key service pushed a change. */
        PUSH,
        /** A renewal's reply contained a change that was not pushed before. */
        REPLY
    }

    /** A stream to one replica. */
    public interface LeaseStream {
        void send(ToKeyService message);

        void close();
    }

    /** The environment of a driver. Runs all callbacks on the driver's event loop. */
    public interface Host {
        ClockReading now();

        void after(long millis, Runnable step);

        /** Opens a stream to the next replica; calls {@link #opened} or {@link #unreachable}. */
        void connect();

        /**
         * Called when the current stream has ended.
         *
         * @param silent true if the driver gave the stream up because no reply came; false if it was closed
         */
        void ended(boolean silent);

        /** Begins a session with a new random id, by {@link GatewaySession#join}. */
        Join join();

        void joined(Joined joined);

        /** Called before a renewal is sent. */
        void renewing(Cause cause);
    }

    private final GatewaySession session;
    private final Host host;
    private final Backoff backoff;

    /** Renewals of this session sent over the current stream. Replies to earlier ones never arrive here. */
    private final Set<Long> awaited = new HashSet<>();

    private @Nullable LeaseStream stream;
    private @Nullable Cause deferred;
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
        scheduleTick();
        host.connect();
    }

    /** Stops connecting and sending. */
    public void stop() {
        stopped = true;
        ticking++;
    }

    /** Takes an open stream. */
    public void opened(LeaseStream opened) {
        if (stopped) {
            opened.close();
            return;
        }
        stream = opened;
        joining = false;
        ticksUnanswered = 0;
        clearAwaited();
        if (session.isJoined()) {
            renew(Cause.STREAM);
        } else {
            join();
        }
    }

    /** Schedules the next attempt after a failed one. */
    public void unreachable() {
        if (!stopped) {
            host.after(backoff.nextMillis(), this::connect);
        }
    }

    /** Takes the end of a stream; ignores streams that were given up before. */
    public void ended(LeaseStream closed) {
        if (closed == stream) {
            giveUp(false);
        }
    }

    private void giveUp(boolean silent) {
        stream = null;
        if (!stopped) {
            unreachable();
            host.ended(silent);
        }
    }

    /** Takes a message from any stream, also from one that was given up. */
    public void received(LeaseStream from, ToGateway message) {
        boolean joinedBefore = session.isJoined();
        Next next = session.receive(message);
        if (message instanceof Renewed renewed) {
            awaited.remove(renewed.request());
            backoff.reset();
        } else if (message instanceof Joined joined && !joinedBefore && session.isJoined()) {
            joined(joined);
        }
        boolean pushed = message instanceof Changed;
        if (from == stream && !pushed) {
            ticksUnanswered = 0;
        }
        switch (next) {
            case RENEW -> renewSoon(pushed ? Cause.PUSH : Cause.REPLY);
            case JOIN -> joinLater();
            case WAIT -> {
                if (deferred != null) {
                    renewSoon(deferred);
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
            scheduleTick();
        }
    }

    private void joinLater() {
        joining = false;
        host.after(REJOIN_MILLIS, this::join);
    }

    private void join() {
        LeaseStream current = stream;
        if (current != null && !stopped && !joining && !session.isJoined()) {
            joining = true;
            clearAwaited();
            current.send(host.join());
        }
    }

    private void clearAwaited() {
        awaited.clear();
        deferred = null;
    }

    /** Renews at once, or, if enough renewals are in flight, after the next reply for all changes since. */
    private void renewSoon(Cause cause) {
        if (awaited.size() < RENEWALS_AWAITED_MAX) {
            renew(cause);
        } else {
            deferred = cause;
        }
    }

    private void renew(Cause cause) {
        LeaseStream current = stream;
        if (current != null && !stopped) {
            session.renew(host.now()).ifPresent(renewal -> {
                deferred = null;
                awaited.add(renewal.request());
                host.renewing(cause);
                current.send(renewal);
            });
        }
    }

    private void scheduleTick() {
        int mine = ++ticking;
        host.after(Math.max(1, termMillis / TICKS_PER_TERM), () -> {
            if (mine == ticking) {
                scheduleTick();
                tick();
            }
        });
    }

    private void tick() {
        LeaseStream current = stream;
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

    /**
     * Returns true if the stream is silent. Counts ticks, so that a gateway that was paused first reads what has
     * arrived meanwhile.
     */
    private boolean isSilent() {
        return session.isJoined()
                ? ticksUnanswered >= UNANSWERED_TICKS_MAX
                : ticksUnanswered * termMillis / TICKS_PER_TERM >= JOIN_MILLIS_MAX;
    }
}
