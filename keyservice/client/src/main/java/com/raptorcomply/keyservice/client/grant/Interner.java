package com.raptorcomply.keyservice.client.grant;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Replaces equal values by one object, because many grants hold the same ones. Any thread. Past {@code entriesMax}
 * values it returns each value unchanged.
 */
final class Interner<T> {
    private final ConcurrentMap<T, T> values = new ConcurrentHashMap<>();
    private final int entriesMax;

    Interner(int entriesMax) {
        this.entriesMax = entriesMax;
    }

    T of(T value) {
        T known = values.get(value);
        if (known != null) {
            return known;
        }
        if (values.size() >= entriesMax) {
            return value;
        }
        T earlier = values.putIfAbsent(value, value);
        return earlier == null ? value : earlier;
    }
}
