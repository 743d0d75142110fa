package com.raptorcomply.resources.tenancy;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.tenancy.ConnectionQueueMeters.Refusal;
import com.raptorcomply.resources.tenancy.OrganizationLanes.Lane;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Queues requests before the connection pool, because the pool alone serves all requests of an organization that floods
 * before the next one of another. A free place goes to the organizations that wait, in turn. The lists, the
 * changes and the other requests of an organization wait in three lanes, each in order of arrival. Lists hold a share of the
 * places at most, and so do all requests of one organization, so that another one finds a free place when it comes. So do its
 * changes, because they wait for each other, and its reads need not.
 *
 * <p>A request is refused with 503 if the queue or its organization's share of it is full, or if it waits too long. In a
 * full queue it displaces the last request of the organization with the most waiting ones instead, so that several
 * organizations that flood shut out nobody. A request whose response has begun cannot get a 503 any more, and the
 * gateway would take its end for a fault of the service. So it waits longer and is never displaced.
 *
 * <p>Any thread: all event loops share the queue. It is guarded by one lock, under which nothing waits.
 */
final class FairConnectionQueue {
    private static final int RETRY_AFTER_SECONDS = 1;
    /** Requests whose response has begun find a full queue only at so many times the bound. */
    private static final int BEGUN_WAITING_FACTOR = 2;
    /** They wait so many times as long as others. */
    private static final int BEGUN_WAIT_FACTOR = 10;

    private final Vertx vertx;
    private final ConnectionBounds bounds;
    private final ConnectionQueueMeters meters;
    private final Map<String, OrganizationLanes> organizations = new HashMap<>();
    /** The lanes in which requests wait, beginning with the one whose turn is next. */
    private final Set<Lane> turns = new LinkedHashSet<>();

    private int held;
    private int listsHeld;
    private int waiting;

    FairConnectionQueue(Vertx vertx, ConnectionBounds bounds, MeterRegistry registry) {
        this.vertx = vertx;
        this.bounds = bounds;
        this.meters = new ConnectionQueueMeters(registry, this::waiting);
    }

    /**
     * Takes a place for a request, at once or after a wait. The caller must {@link Place#leave} once, however the
     * request ends.
     *
     * @param begun true if a part of the response has been sent
     */
    synchronized Place enter(String organization, ConnectionUse use, boolean begun) {
        OrganizationLanes owner = organizations.computeIfAbsent(organization, OrganizationLanes::new);
        Place place = new Place(owner.of(use), begun);
        int factor = begun ? BEGUN_WAITING_FACTOR : 1;
        if (place.lane.waiting.isEmpty() && isFree(place.lane)) {
            hold(place);
            meters.granted(use, 0);
            place.granted.complete();
        } else if (owner.waiting() >= factor * bounds.organizationWaitingMax()) {
            refuse(place, Refusal.ORGANIZATION_FULL);
        } else if (waiting >= factor * bounds.waitingMax() && !displaceFor(owner)) {
            refuse(place, Refusal.QUEUE_FULL);
        } else {
            await(place);
        }
        return place;
    }

    synchronized int waiting(ConnectionUse use) {
        return turns.stream()
                .filter(lane -> lane.use == use)
                .mapToInt(lane -> lane.waiting.size())
                .sum();
    }

    private boolean isFree(Lane lane) {
        return held < bounds.places()
                && lane.owner.held() < bounds.organizationPlaces()
                && lane.held < bounds.organizationPlaces(lane.use)
                && (lane.use != ConnectionUse.LIST || listsHeld < bounds.listPlaces());
    }

    private void hold(Place place) {
        place.state = State.HELD;
        count(place.lane, 1);
    }

    private void count(Lane lane, int change) {
        held += change;
        lane.held += change;
        listsHeld += lane.use == ConnectionUse.LIST ? change : 0;
    }

    private void await(Place place) {
        place.state = State.WAITING;
        place.lane.waiting.add(place);
        turns.add(place.lane);
        waiting++;
        long waitMillis = bounds.waitMax(place.lane.use).toMillis() * (place.begun ? BEGUN_WAIT_FACTOR : 1);
        place.timer = vertx.setTimer(waitMillis, id -> expire(place));
    }

