package com.raptorcomply.bench.services;

import java.util.Locale;

/**
 * Collects the cost of one kind of request over the rounds: processor time of the service and of PostgreSQL, rate,
 * latency.
 */
final class Cost {
    static final String HEADING = """
            | %s | %s | requests/s | service CPU µs | PostgreSQL CPU µs | together (min–max) | %s | p50 ms | p99 ms | MB |
            |---|---|---|---|---|---|---|---|---|---|""";

    final Figures together = new Figures();
    private final Figures perSecond = new Figures();
    private final Figures service = new Figures();
    private final Figures database = new Figures();
    private final Figures p50 = new Figures();
    private final Figures p99 = new Figures();
    private final Figures megabytes = new Figures();

    /** Runs the load for one more round and adds its figures. */
    void measure(Stand stand, ServiceProcess process, Load load, int seconds) {
        double serviceBefore = ProcessorTime.of(process.handle());
        double databaseBefore = stand.databaseSeconds();
        Load.Outcome outcome = load.run(seconds);
        double perAnswer = 1e6 / outcome.answers();
        double serviceMicros = (ProcessorTime.of(process.handle()) - serviceBefore) * perAnswer;
        double databaseMicros = (stand.databaseSeconds() - databaseBefore) * perAnswer;
        service.add(serviceMicros);
        database.add(databaseMicros);
        together.add(serviceMicros + databaseMicros);
        perSecond.add(outcome.perSecond());
        p50.add(outcome.p50Millis());
        p99.add(outcome.p99Millis());
        megabytes.add(ProcessorTime.residentMegabytes(process.handle()));
    }

    /** Returns a row of the table under {@link #HEADING}, with the ratio to another cost. */
    String row(String what, String where, Cost other) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %.0f | %.0f | %s | %.2f | %.2f | %.2f | %.0f |",
                what,
                where,
                perSecond.median(),
                service.median(),
                database.median(),
                together.show(0),
                together.ratioTo(other.together),
                p50.median(),
                p99.median(),
                megabytes.median());
    }
}
