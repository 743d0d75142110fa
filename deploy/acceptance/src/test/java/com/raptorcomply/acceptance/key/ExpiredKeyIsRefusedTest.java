package com.raptorcomply.acceptance.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import com.raptorcomply.chassis.Await;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A key works until its expiry, and is refused as expired from then on, although the gateway had it cached. */
@ExtendWith(RunningWhole.class)
class ExpiredKeyIsRefusedTest {
    private static final Duration REFUSED_WITHIN = Duration.ofSeconds(30);

    @Test
    void fromTheMomentOfItsExpiry(Whole whole) {
        Instant expiry = Instant.now().plusSeconds(5);
        JsonObject made = whole.makeKey(new JsonObject().put("expiresAt", expiry.toString()));
        Client client = whole.stranger().with(made.getString("key"));
        assertThat(client.get("/validate").status()).isEqualTo(200);
        Reply reply = Await.until(
                "the expired key is refused",
                REFUSED_WITHIN,
                () -> client.get("/validate"),
                answer -> answer.status() != 200);
        assertThat(Instant.now()).isAfterOrEqualTo(expiry.minusMillis(100));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.errorWithoutRequestId())
                .isEqualTo(new JsonObject()
                        .put("error", "Unauthorized")
                        .put("message", "API key has expired")
                        .put("code", "key_expired"));
    }
}