    /** Gives the free places to the lanes in turn. A lane that has its share of them keeps its turn. */
    private void grant() {
        for (Lane next = next(); next != null; next = next()) {
            Place place = next.waiting.element();
            turns.remove(next);
            next.waiting.remove();
            waiting--;
            if (!next.waiting.isEmpty()) {
                turns.add(next);
            }
            hold(place);
            place.complete(() -> {
                meters.granted(place.lane.use, System.nanoTime() - place.enteredNanos);
                place.granted.complete();
            });
        }
    }

    private @Nullable Lane next() {
        if (held < bounds.places()) {
            for (Lane lane : turns) {
                if (isFree(lane)) {
                    return lane;
                }
            }
        }
        return null;
    }

    private boolean displaceFor(OrganizationLanes newcomer) {
        OrganizationLanes longest = newcomer;
        for (Lane lane : turns) {
            longest = lane.owner.waiting() > longest.waiting() ? lane.owner : longest;
        }
        // With one request more than the newcomer, both would displace each other for ever.
        if (longest.waiting() <= newcomer.waiting() + 1) {
            return false;
        }
        Place last = longest.lastNotBegun();
        if (last == null) {
            return false;
        }
        withdraw(last);
        refuse(last, Refusal.QUEUE_FULL);
        return true;
    }

    /** Takes a place out of its lane before its turn. */
    private void withdraw(Place place) {
        place.state = State.LEFT;
        waiting--;
        Lane lane = place.lane;
        lane.waiting.remove(place);
        if (lane.waiting.isEmpty()) {
            turns.remove(lane);
        }
    }

    private void refuse(Place place, Refusal reason) {
        meters.refused(reason);
        place.complete(() -> place.granted.fail(Problem.retryable(
                        ErrorCode.OVERLOADED,
                        "The service is overloaded. Please retry after a short delay.",
                        RETRY_AFTER_SECONDS)
                .exception()));
        forget(place.lane.owner);
    }

    private synchronized void expire(Place place) {
        if (place.state == State.WAITING) {
            withdraw(place);
            refuse(place, Refusal.TIMEOUT);
        }
    }

    private synchronized void abandon(Place place) {
        if (place.state == State.WAITING) {
            withdraw(place);
            place.complete(() -> place.granted.fail("The client went away"));
            forget(place.lane.owner);
        }
    }

    private synchronized void leave(Place place) {
        abandon(place);
        if (place.state == State.HELD) {
            place.state = State.LEFT;
            count(place.lane, -1);
            grant();
            forget(place.lane.owner);
        }
    }

    /** Forgets an organization without requests, so that the memory is bounded by the places and the queue. */
    private void forget(OrganizationLanes lanes) {
        if (lanes.held() == 0 && lanes.waiting() == 0) {
            organizations.remove(lanes.organization());
        }
    }

    /** The place of one request: first in the queue, then at the database. */
    final class Place {
        private final Lane lane;
        private final boolean begun;
        private final Promise<Void> granted = Promise.promise();
        private final long enteredNanos = System.nanoTime();
        private final Context context = vertx.getOrCreateContext();
        private State state = State.LEFT;
        private long timer;

        private Place(Lane lane, boolean begun) {
            this.lane = lane;
            this.begun = begun;
        }

        boolean isBegun() {
            return begun;
        }

        /** Completes on the context that entered, when the request may take a connection of the pool. */
        Future<Void> granted() {
            return granted.future();
        }

        /** Leaves the queue if it still waits, because its client has left. */
        void abandon() {
            FairConnectionQueue.this.abandon(this);
        }

        /** Gives the place to the next request. Call it when the pool has the connection back. Idempotent. */
        void leave() {
            FairConnectionQueue.this.leave(this);
        }

        private void complete(Runnable outcome) {
            context.runOnContext(onContext -> {
                vertx.cancelTimer(timer);
                outcome.run();
            });
        }
    }

    private enum State {
        WAITING,
        HELD,
        LEFT
    }
}
