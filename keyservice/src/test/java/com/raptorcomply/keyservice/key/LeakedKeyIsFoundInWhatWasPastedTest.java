package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Gateways;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.grant.Verdict.Refused;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakedKeyIsFoundInWhatWasPastedTest {
    private static final TestService SERVICE = TestService.shared();
    private static final TestCaller ADMIN = SERVICE.person(SERVICE.organization(), UserRole.ORG_ADMIN);

    private final Gateways gateways = new Gateways(SERVICE);
    private final String key = SERVICE.mint(ADMIN, new JsonObject()).getString("key");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KEY\n",
                " KEY\t",
                "\u00a0KEY\u200b",
                "\"KEY\"",
                "'KEY',",
                "`KEY`",
                "(KEY).",
                "X-API-Key: KEY",
                "Authorization: Bearer KEY\r\n",
                "curl -H \"X-API-Key: KEY\" https://example.test/cyber-assets",
                "https://example.test/?key=KEY&limit=1",
                "line one\nRAPTOR_COMPLY_API_KEY=KEY\nline three\n",
                "rc_live_rc_live_KEY",
                "rc_live_KEY KEYKEY"
            })
    void whateverStandsAroundIt(String pasted) {
        Reply reply = report(pasted.replace("KEY", key));

        assertThat(reply.status()).isEqualTo(202);
        assertThat(gateways.verify(key)).isInstanceOf(Refused.class);
    }

    @Test
    void everyKeyOfATextIsFound() {
        String other = SERVICE.mint(ADMIN, new JsonObject()).getString("key");

        report(key + "\n" + other + "\n");

        assertThat(gateways.verify(key)).isInstanceOf(Refused.class);
        assertThat(gateways.verify(other)).isInstanceOf(Refused.class);
    }

    @Test
    void answerPromisesNoMoreThanIsDone() {
        assertThat(report("nothing here").object().getString("message"))
                .isEqualTo(report(key).object().getString("message"))
                .contains("will be revoked");
    }

    private static Reply report(String text) {
        JsonObject body = new JsonObject().put("keys", new JsonArray().add(text));
        return SERVICE.post(null, "/api-keys/revoke-leaked", body.encode());
    }
}
