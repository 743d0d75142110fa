package com.raptorcomply.gateway.observe;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Traces by organization and request id. The organization is part of the key because clients choose request ids. When the store
 * is full, an organization with more traces than the average makes room, so that no flood takes away the traces of the others.
 * Any thread.
 */
public final class TraceStore {
    private final int tracesMax;

    /** Each organization's by request id, the eldest first; none of the maps is empty. */
    private final Map<UUID, LinkedHashMap<String, RefusalTrace>> traces = new HashMap<>();

    private int size;

    /** @param tracesMax of all organizations */
    public TraceStore(int tracesMax) {
        this.tracesMax = tracesMax;
    }

    /** @param oldest traces from before it make room first */
    public synchronized void put(RefusalTrace trace, Instant oldest) {
        LinkedHashMap<String, RefusalTrace> own =
                traces.computeIfAbsent(trace.organizationId(), id -> new LinkedHashMap<>());
        if (own.remove(trace.requestId()) == null) {
            size++;
        }
        own.put(trace.requestId(), trace);
        if (size > tracesMax) {
            boolean aboveAverage = (long) own.size() * traces.size() > tracesMax;
            dropEldestOf(aboveAverage ? trace.organizationId() : fullest(oldest));
        }
    }

    public synchronized @Nullable RefusalTrace get(UUID organization, String requestId) {
        Map<String, RefusalTrace> own = traces.get(organization);
        return own == null ? null : own.get(requestId);
    }

    /** One whose eldest trace is too old to be shown, else the one with the most. */
    private UUID fullest(Instant oldest) {
        UUID fullest = null;
        int most = 0;
        for (Map.Entry<UUID, LinkedHashMap<String, RefusalTrace>> each : traces.entrySet()) {
            LinkedHashMap<String, RefusalTrace> theirs = each.getValue();
            if (theirs.values().iterator().next().at().isBefore(oldest)) {
                return each.getKey();
            }
            if (theirs.size() > most) {
                fullest = each.getKey();
                most = theirs.size();
            }
        }
        if (fullest == null) {
            throw new IllegalStateException("No traces, yet too many");
        }
        return fullest;
    }

    private void dropEldestOf(UUID organization) {
        LinkedHashMap<String, RefusalTrace> theirs = traces.get(organization);
        if (theirs != null) {
            theirs.remove(theirs.keySet().iterator().next());
            size--;
            if (theirs.isEmpty()) {
                traces.remove(organization);
            }
        }
    }
}
