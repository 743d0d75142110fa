package com.raptorcomply.gateway.observe;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores traces by organization and request id. The organization is part of the key, because clients choose request
 * ids. If the store is full, an organization with more traces than the average makes room, so that a flood displaces no
 * traces of others. Any thread.
 */
public final class TraceStore {
    private final int tracesMax;

    /** By organization, then by request id, the oldest first; none of the maps is empty. */
    private final Map<UUID, LinkedHashMap<String, RefusalTrace>> traces = new HashMap<>();

    private int size;

    /** @param tracesMax of all organizations together */
    public TraceStore(int tracesMax) {
        this.tracesMax = tracesMax;
    }

    /** @param oldest time before which traces make room first */
    public synchronized void put(RefusalTrace trace, Instant oldest) {
        LinkedHashMap<String, RefusalTrace> ofOrganization =
                traces.computeIfAbsent(trace.organizationId(), id -> new LinkedHashMap<>());
        if (ofOrganization.remove(trace.requestId()) == null) {
            size++;
        }
        ofOrganization.put(trace.requestId(), trace);
        if (size > tracesMax) {
            boolean aboveAverage = (long) ofOrganization.size() * traces.size() > tracesMax;
            dropOldestOf(aboveAverage ? trace.organizationId() : fullest(oldest));
        }
    }

    public synchronized @Nullable RefusalTrace get(UUID organization, String requestId) {
        Map<String, RefusalTrace> ofOrganization = traces.get(organization);
        return ofOrganization == null ? null : ofOrganization.get(requestId);
    }

    /** Returns an organization whose oldest trace has expired, else the one with the most traces. */
    private UUID fullest(Instant oldest) {
        UUID fullest = null;
        int most = 0;
        for (Map.Entry<UUID, LinkedHashMap<String, RefusalTrace>> each : traces.entrySet()) {
            LinkedHashMap<String, RefusalTrace> ofOrganization = each.getValue();
            if (ofOrganization.values().iterator().next().at().isBefore(oldest)) {
                return each.getKey();
            }
            if (ofOrganization.size() > most) {
                fullest = each.getKey();
                most = ofOrganization.size();
            }
        }
        if (fullest == null) {
            throw new IllegalStateException("The store is full without traces");
        }
        return fullest;
    }

    private void dropOldestOf(UUID organization) {
        LinkedHashMap<String, RefusalTrace> ofOrganization = traces.get(organization);
        if (ofOrganization != null) {
            ofOrganization.remove(ofOrganization.keySet().iterator().next());
            size--;
            if (ofOrganization.isEmpty()) {
                traces.remove(organization);
            }
        }
    }
}
