package com.raptorcomply.resources.evidence;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Bounds the uploads at once, of all organizations and of each, because each takes a file, a thread and disk. Any thread. */
final class UploadSlots {
    private static final int RETRY_AFTER_SECONDS = 5;

    private final int max;
    private final int organizationMax;
    private final Map<UUID, Integer> taken = new HashMap<>();
    private int all;

    UploadSlots(int max, int organizationMax, MeterRegistry meters) {
        this.max = max;
        this.organizationMax = organizationMax;
        Gauge.builder("resources.files.uploads", this, UploadSlots::count)
                .description("Files that clients are uploading.")
                .register(meters);
    }

    /** Takes a slot; throws a 429 if the organization has none left, or a 503 if nobody has. */
    synchronized void take(UUID organization) {
        if (taken.getOrDefault(organization, 0) >= organizationMax) {
            throw refusal(
                    ErrorCode.TOO_MANY_IN_FLIGHT,
                    "The organization may upload " + organizationMax
                            + " files at once. Please retry after a short delay.");
        }
        if (all >= max) {
            throw refusal(ErrorCode.OVERLOADED, "Too many files are being uploaded. Please retry after a short delay.");
        }
        taken.merge(organization, 1, Integer::sum);
        all++;
    }

    /** Gives a slot back, once for each that was taken. */
    synchronized void release(UUID organization) {
        taken.computeIfPresent(organization, (id, count) -> count == 1 ? null : count - 1);
        all--;
    }

    private synchronized int count() {
        return all;
    }

    private static RuntimeException refusal(ErrorCode code, String message) {
        return Problem.retryable(code, message, RETRY_AFTER_SECONDS).exception();
    }
}
