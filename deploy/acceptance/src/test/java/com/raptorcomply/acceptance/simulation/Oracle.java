package com.raptorcomply.acceptance.simulation;

import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows the complete state and detects violations. A request that arrives after a receipt became effective must not be
 * authorized by a grant from before the change. A request must not be refused as invalid if it arrives after the change
 * that made the key valid became effective. A grant's key name contains the version of each subject that it was read
 * from.
 */
final class Oracle {
    private final Map<Subject, List<Effective>> effective = new HashMap<>();
    private final Map<Subject, Long> turnedOff = new HashMap<>();
    private final List<Long> waitedNanos = new ArrayList<>();
    private @Nullable String violation;
    private long authorized;
    private long refused;

    private record Effective(long atNanos, long version) {}

    void effective(Subject subject, long version, long committedNanos, long atNanos) {
        effective.computeIfAbsent(subject, none -> new ArrayList<>()).add(new Effective(atNanos, version));
        waitedNanos.add(atNanos - committedNanos);
    }

    void authorized(String gateway, long arrivedNanos, Grant grant) {
        authorized++;
        Map<String, Long> versions = versions(grant.keyName());
        for (Subject subject : grant.subjects()) {
            long version = Objects.requireNonNull(versions.get(subject.id()));
            for (Effective each : effective.getOrDefault(subject, List.of())) {
                if (each.atNanos() <= arrivedNanos && each.version() > version) {
                    violate(gateway + " authorized, by version " + version + " of " + subject
                            + ", a request that came at "
                            + arrivedNanos + " ns, after version " + each.version() + " was effective at "
                            + each.atNanos() + " ns");
                }
            }
        }
    }

    /**
     * Observes a key that is valid now and known as valid by all gateways.
     *
     * @return true if it has stayed valid
     */
    BooleanSupplier settledGood(List<Subject> subjects) {
        if (!subjects.stream().allMatch(this::isSettledGood)) {
            return () -> false;
        }
        List<Long> before = lastOff(subjects);
        return () -> lastOff(subjects).equals(before);
    }

    private boolean isSettledGood(Subject subject) {
        long lastOff = turnedOff.getOrDefault(subject, -1L);
        return lastOff < 0
                || effective.getOrDefault(subject, List.of()).stream().anyMatch(each -> each.version() > lastOff);
    }

    private List<Long> lastOff(List<Subject> subjects) {
        return subjects.stream()
                .map(subject -> turnedOff.getOrDefault(subject, -1L))
                .toList();
    }

    void committed(Subject subject, long version) {
        if (SimKeys.isOff(subject, version)) {
            turnedOff.put(subject, version);
        }
    }

    /**
     * Records a refusal.
     *
     * @param asBad true if as an invalid key, false if undecided
     */
    void refused(String gateway, boolean asBad, boolean good) {
        if (!asBad || good) {
            refused++;
        }
        if (asBad && good) {
            violate(gateway + " refused a key that had been good again everywhere");
        }
    }

    void violate(String what) {
        if (violation == null) {
            violation = what;
        }
    }

    @Nullable
    String violation() {
        return violation;
    }

    long authorizedCount() {
        return authorized;
    }

    long refusedCount() {
        return refused;
    }

    long longestWaitNanos() {
        return waitedNanos.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    int effectiveCount() {
        return waitedNanos.size();
    }

    static String name(Map<String, Long> versions) {
        StringBuilder name = new StringBuilder();
        versions.forEach(
                (id, version) -> name.append(id).append('=').append(version).append(';'));
        return name.toString();
    }

    private static Map<String, Long> versions(String name) {
        Map<String, Long> versions = new HashMap<>();
        for (String each : name.split(";", -1)) {
            int at = each.indexOf('=');
            if (at > 0) {
                versions.put(each.substring(0, at), Long.parseLong(each.substring(at + 1)));
            }
        }
        return versions;
    }
}
