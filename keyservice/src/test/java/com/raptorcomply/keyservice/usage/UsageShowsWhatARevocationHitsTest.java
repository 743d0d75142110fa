package com.raptorcomply.keyservice.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Gateways;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.usage.SecretUse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsageShowsWhatARevocationHitsTest {
    private static final int SLOTS = 32;

    private final TestService service = TestService.shared();
    private final Gateways gateways = new Gateways(service);
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);
    private final JsonObject key = service.mint(admin, new JsonObject());
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Test
    void requestsOfSevenThirtyAndNinetyDays() {
        count(0, 2, 5);
        count(6, 2, 2);
        count(7, 4, 3);
        count(29, 2, 10);
        count(30, 5, 1);
        count(89, 2, 100);

        JsonArray totals = usage().getJsonArray("totals");

        assertThat(totals)
                .isEqualTo(new JsonArray()
                        .add(total(7, new JsonObject().put("2xx", 7)))
                        .add(total(30, new JsonObject().put("2xx", 17).put("4xx", 3)))
                        .add(total(
                                90,
                                new JsonObject().put("2xx", 117).put("4xx", 3).put("5xx", 1))));
    }

    @Test
    void addressesAndAgentsNewestFirst() {
        report(now.minus(Duration.ofHours(3)), "192.0.2.7", "curl/8");
        report(now.minus(Duration.ofHours(2)), "192.0.2.8", "python-requests/2.31");
        report(now, "192.0.2.7", "curl/8");

        assertThat(usage().getJsonArray("sources"))
                .isEqualTo(new JsonArray()
                        .add(source("192.0.2.7", "curl/8", now))
                        .add(source("192.0.2.8", "python-requests/2.31", now.minus(Duration.ofHours(2)))));
    }

    @Test
    void eachSourceOnceAnHourAndNoMoreThanTheSampleHolds() {
        report(now.minusSeconds(1_800), "192.0.2.7", "curl/8");
        report(now, "192.0.2.7", "curl/8");
        assertThat(usage().getJsonArray("sources").getJsonObject(0).getString("lastUsedAt"))
                .isEqualTo(now.minusSeconds(1_800).toString());

        List<SecretUse> many = IntStream.range(0, 100)
                .mapToObj(i -> new SecretUse(secretId(), now.toEpochMilli(), "192.0.2.7", "agent/" + i, Map.of()))
                .toList();
        many.forEach(use -> gateways.report(List.of(use)));

        assertThat(usage().getJsonArray("sources").size()).isBetween(2, SLOTS);
    }

    private static JsonObject total(int days, JsonObject requests) {
        return new JsonObject().put("days", days).put("requests", requests);
    }

    private static JsonObject source(String address, String agent, Instant at) {
        return new JsonObject().put("address", address).put("userAgent", agent).put("lastUsedAt", at.toString());
    }

    private void count(int daysAgo, int statusClass, int requests) {
        service.execute(
                "INSERT INTO key_usage_day VALUES (?, (now() AT TIME ZONE 'UTC')::date - ?, ?, ?)",
                UUID.fromString(key.getString("id")),
                daysAgo,
                statusClass,
                requests);
    }

    private void report(Instant at, String from, String agent) {
        assertThat(gateways.report(List.of(new SecretUse(secretId(), at.toEpochMilli(), from, agent, Map.of())))
                        .status())
                .isEqualTo(204);
    }

    private String secretId() {
        return key.getString("secretId");
    }

    private JsonObject usage() {
        return service.get(admin, "/api-keys/" + key.getString("id")).object().getJsonObject("usage");
    }
}
