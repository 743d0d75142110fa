package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The time of a 404 does not tell whether the record is another organization's, out of the caller's sight, or nowhere. The
 * requests are interleaved in random order, so that load hits all three alike, and compared by the rank test of Mann and
 * Whitney: a slow machine makes no difference between them, however noisy. {@code -Dtiming.requests=5000} asks more of each.
 */
class TimeOfA404TellsNothingTest {
    private static final int REQUESTS = Integer.getInteger("timing.requests", 300);
    private static final int WARM_UP = 30;

    /** Standard deviations that equal times exceed once in five hundred million comparisons. */
    private static final double DEVIATIONS_MAX = 6;

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID seen = records.systemIn("facility_id", records.facility("F-1"), "S-1");
    private final UUID hidden = records.systemIn("facility_id", records.facility("F-2"), "S-2");
    private final Caller limited =
            caller.withRestrictions(new Stamp.Restriction(List.of(), List.of(), List.of(seen), List.of()));

    @Test
    void ofARead() {
        Caller stranger = Caller.ofNewOrganization();
        UUID theirs = Records.of(stranger).system("S-1");
        List<String> paths = List.of(
                stranger.post("/cyber-assets", Records.asset(theirs, "T-1")).header("Location"),
                caller.post("/cyber-assets", Records.asset(hidden, "T-2")).header("Location"),
                "/cyber-assets/" + UUID.randomUUID());

        List<double[]> nanos = measure(paths);

        for (int one = 0; one < paths.size(); one++) {
            for (int other = one + 1; other < paths.size(); other++) {
                assertThat(deviations(nanos.get(one), nanos.get(other)))
                        .as(
                                "foreign 0, hidden 1, missing 2: %d against %d, medians %.0f and %.0f ns",
                                one, other, median(nanos.get(one)), median(nanos.get(other)))
                        .isBetween(-DEVIATIONS_MAX, DEVIATIONS_MAX);
            }
        }
    }

    private List<double[]> measure(List<String> paths) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < paths.size() * (REQUESTS + WARM_UP); i++) {
            order.add(i % paths.size());
        }
        Collections.shuffle(order.subList(paths.size() * WARM_UP, order.size()), new Random(1));
        List<List<Double>> nanos = new ArrayList<>();
        paths.forEach(path -> nanos.add(new ArrayList<>()));
        for (int kind : order) {
            long begun = System.nanoTime();
            int status = limited.get(paths.get(kind)).status();
            nanos.get(kind).add((double) (System.nanoTime() - begun));
            assertThat(status).isEqualTo(404);
        }
        return nanos.stream()
                .map(times -> times.subList(WARM_UP, times.size()).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .toList();
    }

    /** Returns how many standard deviations the rank sum of one sample is from that of equal distributions. */
    private static double deviations(double[] one, double[] other) {
        double wins = 0;
        for (double a : one) {
            for (double b : other) {
                wins += a > b ? 1 : a < b ? 0 : 0.5;
            }
        }
        double product = (double) one.length * other.length;
        return (wins - product / 2) / Math.sqrt(product * (one.length + other.length + 1) / 12);
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
