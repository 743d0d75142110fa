package com.raptorcomply.gateway.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Holds the exchanges in flight and checks them in turn. One timer serves all of them, so that a request sets and moves
 * its deadline by writing a number. Confined to its event loop.
 */
final class DeadlineScanner {
    private final List<UpstreamExchange> exchanges = new ArrayList<>();

    void add(UpstreamExchange exchange) {
        exchange.scanIndex = exchanges.size();
        exchanges.add(exchange);
    }

    void remove(UpstreamExchange exchange) {
        UpstreamExchange last = exchanges.remove(exchanges.size() - 1);
        if (last != exchange) {
            exchanges.set(exchange.scanIndex, last);
            last.scanIndex = exchange.scanIndex;
        }
    }

    /**
     * Checks each exchange. Iterates backwards, because an exchange that ends is replaced in the list by the last one,
     * which was already checked.
     */
    void forEach(Consumer<UpstreamExchange> check) {
        for (int i = exchanges.size() - 1; i >= 0; i--) {
            if (i < exchanges.size()) {
                check.accept(exchanges.get(i));
            }
        }
    }
}
