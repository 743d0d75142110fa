package com.raptorcomply.gateway.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The exchanges under way, for who looks at them in turn: one timer for all instead of one each, so that a request sets and
 * moves its deadline by writing a number. Confined to its event loop.
 */
final class DeadlineScanner {
    private final List<UpstreamExchange> exchanges = new ArrayList<>();

    void add(UpstreamExchange exchange) {
        exchange.sweepIndex = exchanges.size();
        exchanges.add(exchange);
    }

    void remove(UpstreamExchange exchange) {
        UpstreamExchange last = exchanges.remove(exchanges.size() - 1);
        if (last != exchange) {
            exchanges.set(exchange.sweepIndex, last);
            last.sweepIndex = exchange.sweepIndex;
        }
    }

    /** Looks at each. Backwards, since an exchange that ends puts the last one, already seen, into its place. */
    void run(Consumer<UpstreamExchange> look) {
        for (int i = exchanges.size() - 1; i >= 0; i--) {
            if (i < exchanges.size()) {
                look.accept(exchanges.get(i));
            }
        }
    }
}
