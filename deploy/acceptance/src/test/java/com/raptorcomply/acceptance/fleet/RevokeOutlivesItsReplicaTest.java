package com.raptorcomply.acceptance.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.chassis.Await;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A revocation survives its replica. The replica is killed while its revocations wait for a paused gateway. A client
 * that repeats one at another replica gets the first one's receipt: pending while the gateway may still grant,
 * effective after it has applied the change. The page of the receipt says so, and changes by itself.
 */
class RevokeOutlivesItsReplicaTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int LONG_SECONDS = 50;
    /** The lease term, long enough that no receipt becomes effective by time. */
    private static final long TERM_MILLIS = 55_000;

    private static final int PENDING = 202;

    @Test
    void withTheSameReceipt(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
        try (Fleet fleet = Fleet.prepare(directory, Shape.small(2, 1, false, TERM_MILLIS))) {
            Stock stock;
            Admin admin;
            try (Filling filling = Filling.begin(fleet)) {
                stock = filling.stock(10, 1);
                admin = filling.admin();
            }
            fleet.start();
            Member gateway = fleet.gateways().get(0);
            assertThat(outcomes(gateway, stock)).containsOnly(Outcome.OLD_RIGHTS);
            gateway.pause();
            List<CompletableFuture<HttpResponse<String>>> cutShort = begin(fleet, admin, stock);

            fleet.replicas().get(0).kill();

            assertThat(cutShort)
                    .allSatisfy(answer -> assertThat(answer).failsWithin(SOON).withThrowableOfType(Exception.class));
            List<HttpResponse<String>> repeated = repeat(fleet, admin, stock, 0);
            assertThat(repeated)
                    .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(PENDING));

            Optional<ReceiptPage> page = page(fleet, admin, repeated);
            page.ifPresent(shown -> {
                assertThat(shown.state()).contains("Still waiting for a gateway");
                assertThat(shown.aboveTheKeys()).contains("still being confirmed");
            });

            gateway.resume();

            page.ifPresent(shown -> {
                try (shown) {
                    shown.awaitState("No gateway lets it in any more");
                }
            });
            List<HttpResponse<String>> repeatedAgain = repeat(fleet, admin, stock, LONG_SECONDS);
            assertThat(repeatedAgain)
                    .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
            assertThat(sequences(repeatedAgain)).isEqualTo(sequences(repeated)).hasSize(5);
            assertThat(receipts(fleet)).isEqualTo(stock.changes().size());
            assertThat(outcomes(gateway, stock)).containsOnly(Outcome.NEW_RIGHTS);
        }
    }

    private static Optional<ReceiptPage> page(Fleet fleet, Admin admin, List<HttpResponse<String>> pending) {
        JsonObject receipt = pending.stream()
                .map(answer -> new JsonObject(answer.body()))
                .filter(body -> body.getString("keyId") != null)
                .findFirst()
                .orElseThrow();
        int port = fleet.replicas().get(1).port();
        return ReceiptPage.open(admin, port, receipt.getString("keyId"), receipt.getString("id"));
    }

    private static List<CompletableFuture<HttpResponse<String>>> begin(Fleet fleet, Admin admin, Stock stock) {
        int port = fleet.replicas().get(0).port();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (Change change : stock.changes()) {
            answers.add(CompletableFuture.supplyAsync(
                    () -> admin.call(port, change.method(), change.path(), change.body(), LONG_SECONDS),
                    task -> new Thread(task).start()));
        }
        Await.until("all are committed", SOON, () -> receipts(fleet) == answers.size());
        return answers;
    }

    private static long receipts(Fleet fleet) {
        return Ledger.number(fleet.keyServiceDatabase(), "SELECT count(*) FROM revocation_receipt");
    }

    private static List<HttpResponse<String>> repeat(Fleet fleet, Admin admin, Stock stock, int waitSeconds) {
        int port = fleet.replicas().get(1).port();
        return stock.changes().stream()
                .map(change -> admin.call(port, change.method(), change.path(), change.body(), waitSeconds))
                .toList();
    }

    /** Returns the sequences of the responses that are receipts. */
    private static List<Long> sequences(List<HttpResponse<String>> answers) {
        return answers.stream()
                .map(answer -> new JsonObject(answer.body()).getLong("sequence"))
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private static List<Outcome> outcomes(Member gateway, Stock stock) {
        return stock.changes().stream()
                .flatMap(change -> change.keys().stream().map(key -> {
                    Reply reply = new Client(
                                    "http://127.0.0.1:" + gateway.port(),
                                    stock.keys().get(key))
                            .get(Outcome.VALIDATE);
                    return Outcome.of(change.kind(), Outcome.VALIDATE, reply.status(), reply.body());
                }))
                .toList();
    }
}
