package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.service.MetricsDocument;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * More changes of an organization than it may have connections wait for one that takes long, and so do lists whose caller's
 * restrictions have changed. They succeed afterwards, though the wait is longer than that of a read, and other reads go on
 * meanwhile.
 */
@Timeout(120)
class ReadsGoOnWhileChangesWaitTest {
    private static final Duration ACQUIRE_TIMEOUT = Duration.ofMillis(200);
    private static final int CHANGES = 12;
    private static final int CHANGE_PLACES = 5;

    private final UnderTest service = new UnderTest(PostgresServer.shared())
            .start(Map.of(
                    "database.acquireTimeout", ACQUIRE_TIMEOUT.toMillis() + "ms", "database.statementTimeout", "2m"));
    private final Caller caller = Caller.of(service, UUID.randomUUID());
    private final Records records = new Records(service.database(), caller.organization());
    private final UUID system = records.system("S-1");
    private final ExecutorService clients = Executors.newFixedThreadPool(CHANGES);

    @AfterEach
    void close() {
        clients.shutdownNow();
        service.close();
    }

    @Test
    void forALongOne() throws Exception {
        assertReadsGoOnWhile(this::create, 201);
    }

    @Test
    void forALongOneToNoteOtherRestrictions() throws Exception {
        caller.get("/cyber-assets");
        Caller changed =
                caller.withRestrictions(new Stamp.Restriction(List.of(), List.of(), List.of(system), List.of()));

        assertReadsGoOnWhile(number -> changed.get("/cyber-assets").status(), 200);
    }

    private void assertReadsGoOnWhile(IntFunction<Integer> waitingRequest, int status) throws Exception {
        List<CompletableFuture<Integer>> requests;
        try (Connection another = records.open()) {
            requests = IntStream.range(0, CHANGES)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> waitingRequest.apply(i), clients))
                    .toList();
            Await.until("the requests wait", () -> waiting() == CHANGES - CHANGE_PLACES);
            long end = System.nanoTime() + 2 * ACQUIRE_TIMEOUT.toNanos();
            do {
                assertThat(caller.get("/cyber-systems/" + system).status()).isEqualTo(200);
                assertThat(caller.withAnotherKey().get("/cyber-systems").status())
                        .as("the first list of a key")
                        .isEqualTo(200);
            } while (System.nanoTime() < end);
            assertThat(requests).noneMatch(CompletableFuture::isDone);
            another.rollback();
        }
        assertThat(requests).allSatisfy(request -> assertThat(request.join()).isEqualTo(status));
    }

    private int create(int number) {
        return caller.post("/cyber-assets", Records.asset(system, "T-" + number))
                .status();
    }

    private double waiting() {
        return MetricsDocument.scrape(service.service().managementPort())
                .lines()
                .filter(line -> line.startsWith("postgres_queue_waiting{use=\"change\"} "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }
}
