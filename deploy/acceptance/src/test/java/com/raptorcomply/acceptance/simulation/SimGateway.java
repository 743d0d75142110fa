package com.raptorcomply.acceptance.simulation;

import com.raptorcomply.gateway.auth.CacheConfig;
import com.raptorcomply.gateway.auth.Decision;
import com.raptorcomply.gateway.auth.Denial;
import com.raptorcomply.gateway.auth.GrantCache;
import com.raptorcomply.gateway.auth.KeyAuthenticator;
import com.raptorcomply.gateway.auth.LeaseView;
import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.auth.VerificationConfig;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.grant.Verification;
import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.client.protocol.ClockReading;
import com.raptorcomply.keyservice.client.protocol.Fence;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import com.raptorcomply.keyservice.client.protocol.GatewaySession.Next;
import com.raptorcomply.keyservice.client.protocol.GrantInvalidation;
import com.raptorcomply.keyservice.client.protocol.LeaseTerms;
import com.raptorcomply.keyservice.client.protocol.Message.Renewed;
import com.raptorcomply.keyservice.client.protocol.Message.ToGateway;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Simulates one life of a gateway: real session, fence, cache and authentication over faulty links. */
final class SimGateway extends SimProcess implements GrantInvalidation {
    private static final long MILLI = SimClock.NANOS_PER_MILLI;
    private static final long TICK_MILLIS = 250;
    private static final long SILENT_NANOS = 750 * MILLI;
    private static final long SLOW_NANOS_MAX = 4_000 * MILLI;
    private static final int RING = 4;
    private static final double SLOW_ANSWER = 0.15;

    private final String name;
    private final GrantCache grants = new GrantCache(new CacheConfig(100, 100, 100, Duration.ofSeconds(5)), this);
    private final Fence fence = new Fence(this, RING);
    private final GatewaySession session = new GatewaySession(fence);
    private final KeyAuthenticator decisions;
    private final Map<Long, Long> renumbered = new HashMap<>();
    private final long graceMillis;
    private @Nullable SimLink link;
    private long heardNanos;
    private boolean leaving;

    SimGateway(SimWorld world, String name, SimClock clock, long graceMillis) {
        super(world, clock);
        this.name = name;
        this.graceMillis = graceMillis;
        this.decisions = new KeyAuthenticator(
                () -> step -> world.events.after(world.pace(MILLI), () -> awake(step)),
                new LeaseView(session, fence),
                grants,
                this::verify,
                this,
                new VerificationConfig(8, 100, 1_000, 10, Duration.ofSeconds(5)));
        connect();
        tickAgain();
    }

    @Override
    void kill() {
        super.kill();
        cutLink();
    }

    /** Stops cleanly: drops lease and cache before it ends the session. */
    void leave() {
        onLoop(() -> {
            SimLink last = link;
            leaving = true;
            session.leave().ifPresent(leave -> {
                if (last != null) {
                    last.up(leave);
                }
            });
            world.events.after(500 * MILLI, this::kill);
        });
    }

    /** Returns L + g of its row. */
    long leaseNanos() {
        return (SimReplica.SETTINGS.termMillis() + graceMillis) * MILLI;
    }

    /** Returns L + g + m of its row. */
    long waitNanos() {
        return LeaseTerms.of(SimReplica.SETTINGS.termMillis(), graceMillis).waitMillis() * MILLI;
    }

    String name() {
        return name;
    }

    void cutLink() {
        if (link != null) {
            link.cut();
        }
    }

    /** Handles a request with this key, whose header is complete now. */
    void request(PresentedKey.Wellformed key) {
        awake(() -> {
            long arrivedNanos = world.events.nowNanos();
            BooleanSupplier good = world.oracle.settledGood(world.keys.subjectsOf(key));
            Decision known = decisions.lookup(key, null);
            if (known != null) {
                decided(arrivedNanos, good, known);
            } else {
                decisions.verify(key, null).onSuccess(decision -> decided(arrivedNanos, good, decision));
            }
        });
    }

    private void decided(long arrivedNanos, BooleanSupplier good, Decision decision) {
        if (isDead()) {
            return;
        }
        if (decision instanceof Permit permit) {
            world.oracle.authorized(name, arrivedNanos, permit.grant());
        } else {
            world.oracle.refused(name, decision == Denial.INVALID, good.getAsBoolean());
        }
    }

