package com.raptorcomply.acceptance.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of a fleet and what will become of them.
 *
 * @param keys as clients send them
 * @param steady the numbers of those that nothing happens to
 * @param changes in the order in which they are made
 */
record Stock(List<String> keys, List<Integer> steady, List<Change> changes) {
    Stock {
        keys = List.copyOf(keys);
        steady = List.copyOf(steady);
        changes = List.copyOf(changes);
    }

    /** What will happen to each key, by its number; steady ones are missing. */
    Map<Integer, Integer> changeOfKey() {
        Map<Integer, Integer> changeOf = new HashMap<>();
        for (int change = 0; change < changes.size(); change++) {
            for (int key : changes.get(change).keys()) {
                changeOf.put(key, change);
            }
        }
        return changeOf;
    }

    Change.Kind kind(int change) {
        return changes.get(change).kind();
    }
}
