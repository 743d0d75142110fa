package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.log.EnumLabel;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.resources.tenancy.FairConnectionQueue.Place;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A queue before connections that are only counted. */
record QueueUnderTest(Vertx vertx, SimpleMeterRegistry meters, FairConnectionQueue queue) implements AutoCloseable {
    static QueueUnderTest with(ConnectionBounds bounds) {
        Vertx vertx = Vertx.vertx();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        return new QueueUnderTest(vertx, meters, new FairConnectionQueue(vertx, bounds, meters));
    }

    /** A queue that is long enough for any test, and waits that do not end. */
    static QueueUnderTest withPlaces(int places, int organizationPlaces, int listPlaces, int organizationListPlaces) {
        return with(new ConnectionBounds(
                places,
                organizationPlaces,
                organizationPlaces,
                listPlaces,
                organizationListPlaces,
                10_000,
                10_000,
                Duration.ofMinutes(5),
                Duration.ofMinutes(5)));
    }

    static QueueUnderTest withOnePlace(int waitingMax, int organizationWaitingMax, Duration waitMax) {
        return with(new ConnectionBounds(1, 1, 1, 1, 1, waitingMax, organizationWaitingMax, waitMax, waitMax));
    }

    Place enter(String organization, ConnectionUse use) {
        return queue.enter(organization, use, false);
    }

    List<Place> enter(String organization, ConnectionUse use, int count) {
        return IntStream.range(0, count).mapToObj(i -> enter(organization, use)).toList();
    }

    double refused(ConnectionQueueMeters.Refusal reason) {
        return meters.get("postgres.queue.rejected")
                .tag("reason", EnumLabel.of(reason))
                .counter()
                .count();
    }

    static void assertOverloaded(Place place) {
        ProblemException refused = (ProblemException) Await.failure(place.granted());
        assertThat(refused.problem().code()).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(refused.problem().headers()).containsEntry("Retry-After", "1");
    }

    @Override
    public void close() {
        Await.result(vertx.close());
    }
}
