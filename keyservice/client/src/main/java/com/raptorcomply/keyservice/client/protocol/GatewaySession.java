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
 * A gateway's side of the revocation protocol (Revocation: Session, Lease). Messages and moments come in, messages go out;
 * no I/O, no clock, no randomness.
 *
 * <pre>
 *             join                    Joined
 *  Unjoined ────────▶ Joining ──────────────────▶ Joined ──┐ Renewed, Changed: evict, then publish the lease
 *     ▲                  │  drop, Rejoin             │  ▲──┘
 *     └──────────────────┴───────────────────────────┘ drop, Rejoin, another epoch
 * </pre>
 *
 * A lost stream changes nothing: the session goes on over the next one while its row is open. Confined to one event loop,
 * but for {@link #lease}, {@link #applied}, {@link #tagKeys}, {@link #gateways} and {@link #isJoined}, which any thread may read.
 */
public final class GatewaySession {
    /** A renewal whose reply is still out when so many later ones have been sent is given up. */
    private static final int RENEWALS_IN_FLIGHT_MAX = 64;

    /** A join that brings more than this is cut off here; the rest is verified when it is used. */
    private static final int WARM_GRANTS_MAX = 200_000;

    /** What the driver has to do now. */
    public enum Next {
        WAIT,
        /** Renew at once: a change was applied, or one is missing. */
        RENEW,
        /** Join with a new session: the lease and the cache have been dropped. */
        JOIN
    }

    private sealed interface State permits Unjoined, Joining, Active {}

    private record Unjoined() implements State {}

    private record Joining(String session, ClockReading asked, List<Grant> warm) implements State {}

    private record Active(String session, String epoch, LeaseTerms terms, Map<Long, ClockReading> asked)
            implements State {}

    private final Fence fence;
    private State state = new Unjoined();
    private long requests;
    private volatile Lease lease = Lease.NONE;
    private volatile long applied;
    private volatile @Nullable TagKeys tagKeys;
    private volatile boolean joined;
    private volatile int gateways = 1;

    public GatewaySession(Fence fence) {
        this.fence = fence;
    }

    /** The lease as it stands. Read it after the clocks and before the cache (Revocation: Order of a decision). */
    public Lease lease() {
        return lease;
    }

    /** Every change up to here is evicted. */
    public long applied() {
        return applied;
    }

    /** As the last join brought them; null before the first. */
    public @Nullable TagKeys tagKeys() {
        return tagKeys;
    }

    /** How many gateways have an open row, as last heard; at least 1, also when nothing was heard yet. */
    public int gateways() {
        return gateways;
    }

    /** Whether there is a session whose row was open when last heard of. */
    public boolean isJoined() {
        return joined;
    }

    /**
     * Drops the lease and the cache, then begins a new session.
     *
     * @param session random, never used before
     * @param now read before the message's first byte leaves
     */
    public Join join(String session, String gateway, long graceMillis, @Nullable String stampKey, ClockReading now) {
        drop();
        state = new Joining(session, now, new ArrayList<>());
        return new Join(session, gateway, graceMillis, stampKey);
    }

    /**
     * The next renewal, to be sent over whichever stream there is; none unless joined.
     *
     * @param now q, read before the message's first byte leaves
     */
    public Optional<Renew> renew(ClockReading now) {
        if (!(state instanceof Active active)) {
            return Optional.empty();
        }
        requests++;
        active.asked().put(requests, now);
        if (active.asked().size() > RENEWALS_IN_FLIGHT_MAX) {
            active.asked().remove(active.asked().keySet().iterator().next());
        }
        return Optional.of(new Renew(active.session(), requests, applied));
    }

    /** Drops the lease and the cache, then gives the session up; none unless joined. */
    public Optional<Leave> leave() {
        State before = state;
        drop();
        return before instanceof Active active ? Optional.of(new Leave(active.session())) : Optional.empty();
    }

    /** Drops session, lease and cache; the fence's floor rises to what the session had applied. */
    public void drop() {
        lease = Lease.NONE;
        joined = false;
        fence.drop(applied);
        state = new Unjoined();
    }

    /** Takes a message that came in over any stream; one of another session is ignored. */
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
        } else if (message instanceof Joined answer) {
            activate(joining, answer);
        } else if (message instanceof Rejoin) {
            return rejoin();
        }
        return Next.WAIT;
    }

    private void activate(Joining joining, Joined answer) {
        fence.join(answer.epoch(), answer.sequence(), joining.warm(), joining.asked());
        applied = answer.sequence();
        tagKeys = answer.tagKeys();
        gateways = answer.gateways();
        state = new Active(joining.session(), answer.epoch(), answer.terms(), new LinkedHashMap<>());
        lease = Lease.of(joining.asked(), answer.terms());
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

    /** Applies first; the lease counts only if nothing is missing up to the head that the renewal saw. */
    private Next renewed(Active active, Renewed renewed) {
        ClockReading asked = active.asked().remove(renewed.request());
        long before = applied;
        gateways = renewed.gateways();
        apply(renewed.changes());
        if (asked != null && applied >= renewed.head()) {
            lease = lease.orLater(Lease.of(asked, active.terms()));
        }
        return applied > before ? Next.RENEW : Next.WAIT;
    }

    private Next changed(Changed changed) {
        long before = applied;
        boolean complete = apply(changed.changes());
        return applied > before || !complete ? Next.RENEW : Next.WAIT;
    }

    /** Applies in order and without gaps; false if one is missing, from which on nothing is applied. */
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
