package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Otherwise every organization whose wait was refused would be looked up each second for as long as the process runs. */
class RefusedWaitLeavesNothingTest {
    private static final long WAIT_MILLIS = 500;
    private static final long SOON_MILLIS = 200;

    private final Vertx vertx = Vertx.vertx();
    private final List<Set<UUID>> lookedUp = new CopyOnWriteArrayList<>();
    private final ChangeWaiters waiters = new ChangeWaiters(vertx, organizations -> {
        lookedUp.add(organizations);
        return Future.succeededFuture(Map.of());
    });

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void andItsOrganizationIsNotLookedUp() {
        List<Future<Void>> waiting = new ArrayList<>();
        while (waiting.size() < ChangeWaiters.WAITING_MAX) {
            waiting.addAll(ofOneOrganization());
        }
        UUID refused = UUID.randomUUID();
        assertThat(waiters.await(refused, null, WAIT_MILLIS)).isNull();
        Await.result(Future.all(waiting));

        Await.result(vertx.timer(ChangeWaiters.LOOK_MILLIS + SOON_MILLIS));

        assertThat(lookedUp).noneMatch(organizations -> organizations.contains(refused));
    }

    private List<Future<Void>> ofOneOrganization() {
        UUID organization = UUID.randomUUID();
        List<Future<Void>> waiting = new ArrayList<>();
        for (int i = 0; i < ChangeWaiters.WAITING_OF_ORGANIZATION_MAX; i++) {
            waiting.add(waiters.await(organization, null, WAIT_MILLIS));
        }
        return waiting;
    }
}
