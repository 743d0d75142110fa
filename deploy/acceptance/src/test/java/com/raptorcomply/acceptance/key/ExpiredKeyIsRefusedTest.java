package com.raptorcomply.acceptance.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A key works until its expiry and says from then on that it has expired, although the gateway had it cached. */
@ExtendWith(RunningWhole.class)
class ExpiredKeyIsRefusedTest {
    private static final Duration REFUSED_WITHIN = Duration.ofSeconds(10);

    @Test
    void fromTheMomentOfItsExpiry(Whole whole) {
        Instant expiry = Instant.now().plusSeconds(2);
        JsonObject made = whole.makeKey(new JsonObject().put("expiresAt", expiry.toString()));
        Client client = whole.stranger().with(made.getString("key"));
        Reply reply = client.get("/validate");
        assertThat(reply.status()).isEqualTo(200);
        while (reply.status() == 200 && Instant.now().isBefore(expiry.plus(REFUSED_WITHIN))) {
            reply = client.get("/validate");
        }
        assertThat(Instant.now()).isAfterOrEqualTo(expiry.minusMillis(100));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.errorWithoutRequestId())
                .isEqualTo(new JsonObject()
                        .put("error", "Unauthorized")
                        .put("message", "API key has expired")
                        .put("code", "key_expired"));
    }
}
