package com.raptorcomply.bench.services;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the resource service with a bare handler for the same SQL, and with few and many records. */
@Command(
        name = "resources",
        description =
                "Reading one asset, a page of 100 and creating one, beside a bare handler that runs the same SQL.",
        mixinStandardHelpOptions = true)
final class ResourcesCommand implements Callable<Integer> {
    private static final List<String> REQUESTS = List.of("read", "page of 100", "create");

    @Mixin
    private Run run = new Run();

    @Mixin
    private Loads loads = new Loads();

    @Option(names = "--data", description = "Directory for the databases, which another run uses again")
    private @Nullable Path data;

    @Option(names = "--assets", split = ",", defaultValue = "1000,1000000", description = "(${DEFAULT-VALUE})")
    private List<Integer> counts = List.of();

    @Option(
            names = "--requests",
            split = ",",
            defaultValue = "read,page of 100,create",
            description = "(${DEFAULT-VALUE})")
    private List<String> requests = REQUESTS;

    private final List<String> table = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Gateway gateway = new Gateway();
        try (Stand stand = Stand.open(run, data);
                KeySetServer keys = new KeySetServer(gateway.publicKey())) {
            List<AssetDatabase> databases = new ArrayList<>();
            for (int count : counts) {
                databases.add(AssetDatabase.open(run, stand, count, gateway, keys));
            }
            table.add(Cost.HEADING.formatted("request, assets", "service", "to bare"));
            requests.forEach(request -> databases.forEach(assets -> compare(stand, assets, request)));
        }
        run.publish("resources", table);
        return 0;
    }

    private void compare(Stand stand, AssetDatabase assets, String request) {
        Map<ServiceProcess, Cost> costs = new LinkedHashMap<>();
        List.of(assets.bare(), assets.ours()).forEach(service -> {
            costs.put(service, new Cost());
            assets.load(request, service, loads.connections).warm(loads.warm);
        });
        for (int round = 0; round < loads.rounds; round++) {
            costs.forEach((service, cost) ->
                    cost.measure(stand, service, assets.load(request, service, loads.connections), loads.seconds));
        }
        Cost bare = costs.values().iterator().next();
        costs.forEach((service, cost) -> {
            String name = service.equals(assets.ours()) ? "ours" : "bare";
            table.add(cost.row(request + ", " + assets.count(), name, bare));
            run.progress().step(table.get(table.size() - 1));
        });
    }
}
