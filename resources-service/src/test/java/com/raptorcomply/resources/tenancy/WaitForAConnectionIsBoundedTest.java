package com.raptorcomply.resources.tenancy;

import static com.raptorcomply.resources.tenancy.ConnectionUse.LIST;
import static com.raptorcomply.resources.tenancy.ConnectionUse.RECORD;
import static com.raptorcomply.resources.tenancy.QueueUnderTest.assertOverloaded;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.resources.tenancy.ConnectionQueueMeters.Refusal;
import com.raptorcomply.resources.tenancy.FairConnectionQueue.Place;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The queue before the connections is bounded, for each organization and for all, and so is the time in it. */
@Timeout(60)
class WaitForAConnectionIsBoundedTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void organizationThatFillsItsShareIsRefusedAlone() {
        try (QueueUnderTest queue = QueueUnderTest.withOnePlace(10, 2, LONG)) {
            queue.enter("A", RECORD, 3);

            assertOverloaded(queue.enter("A", LIST));
            assertThat(queue.enter("B", RECORD).granted().isComplete()).isFalse();
            assertThat(queue.refused(Refusal.ORGANIZATION_FULL)).isEqualTo(1);
        }
    }

    @Test
    void organizationsThatFillTheQueueShutOutNoOther() {
        try (QueueUnderTest queue = QueueUnderTest.withOnePlace(4, 3, LONG)) {
            Place held = queue.enter("A", RECORD);
            List<Place> flood = queue.enter("A", RECORD, 3);
            queue.enter("B", RECORD);

            Place third = queue.enter("C", RECORD);
            assertOverloaded(flood.get(2));
            Place fourth = queue.enter("D", RECORD);
            assertOverloaded(flood.get(1));
            assertOverloaded(queue.enter("E", RECORD));

            assertThat(queue.refused(Refusal.QUEUE_FULL)).isEqualTo(3);
            assertThat(List.of(flood.get(0), third, fourth))
                    .noneMatch(place -> place.granted().isComplete());
            held.leave();
            Await.result(flood.get(0).granted());
        }
    }

    @Test
    void requestThatWaitsTooLongIsRefused() {
        try (QueueUnderTest queue = QueueUnderTest.withOnePlace(10, 10, SHORT)) {
            queue.enter("A", RECORD);

            assertOverloaded(queue.enter("B", RECORD));
            assertThat(queue.refused(Refusal.TIMEOUT)).isEqualTo(1);
            assertThat(queue.queue().waiting(RECORD)).isZero();
        }
    }

    @Test
    void responseThatHasBegunIsNotCutForAFullQueueOrALongWait() {
        try (QueueUnderTest queue = QueueUnderTest.withOnePlace(1, 1, SHORT)) {
            Place held = queue.enter("A", LIST);
            Place waiting = queue.enter("A", LIST);
            Place begun = queue.queue().enter("A", LIST, true);

            assertOverloaded(waiting);
            held.leave();
            Await.result(begun.granted());
        }
    }

    @Test
    void clientThatLeavesLeavesTheQueue() {
        try (QueueUnderTest queue = QueueUnderTest.withOnePlace(1, 1, LONG)) {
            Place held = queue.enter("A", RECORD);
            Place gone = queue.enter("B", RECORD);
            gone.abandon();
            held.abandon();

            assertThat(Await.failure(gone.granted())).hasMessage("The client went away");
            Place next = queue.enter("C", RECORD);
            assertThat(next.granted().isComplete()).isFalse();
            held.leave();
            held.leave();
            Await.result(next.granted());
            assertThat(queue.enter("D", RECORD).granted().isComplete()).isFalse();
        }
    }
}
