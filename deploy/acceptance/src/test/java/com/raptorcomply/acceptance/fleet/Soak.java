package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.acceptance.fleet.Faults.Kind;
import com.raptorcomply.acceptance.fleet.Load.Ask;
import com.raptorcomply.chassis.Await;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Runs steady traffic and slow clients through all gateways, with one fault after another. In the pauses between faults
 * the gateways also reload routes. Afterwards no process may hold more resources than before, and no request may have
 * failed during the pauses.
 */
final class Soak {
    private static final int PER_SECOND = 100;
    private static final int SLOW = 60;
    private static final int WARM_MILLIS = 20_000;
    private static final int RECOVERY_MILLIS = 3_000;

    /**
     * The time after which circuit breakers must be closed: they are open for at most a minute, and then need
     * successful trials.
     */
    private static final Duration CIRCUITS_WITHIN = Duration.ofSeconds(70);

    private static final int CALM_MILLIS = 6_000;
    private static final int FAULT_MILLIS_MIN = 1_000;
    private static final int FAULT_MILLIS_MAX = 4_000;
    private static final int GAUGED_EVERY = 3;
    private static final long SEED = 1;

    /** Faults that leave the gateways running, so that their resources are those of the complete run. */
    private static final List<Kind> KINDS = List.of(
            Kind.UPSTREAM_CUT,
            Kind.REPLICA_PAUSED,
            Kind.UPSTREAM_DELAYED,
            Kind.GATEWAY_WAY_CUT,
            Kind.UPSTREAM_KILLED,
            Kind.GATEWAY_STALLED,
            Kind.UPSTREAM_STALLED,
            Kind.REPLICA_KILLED,
            Kind.GATEWAY_CUT_OFF,
            Kind.DATABASE_RESTARTED,
            Kind.GATEWAY_PAUSED);

    private static final List<Ask> ASKS = List.of(
            new Ask(HttpMethod.GET, Outcome.VALIDATE, "", 200),
            new Ask(HttpMethod.GET, Outcome.READ, "", 200),
            new Ask(HttpMethod.GET, "/users/me", "", 200),
            new Ask(
                    HttpMethod.PATCH,
                    "/cyber-assets/00000000-0000-4000-8000-000000000000",
                    "{\"model\":\"m\"}" + " ".repeat(2_000),
                    404));

    private final Fleet fleet;
    private final List<String> keys;
    private final RoutesToggle routes;
    private final Journal journal;
    private final Tally tally = new Tally(RECOVERY_MILLIS);
    private final List<Kind> left = new ArrayList<>();

    Soak(Fleet fleet, List<String> keys, RoutesToggle routes, Journal journal) {
        this.fleet = fleet;
        this.keys = keys;
        this.routes = routes;
        this.journal = journal;
    }

    /**
     * Runs the soak.
     *
     * @return the violated conditions; empty if it passed
     */
    List<String> run(Duration faulty) {
        journal.progress("warming for " + WARM_MILLIS / 1_000 + " s");
        traffic(() -> Waits.pause(WARM_MILLIS));
        Gauges gauges = Gauges.before(fleet);
        Faults faults = new Faults(fleet, KINDS, SEED);
        long slow = traffic(() -> {
            long deadline = System.nanoTime() + faulty.toNanos();
            for (int round = 0; System.nanoTime() < deadline; round++) {
                round(faults, round, gauges);
            }
        });
        faults.close();
        journal.progress("all is over; waiting until every process is as before");
        List<String> wrong = new ArrayList<>(gauges.after());
        tally.failures().forEach(failure -> wrong.add("without a fault: " + failure));
        journal.say(
                "%n%s(%s)%n%n%s%n(a fault is over when all are ready again, every circuit is closed, and three seconds have passed)%nfaults %s, slow strangers %d, other routes %d times%n"
                        .formatted(gauges, Gauges.TOLERANCE, tally, faults.counts(), slow, routes.times()));
        return wrong;
    }

    /** Runs traffic and slow clients at every gateway during an action. Returns the number of slow connections. */
    private long traffic(Runnable meanwhile) {
        List<Load> loads = fleet.gateways().stream()
                .map(gateway -> new Load(fleet.vertx(), gateway, ASKS, tally::answered))
                .toList();
        List<SlowClients> slow = fleet.gateways().stream()
                .map(gateway -> new SlowClients(fleet.vertx(), gateway.port(), SLOW))
                .toList();
        List<Runnable> stops =
                loads.stream().map(load -> load.steady(keys, PER_SECOND)).toList();
        meanwhile.run();
        stops.forEach(Runnable::run);
        Waits.pause(RECOVERY_MILLIS);
        tally.count();
        loads.forEach(Load::close);
        slow.forEach(SlowClients::close);
        return slow.stream().mapToLong(SlowClients::opened).sum();
    }

    private void round(Faults faults, int round, Gauges gauges) {
        int millis = FAULT_MILLIS_MIN + new Random(SEED + round).nextInt(FAULT_MILLIS_MAX - FAULT_MILLIS_MIN);
        long begin = System.nanoTime();
        String what = faults.once(next(round), millis);
        fleet.members().forEach(Member::awaitReady);
        long readyNanos = System.nanoTime();
        fleet.gateways()
                .forEach(gateway -> Await.until(
                        "no circuit of " + gateway + " is open",
                        CIRCUITS_WITHIN,
                        () -> gateway.meter("gateway_upstream_endpoint_circuit", "open\"") == 0));
        long circuitsMillis = (System.nanoTime() - readyNanos) / 1_000_000;
        tally.fault(begin, System.nanoTime());
        Waits.pause(RECOVERY_MILLIS);
        routes.toggle();
        Waits.pause(CALM_MILLIS);
        tally.count();
        if (round % GAUGED_EVERY == 0) {
            gauges.during();
        }
        journal.progress("%s for %d ms, circuits closed %d ms later; %d requests so far, %d failed without a fault"
                .formatted(what, millis, circuitsMillis, tally.counted(), tally.failed()));
    }

    /** Returns each kind once per cycle, in another order each time. */
    private Kind next(int round) {
        if (left.isEmpty()) {
            left.addAll(KINDS);
            Collections.shuffle(left, new Random(SEED + round));
        }
        return left.remove(0);
    }
}
