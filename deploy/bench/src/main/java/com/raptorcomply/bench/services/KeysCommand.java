package com.raptorcomply.bench.services;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the key service with few and with many keys. */
@Command(
        name = "keys",
        description = {
            "Measures verifications, first requests of keys through a gateway, list pages and key creation.",
            "Repeats this for each number of keys. Five million keys need 6 GB of disk and take some minutes to load."
        },
        mixinStandardHelpOptions = true)
final class KeysCommand implements Callable<Integer> {
    private static final int PAGE_SECONDS_MAX = 4;
    private static final int MINT_CONNECTIONS = 8;
    /** First requests that warm the gateway, and the maximum of measured ones. */
    private static final int FIRST_WARM = 200;

    private static final int FIRST_MAX = 5_000;

    @Mixin
    private Run run = new Run();

    @Mixin
    private Loads loads = new Loads();

    @Option(names = "--keys", split = ",", defaultValue = "1000,1000000,5000000", description = "(${DEFAULT-VALUE})")
    private List<Integer> counts = List.of();

    private final List<String> table = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        try (Stand stand = Stand.open(run, null)) {
            List<KeyDatabase> databases = new ArrayList<>();
            counts.forEach(count -> databases.add(KeyDatabase.open(run, stand, count)));
            table.add(Cost.HEADING.formatted("request", "keys", "to the fewest keys"));
            compare(stand, databases, "verification", loads.seconds, keys -> keys.verifications(loads.connections));
            for (String page : databases.get(0).pages(1).keySet()) {
                int seconds = Math.min(PAGE_SECONDS_MAX, loads.seconds);
                compare(stand, databases, page, seconds, keys -> keys.pages(loads.connections)
                        .get(page));
            }
            compare(stand, databases, "mint", loads.seconds, keys -> keys.mints(MINT_CONNECTIONS));
            first(stand, databases);
        }
        run.publish("keys", table);
        return 0;
    }

    /**
     * Warms every service, then measures them in turn, round after round, so that a drift of the machine affects all
     * equally.
     */
    private void compare(
            Stand stand, List<KeyDatabase> databases, String what, int seconds, Function<KeyDatabase, Load> load) {
        Map<KeyDatabase, Cost> costs = new LinkedHashMap<>();
        databases.forEach(keys -> {
            costs.put(keys, new Cost());
            load.apply(keys).warm(what.startsWith("list, ") ? Math.min(loads.warm, seconds) : loads.warm);
        });
        for (int round = 0; round < loads.rounds; round++) {
            costs.forEach((keys, cost) -> cost.measure(stand, keys.service(), load.apply(keys), seconds));
        }
        Cost fewest = costs.values().iterator().next();
        costs.forEach((keys, cost) -> note(cost.row(what, "" + keys.count(), fewest)));
    }

    /** Uses a new gateway per round, because one that has cached the keys sends no verification. */
    private void first(Stand stand, List<KeyDatabase> databases) {
        table.addAll(List.of(
                "",
                "| first request through a gateway | keys | p50 ms (min–max) | p99 ms (min–max) |",
                "|---|---|---|---|"));
        for (KeyDatabase keys : databases) {
            Figures p50 = new Figures();
            Figures p99 = new Figures();
            List<String> sample = keys.sample();
            int warm = Math.min(FIRST_WARM, sample.size() / 2);
            List<String> asked = sample.subList(warm, Math.min(sample.size(), warm + FIRST_MAX));
            for (int round = 0; round < loads.rounds; round++) {
                try (ServiceProcess gateway = stand.service(
                        "gateway", "gateway", Accounts.gateway(keys.service().url()))) {
                    ColdRequests requests = new ColdRequests(gateway.url());
                    requests.run(sample.subList(0, warm), new Figures(), new Figures());
                    requests.run(asked, p50, p99);
                }
            }
            note(String.format(
                    Locale.ROOT,
                    "| of %d keys | %d | %s | %s |",
                    asked.size(),
                    keys.count(),
                    p50.show(2),
                    p99.show(2)));
        }
    }

    private void note(String row) {
        table.add(row);
        run.progress().step(row);
    }
}
