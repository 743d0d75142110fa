package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.keyservice.stamp.StampSigner;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.UnderTest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A gateway that registers later is trusted without a restart. If its key cannot be fetched, the response is 503. */
class GatewayKeysAreFetchedTest {
    private final UnderTest service = new UnderTest(PostgresServer.shared()).start(Map.of());
    private final Caller caller = Caller.of(service, UUID.randomUUID());

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void laterGatewayIsBelieved() {
        assertThat(caller.get("/facilities").status()).isEqualTo(200);
        StampSigner later = StampSigner.create(new SecureRandom());
        service.published().add(later.publicKey());

        assertThat(caller.sendAs(stampOf(later), "GET", "/facilities", "").status())
                .isEqualTo(200);
    }

    @Test
    void manyAtOnceFetchOnce() {
        String stamp = caller.stamp();
        List<CompletableFuture<Answer>> all = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> caller.sendAs(stamp, "GET", "/facilities", "")))
                .toList();

        assertThat(all.stream().map(answer -> answer.join().status()).distinct())
                .containsExactly(200);
        assertThat(service.keyFetches()).isEqualTo(1);
    }

    @Test
    void keyServiceGone() {
        service.stopKeyService();

        Answer unclear = caller.get("/facilities");

        assertThat(unclear.status()).as(unclear.body()).isEqualTo(503);
        assertThat(unclear.header("Retry-After")).isEqualTo("1");
        assertThat(unclear.header("WWW-Authenticate")).isEmpty();
    }

    @Test
    void knownGatewayWorksWhileTheKeyServiceIsGone() {
        assertThat(caller.get("/facilities").status()).isEqualTo(200);
        service.stopKeyService();

        assertThat(caller.get("/facilities").status()).isEqualTo(200);
        assertThat(Caller.of(service, UUID.randomUUID()).get("/facilities").status())
                .isEqualTo(200);
    }

    private String stampOf(StampSigner signer) {
        return signer.mint(caller.claims(Stamp.AUDIENCE_RESOURCES, Instant.now().getEpochSecond(), 60));
    }
}
