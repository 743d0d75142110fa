package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.acceptance.fleet.Load.Ask;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What good keys notice of an attack on their gateway: their requests' p99 on connections of their own, in quiet and while
 * strangers send bad requests and hold slow connections, as a ratio; and whether the gateway holds no more afterwards.
 */
final class Siege {
    private static final int GOOD_PER_SECOND = 500;
    private static final int WARM_SECONDS = 25;
    /** Of the bad requests, those that are not well-formed; half of the others have a bad checksum. */
    private static final double MALFORMED = 0.05;

    private static final Duration ALL_THERE_WITHIN = Duration.ofSeconds(60);
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
        Vertx strangers = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        int malformed = (int) (bad * MALFORMED);
        try (SlowClients held = new SlowClients(strangers, gateway, slow)) {
            Waits.until(ALL_THERE_WITHIN, slow + " slow connections", () -> held.open() >= slow * 0.98);
            gauges.during();
            long begun = System.nanoTime();
            try (Flood flood = new Flood(gateway, bad - malformed, Flood.Bad.values());
                    Rubbish rubbish = new Rubbish(gateway, malformed)) {
                P99 p99 = p99("under attack", seconds);
                double elapsed = (System.nanoTime() - begun) / 1e9;
                journal.progress("bad keys %.0f/s, malformed %.0f/s, slow connections %d (%d came)"
                        .formatted(flood.refused() / elapsed, rubbish.refused() / elapsed, held.open(), held.opened()));
                gauges.during();
                return p99;
            }
        } finally {
            Waits.until(strangers.close());
        }
    }

    private P99 p99(String when, int seconds) {
        try (Load own = new Load(fleet.vertx(), gateway, List.of(VALIDATE), answered -> {});
                Load passed = new Load(fleet.vertx(), gateway, List.of(READ), answered -> {})) {
            double gatewayCpu = cpuSeconds(gateway.pid());
            double callersCpu = cpuSeconds(ProcessHandle.current().pid());
            Runnable stopOwn = own.steady(keys, GOOD_PER_SECOND / 2);
            Runnable stopPassed = passed.steady(keys, GOOD_PER_SECOND / 2);
            Waits.pause(seconds * 1_000L);
            stopOwn.run();
            stopPassed.run();
            journal.progress("%s: p99 %.2f ms own, %.2f ms passed on; cores: gateway %.1f, all callers %.1f"
                    .formatted(
                            when,
                            own.quantile(0.99),
                            passed.quantile(0.99),
                            (cpuSeconds(gateway.pid()) - gatewayCpu) / seconds,
                            (cpuSeconds(ProcessHandle.current().pid()) - callersCpu) / seconds));
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

    private static double cpuSeconds(long pid) {
        return ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1_000.0;
    }
}
