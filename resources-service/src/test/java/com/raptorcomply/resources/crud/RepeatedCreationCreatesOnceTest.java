package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A POST with an Idempotency-Key can be repeated: it creates one record and gets the same response each time. */
class RepeatedCreationCreatesOnceTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID system = records.system("S1");
    private final JsonObject body = Records.asset(system, "T-1");

    @Test
    void sameAnswerAgain() {
        Answer first = caller.post("/cyber-assets", body, "Idempotency-Key", "k-1");
        Answer second = caller.post("/cyber-assets", body, "Idempotency-Key", "k-1");

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).as(second.body()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(caller.get("/cyber-assets").array()).hasSize(1);
    }

    /** A client that rebuilds its body from a map may send the members in another order. */
    @Test
    void sameJsonInAnotherSpelling() {
        Answer first = caller.post("/cyber-assets", body.copy().putNull("macAddress"), "Idempotency-Key", "k-1");
        JsonObject other = new JsonObject();
        body.fieldNames().stream()
                .sorted(Comparator.reverseOrder())
                .forEach(name -> other.put(name, body.getValue(name)));
        other.put("count", new BigDecimal("1.0")).putNull("macAddress");

        Answer again = caller.post("/cyber-assets", other, "Idempotency-Key", "k-1");

        assertThat(again.status()).as(again.body()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void recordThatWasDeletedSinceIsNotPretended() {
        String path =
                caller.post("/cyber-assets", body, "Idempotency-Key", "k-1").header("Location");
        caller.delete(path);

        Answer again = caller.post("/cyber-assets", body, "Idempotency-Key", "k-1");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.object().getMap())
                .containsEntry("code", "state_conflict")
                .containsEntry("field", "Idempotency-Key");
        assertThat(caller.get("/cyber-assets").body()).isEqualTo("[]");
    }

    @Test
    void anotherBodyIsRefused() {
        caller.post("/cyber-assets", body, "Idempotency-Key", "k-1");

        Answer other = caller.post("/cyber-assets", Records.asset(system, "T-2"), "Idempotency-Key", "k-1");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.message()).isEqualTo("This Idempotency-Key was used for another request");
        assertThat(caller.get("/cyber-assets").array()).hasSize(1);
    }

    @Test
    void refusedCreationKeepsNothing() {
        JsonObject dangling = Records.asset(UUID.randomUUID(), "T-1");
        assertThat(caller.post("/cyber-assets", dangling, "Idempotency-Key", "k-1")
                        .status())
                .isEqualTo(422);

        assertThat(caller.post("/cyber-assets", body, "Idempotency-Key", "k-1").status())
                .isEqualTo(201);
    }

    @Test
    void manyAtOnce() {
        List<CompletableFuture<Answer>> all = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> caller.post("/cyber-assets", body, "Idempotency-Key", "k-1")))
                .toList();

        List<String> bodies =
                all.stream().map(future -> future.join().body()).distinct().toList();

        assertThat(bodies).hasSize(1);
        assertThat(caller.get("/cyber-assets").array()).hasSize(1);
    }

    @Test
    void anotherApiKeyIsAnotherClient() {
        Caller sameOrganization = new Caller(
                caller.url(),
                caller.signer(),
                caller.organization(),
                UUID.randomUUID(),
                Caller.INVENTORY,
                List.of(),
                null,
                null);
        caller.post("/cyber-assets", body, "Idempotency-Key", "k-1");

        assertThat(sameOrganization
                        .post("/cyber-assets", Records.asset(system, "T-2"), "Idempotency-Key", "k-1")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void theKeyActingAsAUserIsAnotherClient() {
        caller.post("/cyber-assets", body, "Idempotency-Key", "k-1");
        Caller acting = caller.actingAs(UUID.randomUUID(), "Kim Lee");

        Answer first = acting.post("/cyber-assets", Records.asset(system, "T-2"), "Idempotency-Key", "k-1");
        Answer again = acting.post("/cyber-assets", Records.asset(system, "T-2"), "Idempotency-Key", "k-1");

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void forgottenAfterADay() {
        caller.post("/cyber-assets", body, "Idempotency-Key", "k-1");
        caller.post("/cyber-assets", Records.asset(system, "T-2"), "Idempotency-Key", "k-2");
        records.execute("UPDATE idempotency SET created_at = created_at - interval '25 hours'");

        Answer later = caller.post("/cyber-assets", Records.asset(system, "T-3"), "Idempotency-Key", "k-1");

        assertThat(later.status()).isEqualTo(201);
        assertThat(caller.post("/cyber-assets", Records.asset(system, "T-4"), "Idempotency-Key", "k-2")
                        .status())
                .isEqualTo(201);
    }
}
