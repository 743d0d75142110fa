package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.GrantConstraints;
import com.raptorcomply.keyservice.client.grant.Permissions;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import com.raptorcomply.keyservice.client.grant.Restriction;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ValidateShowsEffectivePermissionsTest {
    private static final UUID FACILITY = UUID.randomUUID();
    private static final Restriction READING = new Restriction(Set.of(FACILITY), Set.of(), Set.of(), Set.of("read"));

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @Test
    void withoutThePermissionsThatARestrictionTakesAway() throws Exception {
        JsonObject answer = validate(grant -> holding(
                within(grant, List.of(READING), null), "cyber-assets:create", "cyber-assets:read", "users:read"));

        assertThat(answer.getJsonArray("permissions")).isEqualTo(JsonArray.of("cyber-assets:read", "users:read"));
        assertThat(answer.getJsonArray("restrictions"))
                .isEqualTo(JsonArray.of(new JsonObject()
                        .put("facilities", JsonArray.of(FACILITY.toString()))
                        .put("controlCenters", new JsonArray())
                        .put("cyberSystems", new JsonArray())
                        .put("operations", JsonArray.of("read"))));
    }

    @Test
    void withItsNetworksAndItsLimit() throws Exception {
        JsonObject answer = validate(grant -> within(grant, List.of(), new RateLimit(100, 60_000, 20)));

        assertThat(answer.getJsonArray("allowedCidrs")).isEqualTo(JsonArray.of("127.0.0.0/8", "::1/128"));
        assertThat(answer.getJsonObject("rateLimit"))
                .isEqualTo(new JsonObject()
                        .put("requests", 100)
                        .put("periodSeconds", 60)
                        .put("burst", 20));
    }

    @Test
    void andThatNothingNarrowsIt() throws Exception {
        JsonObject answer = validate(UnaryOperator.identity());

        assertThat(answer.getJsonArray("restrictions")).isEmpty();
        assertThat(answer.getJsonArray("allowedCidrs")).isEmpty();
        assertThat(answer.getJsonObject("rateLimit")).isNull();
    }

    private static JsonObject validate(UnaryOperator<Grant> change) throws Exception {
        return new JsonObject(
                STAGE.get("/validate", "X-API-Key", STAGE.keyService().key(change))
                        .body());
    }

    private static Grant within(Grant grant, List<Restriction> restrictions, @Nullable RateLimit limit) {
        return TestGrants.within(grant, GrantConstraints.of(restrictions, List.of("127.0.0.0/8", "::1/128"), limit));
    }

    private static Grant holding(Grant grant, String... permissions) {
        return TestGrants.with(grant, Permissions.of(List.of(permissions)), grant.sequence());
    }
}
