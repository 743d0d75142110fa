package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.acceptance.fleet.Load.Ask;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What good keys notice of an attack on their gateway: their requests' p99 on connections of their own, in quiet and while
 * strangers send bad requests and hold slow connections, as a ratio; and whether the gateway holds no more afterwards.
 */
final class Siege {
    private static final int GOOD_PER_SECOND = 500;
    private static final int WARM_SECONDS = 25;

    /** The gateway has seen no bad request before: its code for them is compiled meanwhile. */
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
     * In milliseconds.
     *
     * @param own of requests that the gateway answers itself
     * @param passed of those that the resource service answers
     */
    private record P99(double own, double passed) {
        String ratioTo(P99 other) {
            return "%.2f own answers, %.2f passed on".formatted(own / other.own, passed / other.passed);
        }
    }

    /**
     * What is not as it should be.
     *
     * @param bad requests a second
     * @param slow connections
     * @param seconds of each measurement
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
