package com.raptorcomply.acceptance.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of a fleet and their changes.
 *
 * @param keys as clients send them
 * @param steady the indexes of unaffected keys
 * @param changes in the order of their execution
 */
record Stock(List<String> keys, List<Integer> steady, List<Change> changes) {
    Stock {
        keys = List.copyOf(keys);
        steady = List.copyOf(steady);
        changes = List.copyOf(changes);
    }

    /** Returns the change of each key, by index; unaffected keys are absent. */
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
