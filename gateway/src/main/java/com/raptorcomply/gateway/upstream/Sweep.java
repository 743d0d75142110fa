package com.raptorcomply.gateway.upstream;

import java.util.ArrayList;
import java.util.List;

/**
 * Ends exchanges whose time is over. One timer looks at all of them instead of one timer each: a request sets and moves
 * its deadline by writing a number. Confined to its event loop.
 */
final class Sweep {
    private final List<Exchange> exchanges = new ArrayList<>();

    void add(Exchange exchange) {
        exchange.sweepIndex = exchanges.size();
        exchanges.add(exchange);
    }

    void remove(Exchange exchange) {
        Exchange last = exchanges.remove(exchanges.size() - 1);
        if (last != exchange) {
            exchanges.set(exchange.sweepIndex, last);
            last.sweepIndex = exchange.sweepIndex;
        }
    }

    /** Backwards, since an exchange that ends puts the last one, already seen, into its place. */
    void run(long nowNanos) {
        for (int i = exchanges.size() - 1; i >= 0; i--) {
            if (i < exchanges.size()) {
                exchanges.get(i).expireAt(nowNanos);
            }
        }
    }

    int size() {
        return exchanges.size();
    }
}
