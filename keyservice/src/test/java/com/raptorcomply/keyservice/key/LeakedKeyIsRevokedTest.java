package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Gateways;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.grant.Verdict.Granted;
import com.raptorcomply.keyservice.client.grant.Verdict.Refused;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeakedKeyIsRevokedTest {
    private final TestService service = TestService.shared();
    private final Gateways gateways = new Gateways(service);
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);
    private final JsonObject createdKey = service.mint(admin, new JsonObject());
    private final String key = createdKey.getString("key");

    @Test
    void genuineKeyIsRevokedAndItsAdminsSeeWhy() {
        Reply reply = report(key);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(gateways.verify(key)).isInstanceOf(Refused.class);
        JsonObject shown =
                service.get(admin, "/api-keys/" + createdKey.getString("id")).object();
        assertThat(shown.getString("leakReportedAt")).isNotEmpty();
        assertThat(shown.getJsonObject("revokedBy").getString("name")).isEqualTo("leak report");
    }

    @Test
    void answerIsTheSameForFalseOnes() {
        String invented = NewKey.mint(new TagKeys('1', Map.of('1', new byte[32])), new SecureRandom())
                .reveal();

        Reply genuine = report(key);

        for (String other : new String[] {"", "rc_live_", invented, key.substring(0, 71) + "x"}) {
            Reply reply = report(other);
            assertThat(reply.status()).isEqualTo(genuine.status());
            assertThat(reply.body()).isEqualTo(genuine.body());
        }
    }

    @Test
    void knowingTheShownPartsIsNotEnough() {
        char[] guessed = key.toCharArray();
        guessed[30] = guessed[30] == 'a' ? 'b' : 'a';

        report(new String(guessed));

        assertThat(gateways.verify(key)).isInstanceOf(Granted.class);
    }

    @Test
    void secretThatWasRevokedBeforeEndsNothing() {
        String path = "/api-keys/" + createdKey.getString("id") + "/secrets";
        String fresh = service.post(admin, path, new JsonObject()).object().getString("key");
        service.delete(admin, path + "/" + key.substring(9, 20));

        report(key);

        assertThat(gateways.verify(fresh)).isInstanceOf(Granted.class);
    }

    @Test
    void whoRevokesItAgainGetsTheReceipt() {
        report(key);

        Reply receipt = service.delete(admin, "/api-keys/" + createdKey.getString("id"));

        assertThat(receipt.status()).isEqualTo(200);
        assertThat(receipt.object().getString("requestedBy")).isEqualTo("leak report");
    }

    @Test
    void badReportsAre422() {
        assertThat(service.post(null, "/api-keys/revoke-leaked", "{}").status()).isEqualTo(422);
        assertThat(service.post(null, "/api-keys/revoke-leaked", "{\"keys\":[1]}")
                        .status())
                .isEqualTo(422);
    }

    private Reply report(String text) {
        return service.post(
                null,
                "/api-keys/revoke-leaked",
                new JsonObject().put("keys", new JsonArray().add(text)).encode());
    }
}
