package com.raptorcomply.keyservice.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Gateways;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.usage.SecretUse;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageIsMergedForwardTest {
    private final TestService service = TestService.shared();
    private final Gateways gateways = new Gateways(service);
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);
    private final JsonObject createdKey = service.mint(admin, new JsonObject());
    private final String secretId = createdKey.getString("key").substring(9, 20);
    private final Instant then = Instant.now().minus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.MILLIS);

    @Test
    void lastUseIsShownWithItsOrigin() {
        report(then, "192.0.2.7", Map.of(2, 1L));

        JsonObject secret = read().getJsonArray("secrets").getJsonObject(0);
        assertThat(secret.getString("lastUsedAt")).isEqualTo(then.toString());
        assertThat(secret.getString("lastUsedFrom")).isEqualTo("192.0.2.7");
        assertThat(secret.getString("lastUserAgent")).isEqualTo("curl/8");
        assertThat(read().getString("lastUsedAt")).isEqualTo(then.toString());
    }

    @Test
    void laterReportOfAnEarlierUseChangesNothing() {
        report(then, "192.0.2.7", Map.of());

        report(then.minusSeconds(120), "192.0.2.8", Map.of());

        assertThat(read().getString("lastUsedAt")).isEqualTo(then.toString());
    }

    @Test
    void useInTheFutureIsUseNow() {
        report(Instant.now().plus(Duration.ofDays(400)), "192.0.2.7", Map.of(2, 1L));

        assertThat(Instant.parse(read().getString("lastUsedAt"))).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void requestsAddUpByDayAndStatusClass() {
        report(then, "192.0.2.7", Map.of(2, 5L, 4, 1L));
        report(then, "192.0.2.7", Map.of(2, 2L));

        JsonObject usage = read().getJsonObject("usage");
        JsonObject today = usage.getJsonArray("days").getJsonObject(0);
        assertThat(today.getString("day"))
                .isEqualTo(LocalDate.ofInstant(then, ZoneOffset.UTC).toString());
        assertThat(today.getJsonObject("requests"))
                .isEqualTo(new JsonObject().put("2xx", 7).put("4xx", 1));
        assertThat(usage.getInteger("freshWithinSeconds")).isPositive();
    }

    /** It is never the same day in both zones. */
    @ParameterizedTest
    @ValueSource(strings = {"Pacific/Kiritimati", "Pacific/Pago_Pago"})
    void onTheDayOfTheOrganization(String zone) {
        service.execute("UPDATE organization SET time_zone = ? WHERE id = ?", zone, admin.organizationId());
        report(then, "192.0.2.7", Map.of(2, 5L));

        JsonObject usage = read().getJsonObject("usage");
        LocalDate day = LocalDate.ofInstant(then, ZoneId.of(zone));
        assertThat(usage.getString("timeZone")).isEqualTo(zone);
        assertThat(usage.getJsonArray("days").getJsonObject(0).getString("day")).isEqualTo(day.toString());
        assertThat(Person.in(service, UserRole.PLATFORM_ADMIN)
                        .browser()
                        .get("/admin/keys/" + createdKey.getString("id"))
                        .body())
                .contains("Calls a day (" + zone + ")", ">" + day + "</th>");
    }

    @Test
    void unusedKeysAreFound() {
        String unused = service.mint(admin, new JsonObject()).getString("id");
        report(then, "192.0.2.7", Map.of());

        assertThat(ids(then.minusSeconds(60))).containsExactly(unused);
        assertThat(ids(then.plusSeconds(60))).containsExactlyInAnyOrder(unused, createdKey.getString("id"));
    }

    @Test
    void unknownSecretsArePassedOver() {
        Reply reply =
                gateways.report(List.of(new SecretUse("00000000000", then.toEpochMilli(), null, null, Map.of(2, 1L))));

        assertThat(reply.status()).isEqualTo(204);
    }

    @Test
    void overlongAgentsAreCut() {
        String agent = "x".repeat(5_000);

        gateways.report(List.of(new SecretUse(secretId, then.toEpochMilli(), "10.0.0.1", agent, Map.of())));

        String shown = read().getJsonArray("secrets").getJsonObject(0).getString("lastUserAgent");
        assertThat(shown).hasSize(SecretUse.USER_AGENT_CHARS_MAX);
    }

    private void report(Instant at, String from, Map<Integer, Long> requests) {
        Reply reply = gateways.report(List.of(new SecretUse(secretId, at.toEpochMilli(), from, "curl/8", requests)));
        assertThat(reply.status()).as(reply.body()).isEqualTo(204);
    }

    private JsonObject read() {
        return service.get(admin, "/api-keys/" + createdKey.getString("id")).object();
    }

    private List<String> ids(Instant unusedSince) {
        return service.get(admin, "/api-keys?unusedSince=" + unusedSince).array().stream()
                .map(key -> ((JsonObject) key).getString("id"))
                .toList();
    }
}
