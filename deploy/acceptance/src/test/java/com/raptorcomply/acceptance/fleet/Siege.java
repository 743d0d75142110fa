package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.acceptance.fleet.Load.Ask;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the effect of an attack on valid keys: the ratio of their requests' p99, on separate connections, during bad
 * requests and slow connections to that without. Also checks that the gateway holds no more resources afterwards.
 */
final class Siege {
    private static final int GOOD_PER_SECOND = 500;
    private static final int WARM_SECONDS = 25;

    /** The time to compile the gateway's code for bad requests, which has not run before. */
    private static final int BEGIN_SECONDS = 3;

    private static final Ask VALIDATE = new Ask(HttpMethod.GET, Outcome.VALIDATE, "", 200);
    private static final Ask READ = new Ask(HttpMethod.GET, Outcome.READ, "", 200);

    private final Fleet fleet;
    private final Member gateway;
    private final List<String> keys;
    private final Journal journal;
    private final List<String> wrong = new ArrayList<>();

    Siege(Fleet fleet, List<String> keys, Journal journal) {
        this.fleet = fleet;
        this.gateway = fleet.gateways().get(0);
        this.keys = keys;
        this.journal = journal;
    }

    /**
     * Latencies in milliseconds.
     *
     * @param own of responses by the gateway itself
     * @param passed of responses by the resource service
     */
    private record P99(double own, double passed) {
        String ratioTo(P99 other) {
            return "%.2f own answers, %.2f passed on".formatted(own / other.own, passed / other.passed);
        }
    }

    /**
     * Runs the measurement.
     *
     * @param bad requests per second
     * @param slow connections
     * @param seconds of each measurement
     * @return the violated conditions
     */
    List<String> run(int bad, int slow, int seconds) {
        p99("warming", WARM_SECONDS);
        wrong.clear();
        P99 quiet = p99("quiet", seconds);
        Gauges gauges = Gauges.before(fleet);
        P99 attacked = attacked(bad, slow, seconds, gauges);
        wrong.addAll(gauges.after());
        P99 afterwards = p99("quiet again", seconds);
        journal.say("%n%s(%s)%n%nratio of p99 under attack to quiet: %s%n                       to quiet again: %s"
                .formatted(gauges, Gauges.TOLERANCE, attacked.ratioTo(quiet), attacked.ratioTo(afterwards)));
        return wrong;
    }

    private P99 attacked(int bad, int slow, int seconds, Gauges gauges) {
        try (Attackers attackers = new Attackers(gateway, bad, slow)) {
            gauges.during();
            attackers.begin();
            Map<String, Long> others = Map.of("attackers", attackers.pid());
            p99("the attack begins", BEGIN_SECONDS, others);
            P99 p99 = p99("under attack", seconds, others);
            journal.progress(attackers.done());
            gauges.during();
            return p99;
        }
    }

    private P99 p99(String when, int seconds) {
        return p99(when, seconds, Map.of());
    }

    private P99 p99(String when, int seconds, Map<String, Long> others) {
        try (Load own = new Load(fleet.vertx(), gateway, List.of(VALIDATE), answered -> {});
                Load passed = new Load(fleet.vertx(), gateway, List.of(READ), answered -> {})) {
            Map<String, Long> pids = new LinkedHashMap<>(others);
            fleet.members().forEach(member -> pids.put(member.toString(), member.pid()));
            pids.put("good callers", ProcessHandle.current().pid());
            Cores cores = new Cores(pids);
            Runnable stopOwn = own.steady(keys, GOOD_PER_SECOND / 2);
            Runnable stopPassed = passed.steady(keys, GOOD_PER_SECOND / 2);
            Waits.pause(seconds * 1_000L);
            stopOwn.run();
            stopPassed.run();
            journal.progress("%s: p99 %.2f ms own, %.2f ms passed on; cores: %s"
                    .formatted(when, own.quantile(0.99), passed.quantile(0.99), cores));
            Waits.pause(1_000);
            require(own, when);
            require(passed, when);
            return new P99(own.quantile(0.99), passed.quantile(0.99));
        }
    }

    private void require(Load load, String when) {
        journal.progress("%s: %d requests with good keys, answers %s".formatted(when, load.answered(), load));
        if (load.bad() > 0) {
            wrong.add(load.bad() + " requests with good keys failed: " + when);
        }
    }
}
