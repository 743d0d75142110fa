package com.raptorcomply.acceptance.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import com.raptorcomply.chassis.Await;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A key that is revoked while in use is refused for good, with the response for an invalid key. */
@ExtendWith(RunningWhole.class)
class RevokedKeyIsRefusedTest {
    private static final Duration PENDING_AT_MOST = Duration.ofSeconds(30);

    @Test
    void onceTheReceiptIsEffectiveAndForGood(Whole whole) {
        JsonObject made = whole.makeKey(new JsonObject());
        Client client = whole.stranger().with(made.getString("key"));
        assertThat(client.get("/facilities").status()).isEqualTo(200);

        Reply revoked = whole.adminA().delete("/api-keys/" + made.getString("id"));

        assertThat(revoked.status()).as(revoked.toString()).isIn(200, 202);
        assertThat(revoked.json().getString("id")).isEqualTo(made.getString("id"));
        Reply refused = revoked.status() == 200
                ? client.get("/facilities")
                : Await.until(
                        "the revoked key is refused",
                        PENDING_AT_MOST,
                        () -> client.get("/facilities"),
                        reply -> reply.status() != 200);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().getString("message")).isEqualTo("Invalid API key");
        for (int again = 0; again < 50; again++) {
            assertThat(client.get("/validate").status()).isEqualTo(401);
        }
    }

    @Test
    void butEveryOtherKeyIsNot(Whole whole) {
        JsonObject made = whole.makeKey(new JsonObject());
        JsonObject other = whole.makeKey(new JsonObject());
        whole.adminA().delete("/api-keys/" + made.getString("id"));
        assertThat(whole.stranger()
                        .with(other.getString("key"))
                        .get("/validate")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void andRevokingAgainAnswersTheSame(Whole whole) {
        JsonObject made = whole.makeKey(new JsonObject());
        Reply first = whole.adminA().delete("/api-keys/" + made.getString("id"));
        Reply second = whole.adminA().delete("/api-keys/" + made.getString("id"));
        assertThat(second.json().getString("revokedAt")).isEqualTo(first.json().getString("revokedAt"));
        assertThat(second.json().getLong("sequence")).isEqualTo(first.json().getLong("sequence"));
    }
}
