package com.raptorcomply.chassis.http.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EachConnectionIsSeenInEachRoundTest {
    private static final int CONNECTIONS = 1_050;
    private static final int ENDED_IN_A_SLICE = 5;

    private final SlicedScanner<Connection> rounds =
            new SlicedScanner<>(10_000, member -> member.place, (member, place) -> member.place = place);
    private final List<Connection> seen = new ArrayList<>();

    private static final class Connection {
        private int place;
    }

    @Test
    void andAtMostOneSliceAtATime() {
        List<Connection> all = connections();

        for (int slice = 0; slice < rounds.slices(); slice++) {
            int before = seen.size();
            rounds.next(seen::add);
            assertThat(seen.size() - before).isLessThanOrEqualTo(CONNECTIONS / rounds.slices() + 1);
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void whileVisitedConnectionsEnd() {
        List<Connection> all = connections();

        round(rounds::remove);

        assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
        seen.clear();
        round(connection -> {});
        assertThat(seen).isEmpty();
    }

    @Test
    void whileOtherConnectionsComeAndGo() {
        List<Connection> all = connections();
        Random random = new Random(1);
        for (int slice = 0; slice < rounds.slices(); slice++) {
            rounds.next(seen::add);
            for (int i = 0; i < ENDED_IN_A_SLICE; i++) {
                rounds.remove(all.remove(random.nextInt(all.size())));
                rounds.add(new Connection());
            }
        }

        assertThat(seen).containsAll(all);
    }

    private void round(Consumer<Connection> then) {
        for (int slice = 0; slice < rounds.slices(); slice++) {
            rounds.next(connection -> {
                seen.add(connection);
                then.accept(connection);
            });
        }
    }

    private List<Connection> connections() {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            all.add(new Connection());
            rounds.add(all.get(i));
        }
        return all;
    }
}
