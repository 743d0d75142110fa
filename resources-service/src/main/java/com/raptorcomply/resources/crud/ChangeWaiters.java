package com.raptorcomply.resources.crud;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for a change of their organization. A change by this process wakes them at once; those of other
 * replicas are noticed by one query each {@link #LOOK_MILLIS}, for all organizations together. Any thread.
 */
final class ChangeWaiters {
    static final int WAITING_MAX = 1_000;
    static final int WAITING_OF_ORGANIZATION_MAX = 50;
    static final long LOOK_MILLIS = 1_000;
    /** Changes that follow each other so soon wake once, so that a busy organization does not make its waiters poll. */
    static final long WAKE_MILLIS = 50;

    private final Vertx vertx;
    private final LastChanges lastChanges;
    private final Map<UUID, Set<Waiter>> waiting = new HashMap<>();
    private final Set<UUID> waking = new LinkedHashSet<>();
    private int count;
    private boolean looks;

    ChangeWaiters(Vertx vertx, LastChanges lastChanges) {
        this.vertx = vertx;
        this.lastChanges = lastChanges;
    }

    /** Looks up the time of the last change of each organization. */
    @FunctionalInterface
    interface LastChanges {
        Future<Map<UUID, OffsetDateTime>> of(Set<UUID> organizations);
    }

    /** One waiting request. */
    private static final class Waiter {
        private final Context context;
        private final @Nullable OffsetDateTime seen;
        private final Promise<Void> woken = Promise.promise();

        Waiter(Context context, @Nullable OffsetDateTime seen) {
            this.context = context;
            this.seen = seen;
        }

        void wake() {
            context.runOnContext(back -> woken.tryComplete());
        }

        boolean hasSeen(@Nullable OffsetDateTime last) {
            return last == null || (seen != null && !last.isAfter(seen));
        }
    }

    /**
     * Waits for a change. The future completes at the latest after {@code millis}.
     *
     * @param seen the time of the last change that the request has seen; null without one
     * @return null if as many wait as may
     */
    @Nullable
    synchronized Future<Void> await(UUID organization, @Nullable OffsetDateTime seen, long millis) {
        int same = waiting.getOrDefault(organization, Set.of()).size();
        if (count >= WAITING_MAX || same >= WAITING_OF_ORGANIZATION_MAX) {
            return null;
        }
        Waiter waiter = new Waiter(vertx.getOrCreateContext(), seen);
        waiting.computeIfAbsent(organization, none -> new LinkedHashSet<>()).add(waiter);
        count++;
        long timer = vertx.setTimer(millis, late -> waiter.woken.tryComplete());
        if (!looks) {
            looks = true;
            vertx.setTimer(LOOK_MILLIS, look -> look());
        }
        return waiter.woken.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            leave(organization, waiter);
        });
    }

    /** Wakes the requests of an organization, because it has changed. */
    void wake(UUID organization) {
        synchronized (this) {
            if (!waiting.containsKey(organization) || !waking.add(organization)) {
                return;
            }
        }
        vertx.setTimer(WAKE_MILLIS, now -> {
            List<Waiter> awake;
            synchronized (this) {
                waking.remove(organization);
                awake = List.copyOf(waiting.getOrDefault(organization, Set.of()));
            }
            awake.forEach(Waiter::wake);
        });
    }

    private synchronized void leave(UUID organization, Waiter waiter) {
        Set<Waiter> same = waiting.get(organization);
        if (same != null && same.remove(waiter)) {
            count--;
            if (same.isEmpty()) {
                waiting.remove(organization);
            }
        }
    }

    private void look() {
        Set<UUID> organizations;
        synchronized (this) {
            organizations = Set.copyOf(waiting.keySet());
            looks = !organizations.isEmpty();
        }
        if (!organizations.isEmpty()) {
            lastChanges
                    .of(organizations)
                    .onSuccess(this::wakeAllThatHaveNotSeen)
                    .onComplete(looked -> vertx.setTimer(LOOK_MILLIS, again -> look()));
        }
    }

    private void wakeAllThatHaveNotSeen(Map<UUID, OffsetDateTime> times) {
        List<Waiter> awake = new ArrayList<>();
        synchronized (this) {
            waiting.forEach((organization, same) -> same.stream()
                    .filter(waiter -> !waiter.hasSeen(times.get(organization)))
                    .forEach(awake::add));
        }
        awake.forEach(Waiter::wake);
    }
}