    private Future<Verification> verify(VerificationRequest question) {
        Promise<Verification> answer = Promise.promise();
        SimReplica replica = world.replicaFor(this);
        long late = world.events.chance(SLOW_ANSWER) ? world.slow(SLOW_NANOS_MAX) : world.pace(20 * MILLI);
        if (replica == null) {
            world.events.after(late, () -> awake(() -> answer.tryFail("Unreachable")));
            return answer.future();
        }
        world.events.after(
                world.pace(20 * MILLI),
                () -> replica.awake(() -> replica.statements
                        .verify(question.secretId())
                        .onComplete(result -> world.events.after(late, () -> land(() -> pass(result, answer))))));
        world.events.after(5_000 * MILLI, () -> awake(() -> answer.tryFail("Timeout")));
        return answer.future();
    }

    private static void pass(AsyncResult<Verification> result, Promise<Verification> answer) {
        if (result.succeeded()) {
            answer.tryComplete(result.result());
        } else {
            answer.tryFail(result.cause());
        }
    }

    private void connect() {
        onLoop(() -> {
            SimReplica replica = world.replicaFor(this);
            if (leaving) {
                return;
            }
            if (replica == null || link != null) {
                world.events.after(world.pace(300 * MILLI), this::reconnect);
                return;
            }
            link = new SimLink(world, this, replica);
            heardNanos = clock.monotonicNanos();
            if (session.isJoined()) {
                renew();
            } else {
                join();
            }
        });
    }

    private void reconnect() {
        if (link == null) {
            connect();
        }
    }

    void ended(SimLink which) {
        if (which == link) {
            link = null;
            world.events.after(world.pace(100 * MILLI), this::reconnect);
        }
    }

    void received(SimLink from, ToGateway message) {
        onLoop(() -> {
            heardNanos = clock.monotonicNanos();
            Next next = session.receive(tampered(message));
            if (next == Next.RENEW) {
                renew();
            } else if (next == Next.JOIN && !leaving) {
                join();
            }
        });
    }

    private void tickAgain() {
        if (!isDead()) {
            world.events.after(clock.realNanos(TICK_MILLIS), this::tickAgain);
            onLoop(this::tick);
        }
    }

    private void tick() {
        SimLink current = link;
        if (leaving) {
            return;
        }
        if (current != null && clock.monotonicNanos() - heardNanos > SILENT_NANOS) {
            current.cut();
            ended(current);
        } else {
            renew();
        }
    }

    private void join() {
        SimLink current = link;
        if (current != null) {
            String id = "session-" + world.sessions++;
            current.up(session.join(id, name, graceMillis, null, clock.moment()));
        }
    }

    private void renew() {
        SimLink current = link;
        if (current != null) {
            session.renew(clock.moment()).ifPresent(renewal -> {
                current.up(renewal);
                if (world.fault == Fault.LEASE_FROM_WRITES_COMPLETION) {
                    world.events.after(world.events.evenly(600 * MILLI), () -> session.renew(clock.moment())
                            .ifPresent(later -> renumbered.put(renewal.request(), later.request())));
                }
            });
        }
    }

    private ToGateway tampered(ToGateway message) {
        if (!(message instanceof Renewed renewed)) {
            return message;
        }
        long request = renewed.request();
        if (world.fault == Fault.LEASE_FROM_REPLYS_ARRIVAL) {
            request = session.renew(clock.moment()).map(now -> now.request()).orElse(request);
        } else if (world.fault == Fault.LEASE_FROM_WRITES_COMPLETION) {
            request = renumbered.getOrDefault(request, request);
        }
        return new Renewed(
                renewed.session(), request, renewed.epoch(), renewed.head(), renewed.changes(), renewed.gateways(), 0);
    }

    @Override
    public void evict(Subject subject) {
        evicting(() -> grants.evict(subject));
    }

    @Override
    public void evictAll() {
        grants.evictAll();
    }

    @Override
    public void warm(List<Grant> warmed, ClockReading asked) {
        grants.warm(warmed, asked);
    }
}
