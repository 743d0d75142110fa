package com.raptorcomply.keyservice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.webhook.TestReceiver.Message;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TwoReplicasDeliverOnceTest {
    private static final int NOTICES = 60;
    private static final Map<String, Object> SETTINGS =
            Map.of("webhooks.allowedNetworks", List.of("127.0.0.1/32"), "webhooks.poll", "10ms");

    @Test
    void eachNoticeWhoeverTakesIt() {
        try (TestReceiver receiver = new TestReceiver();
                TestService one = TestService.with(SETTINGS);
                TestService other = one.replica(SETTINGS)) {
            Hook hook = Hook.of(one, receiver.url(), new JsonObject());
            for (int i = 0; i < NOTICES; i++) {
                (i % 2 == 0 ? one : other).mint(hook.admin(), new JsonObject());
            }

            Await.until(
                    "nothing is pending",
                    () -> one.count("SELECT count(*) FROM webhook_delivery WHERE state = 'pending'") == 0);

            assertThat(receiver.messages()).hasSize(NOTICES);
            assertThat(receiver.messages().stream().map(Message::id).distinct()).hasSize(NOTICES);
            assertThat(one.count("SELECT count(*) FROM webhook_delivery WHERE state = 'delivered' AND attempts = 1"))
                    .isEqualTo(NOTICES);
        }
    }
}
