package com.raptorcomply.resources.tenancy;

import static com.raptorcomply.resources.tenancy.ConnectionUse.LIST;
import static com.raptorcomply.resources.tenancy.ConnectionUse.RECORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.resources.tenancy.FairConnectionQueue.Place;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Free connections go to the organizations in turn, within the shares of lists and of each organization. */
@Timeout(60)
class ConnectionsAreSharedInTurnTest {
    private static final int THREADS = 4;
    private static final int REQUESTS = 500;

    @Test
    void organizationsTakeTurns() {
        try (QueueUnderTest queue = QueueUnderTest.withPlaces(1, 1, 1, 1)) {
            Place held = queue.enter("A", RECORD);
            List<Place> flood = queue.enter("A", RECORD, 3);
            Place second = queue.enter("B", RECORD);
            Place third = queue.enter("C", RECORD);

            List<Place> order = List.of(held, flood.get(0), second, third, flood.get(1), flood.get(2));
            for (int i = 0; i < order.size(); i++) {
                Await.result(order.get(i).granted());
                assertThat(order.subList(i + 1, order.size()))
                        .noneMatch(place -> place.granted().isComplete());
                order.get(i).leave();
            }
        }
    }

    @Test
    void listsHoldTheirShareAtMost() {
        try (QueueUnderTest queue = QueueUnderTest.withPlaces(4, 4, 2, 2)) {
            List<Place> lists = queue.enter("A", LIST, 2);
            Place other = queue.enter("B", LIST);

            assertThat(granted(lists)).isEqualTo(2);
            assertThat(granted(queue.enter("C", RECORD, 1))).isEqualTo(1);
            assertThat(other.granted().isComplete()).isFalse();

            lists.get(0).leave();
            Await.result(other.granted());
        }
    }

    @Test
    void listsOfAnOrganizationHoldUpNoneOfItsOtherRequests() {
        try (QueueUnderTest queue = QueueUnderTest.withPlaces(4, 4, 2, 1)) {
            assertThat(granted(queue.enter("A", LIST, 3))).isEqualTo(1);
            assertThat(granted(queue.enter("A", RECORD, 1))).isEqualTo(1);
            assertThat(granted(queue.enter("B", LIST, 1))).isEqualTo(1);
        }
    }

    @Test
    void organizationHoldsItsShareAtMost() {
        try (QueueUnderTest queue = QueueUnderTest.withPlaces(4, 3, 2, 2)) {
            assertThat(granted(queue.enter("A", RECORD, 5))).isEqualTo(3);
            assertThat(granted(queue.enter("B", RECORD, 1))).isEqualTo(1);
        }
    }

    @Test
    void everyRequestIsServedWithinTheSharesOnAnyThread() throws InterruptedException {
        try (QueueUnderTest queue = QueueUnderTest.withPlaces(4, 3, 2, 2)) {
            AtomicInteger held = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            AtomicInteger lists = new AtomicInteger();
            AtomicInteger mostLists = new AtomicInteger();
            CountDownLatch served = new CountDownLatch(THREADS * REQUESTS);
            List<Thread> threads = Stream.of("A", "B", "C", "D")
                    .map(organization -> new Thread(() -> {
                        for (int i = 0; i < REQUESTS; i++) {
                            ConnectionUse use = i % 2 == 0 ? LIST : RECORD;
                            Place place = queue.enter(organization, use);
                            place.granted().onSuccess(granted -> {
                                most.accumulateAndGet(held.incrementAndGet(), Math::max);
                                mostLists.accumulateAndGet(lists.addAndGet(use == LIST ? 1 : 0), Math::max);
                                held.decrementAndGet();
                                lists.addAndGet(use == LIST ? -1 : 0);
                                place.leave();
                                served.countDown();
                            });
                        }
                    }))
                    .toList();
            threads.forEach(Thread::start);

            served.await();
            assertThat(most.get()).isBetween(1, 4);
            assertThat(mostLists.get()).isBetween(1, 2);
            assertThat(queue.queue().waiting(LIST) + queue.queue().waiting(RECORD))
                    .isZero();
        }
    }

    private static long granted(List<Place> places) {
        return places.stream().filter(place -> place.granted().succeeded()).count();
    }
}
