package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.Gateways;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.grant.Verdict.Granted;
import com.raptorcomply.keyservice.client.grant.Verdict.Reason;
import com.raptorcomply.keyservice.client.grant.Verdict.Refused;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OverlapStartsAtFirstUseTest {
    private final TestService service = TestService.shared();
    private final Gateways gateways = new Gateways(service);
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);
    private final JsonObject createdKey = service.mint(admin, new JsonObject());
    private final String path = "/api-keys/" + createdKey.getString("id");

    @Test
    void oldSecretHasNoEndBeforeAndOneAfter() {
        JsonObject rotated = rotate("PT24H");
        gateways.verify(createdKey.getString("key"));
        assertThat(oldSecret().getValue("expiresAt")).isNull();

        Instant before = Instant.now();
        gateways.verify(rotated.getString("key"));
        Await.until("the old secret has an end", () -> oldSecret().getValue("expiresAt") != null);

        assertThat(Instant.parse(oldSecret().getString("expiresAt")))
                .isBetween(before.plusSeconds(86_300), Instant.now().plusSeconds(86_500));
        assertThat(gateways.verify(createdKey.getString("key"))).isInstanceOf(Granted.class);
    }

    @Test
    void oldSecretIsRefusedAsExpiredWhenTheOverlapIsOver() {
        JsonObject rotated = rotate("PT0S");

        gateways.verify(rotated.getString("key"));
        Await.until(
                "the old secret is refused as expired",
                () -> gateways.verify(createdKey.getString("key")) instanceof Refused refused
                        && refused.reason() == Reason.EXPIRED);

        assertThat(gateways.verify(rotated.getString("key"))).isInstanceOf(Granted.class);
    }

    @Test
    void oldSecretEndsBeforeAKeyThatEndsLater() {
        String tomorrow = Instant.now().plusSeconds(86_400).toString();
        service.patch(admin, path, new JsonObject().put("expiresAt", tomorrow));
        JsonObject rotated = rotate("PT0S");

        gateways.verify(rotated.getString("key"));
        Await.until("the old secret has an end", () -> oldSecret().getValue("expiresAt") != null);

        assertThat(gateways.verify(createdKey.getString("key"))).isInstanceOf(Refused.class);
    }

    @Test
    void secretThatHasEndedDoesNotComeBackWithTheNextRotation() {
        JsonObject second = rotate("PT0S");
        gateways.verify(second.getString("key"));
        Await.until("the old secret has an end", () -> oldSecret().getValue("expiresAt") != null);
        String ended = oldSecret().getString("expiresAt");

        JsonObject third = rotate("PT24H");
        gateways.verify(third.getString("key"));
        Await.until("the second secret has an end", () -> secret(1).getValue("expiresAt") != null);

        assertThat(oldSecret().getString("expiresAt")).isEqualTo(ended);
        assertThat(gateways.verify(createdKey.getString("key"))).isInstanceOf(Refused.class);
    }

    @Test
    void gatewaysThatKnowTheOldSecretAreToldOfItsEnd() {
        JsonObject rotated = rotate("PT24H");
        String old = oldSecret().getString("id");
        long before = changesOf(old);

        gateways.verify(rotated.getString("key"));

        Await.until("the old secret has an end", () -> oldSecret().getValue("expiresAt") != null);
        assertThat(changesOf(old)).isEqualTo(before + 1);
    }

    @Test
    void newerSecretLivesOnAfterTheFirstUseOfAnOlderOne() {
        JsonObject second = rotate("PT0S");
        service.delete(admin, path + "/secrets/" + oldSecret().getString("id"));
        JsonObject third = rotate("PT24H");

        gateways.verify(second.getString("key"));
        Await.until("the first use is noticed", () -> hasBeenUsed(secret(1).getString("id")));

        assertThat(secret(2).getValue("expiresAt")).isNull();
        assertThat(gateways.verify(third.getString("key"))).isInstanceOf(Granted.class);
    }

    private boolean hasBeenUsed(String secretId) {
        return service.count("SELECT count(*) FROM key_secret WHERE id = ? AND overlap_seconds IS NULL", secretId) == 1;
    }

    /** Returns the number of changes of this secret in the change log. */
    private long changesOf(String secretId) {
        return service.count(
                "SELECT count(*) FROM change_log WHERE subject_kind = 'secret' AND subject_id = ?", secretId);
    }

    private JsonObject rotate(String overlap) {
        return service.post(admin, path + "/secrets", new JsonObject().put("overlap", overlap))
                .object();
    }

    private JsonObject oldSecret() {
        return secret(0);
    }

    private JsonObject secret(int oldestFirst) {
        return service.get(admin, path).object().getJsonArray("secrets").getJsonObject(oldestFirst);
    }
}
