package com.raptorcomply.keyservice.client.protocol;

import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.client.protocol.Message.Changed;
import com.raptorcomply.keyservice.client.protocol.Message.Join;
import com.raptorcomply.keyservice.client.protocol.Message.Joined;
import com.raptorcomply.keyservice.client.protocol.Message.Leave;
import com.raptorcomply.keyservice.client.protocol.Message.Rejoin;
import com.raptorcomply.keyservice.client.protocol.Message.Renew;
import com.raptorcomply.keyservice.client.protocol.Message.Renewed;
import com.raptorcomply.keyservice.client.protocol.Message.ToGateway;
import com.raptorcomply.keyservice.client.protocol.Message.Warm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Implements a gateway's side of the revocation protocol (Revocation: Session, Lease). Messages and clock readings come
 * in, messages go out; no I/O, clock or randomness.
 *
 * <pre>
 *             join                    Joined
 *  Unjoined ────────▶ Joining ──────────────────▶ Joined ──┐ Renewed, Changed: evict, then publish the lease
 *     ▲                  │  drop, Rejoin             │  ▲──┘
 *     └──────────────────┴───────────────────────────┘ drop, Rejoin, another epoch
 * </pre>
 *
 * <p>A lost stream changes nothing: the session continues over the next stream while its row is open. Confined to one
 * event loop, except {@link #lease}, {@link #applied}, {@link #tagKeys}, {@link #gateways}, {@link #clockLeadMillis} and
 * {@link #isJoined}, which any thread may call.
 */
public final class GatewaySession {
    /**
     * The number of renewals without a reply. One more makes the session forget the oldest, whose reply then grants
     * nothing.
     */
    private static final int RENEWALS_IN_FLIGHT_MAX = 64;

    /** The number of warm grants that a join fills at most. Further ones are verified at their first use. */
    private static final int WARM_GRANTS_MAX = 200_000;

    /** Says what the driver must do next. */
    public enum Next {
        WAIT,
        /** Renew at once, because a change was applied or one is missing. */
        RENEW,
        /** Join with a new session, because the lease and the cache have been dropped. */
        JOIN
    }

    private sealed interface State permits Unjoined, Joining, Active {}

    private record Unjoined() implements State {}

    private record Joining(String session, ClockReading sentAt, List<Grant> warm) implements State {}

    private record Active(String session, String epoch, LeaseTerms terms, Map<Long, ClockReading> sentAt)
            implements State {}

    private final Fence fence;
    private State state = new Unjoined();
    private long renewals;
    private volatile Lease lease = Lease.NONE;
    private volatile long applied;
    private volatile @Nullable TagKeys tagKeys;
    private volatile boolean joined;
    private volatile int gateways = 1;
    private volatile long clockLeadMillis;

    public GatewaySession(Fence fence) {
        this.fence = fence;
    }

    /** Returns the current lease. Read it after the clocks and before the cache (Revocation: Order of a decision). */
    public Lease lease() {
        return lease;
    }

    /** Returns the sequence up to which all changes are evicted. */
    public long applied() {
        return applied;
    }

    /** Returns the tag keys of the last join; null before the first. */
    public @Nullable TagKeys tagKeys() {
        return tagKeys;
    }

    /** Returns the number of gateways with an open row, from the latest message; 1 before the first. */
    public int gateways() {
        return gateways;
    }

    /**
     * Returns how far the wall clock of this gateway was ahead of that of the key service at the last renewal, at least; negative
     * if it was behind.
     */
    public long clockLeadMillis() {
        return clockLeadMillis;
    }

    /** Returns true if the session's row was open according to the latest message. */
    public boolean isJoined() {
        return joined;
    }

    /**
     * Drops the lease and the cache, then starts a new session.
     *
     * @param session random, never used before
     * @param now read before the message's first byte is sent
     */
    public Join join(String session, String gateway, long graceMillis, @Nullable String stampKey, ClockReading now) {
        drop();
        state = new Joining(session, now, new ArrayList<>());
        return new Join(session, gateway, graceMillis, stampKey);
    }

    /**
     * Returns the next renewal, to be sent over any stream; empty unless joined.
     *
     * @param now q, read before the message's first byte is sent
     */
    public Optional<Renew> renew(ClockReading now) {
        if (!(state instanceof Active active)) {
            return Optional.empty();
        }
        renewals++;
        active.sentAt().put(renewals, now);
        if (active.sentAt().size() > RENEWALS_IN_FLIGHT_MAX) {
            active.sentAt().remove(active.sentAt().keySet().iterator().next());
        }
        return Optional.of(new Renew(active.session(), renewals, applied));
    }

    /**
     * Drops the lease and the cache, then ends the session.
     *
     * @return the message to send; empty unless joined
     */
    public Optional<Leave> leave() {
        State before = state;
        drop();
        return before instanceof Active active ? Optional.of(new Leave(active.session())) : Optional.empty();
    }

    /** Drops session, lease and cache. The fence's floor rises to the applied sequence. */
    public void drop() {
        lease = Lease.NONE;
        joined = false;
        fence.drop(applied);
        state = new Unjoined();
    }

    /** Handles a message from any stream. Ignores a message of another session. */
    public Next receive(ToGateway message) {
        if (state instanceof Joining joining && message.session().equals(joining.session())) {
            return joining(joining, message);
        }
        if (state instanceof Active active && message.session().equals(active.session())) {
            return active(active, message);
        }
        return Next.WAIT;
    }

    private Next joining(Joining joining, ToGateway message) {
        if (message instanceof Warm warm
                && joining.warm().size() + warm.grants().size() <= WARM_GRANTS_MAX) {
            joining.warm().addAll(warm.grants());
        } else if (message instanceof Joined reply) {
            activate(joining, reply);
        } else if (message instanceof Rejoin) {
            return rejoin();
        }
        return Next.WAIT;
    }

    private void activate(Joining joining, Joined reply) {
        fence.join(reply.epoch(), reply.sequence(), joining.warm(), joining.sentAt());
        applied = reply.sequence();
        tagKeys = reply.tagKeys();
        gateways = reply.gateways();
        state = new Active(joining.session(), reply.epoch(), reply.terms(), new LinkedHashMap<>());
        lease = Lease.of(joining.sentAt(), reply.terms());
        joined = true;
    }

    private Next active(Active active, ToGateway message) {
        if (message instanceof Renewed renewed) {
            return renewed.epoch().equals(active.epoch()) ? renewed(active, renewed) : rejoin();
        }
        if (message instanceof Changed changed) {
            return changed.epoch().equals(active.epoch()) ? changed(changed) : rejoin();
        }
        return message instanceof Rejoin ? rejoin() : Next.WAIT;
    }

    /** Applies the changes, then extends the lease. Only a reply with all changes up to its head extends it. */
    private Next renewed(Active active, Renewed renewed) {
        ClockReading sentAt = active.sentAt().remove(renewed.request());
        long before = applied;
        gateways = renewed.gateways();
        apply(renewed.changes());
        if (sentAt != null && renewed.wallMillis() != 0) {
            clockLeadMillis = sentAt.wallMillis() - renewed.wallMillis();
        }
        if (sentAt != null && applied >= renewed.head()) {
            lease = lease.orLater(Lease.of(sentAt, active.terms()));
        }
        return applied > before ? Next.RENEW : Next.WAIT;
    }

    private Next changed(Changed changed) {
        long before = applied;
        boolean complete = apply(changed.changes());
        return applied > before || !complete ? Next.RENEW : Next.WAIT;
    }

    /**
     * Applies changes in order until one is missing.
     *
     * @return false if one is missing
     */
    private boolean apply(List<Change> changes) {
        for (Change change : changes) {
            if (change.sequence() > applied + 1) {
                return false;
            }
            if (change.sequence() == applied + 1) {
                fence.apply(change);
                applied = change.sequence();
            }
        }
        return true;
    }

    private Next rejoin() {
        drop();
        return Next.JOIN;
    }
}
