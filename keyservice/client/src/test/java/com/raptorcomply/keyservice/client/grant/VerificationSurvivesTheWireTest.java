package com.raptorcomply.keyservice.client.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.keyservice.client.grant.Verdict.Granted;
import com.raptorcomply.keyservice.client.grant.Verdict.Reason;
import com.raptorcomply.keyservice.client.grant.Verdict.Refused;
import com.raptorcomply.keyservice.client.key.KeyDigest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerificationSurvivesTheWireTest {
    private static final UUID KEY = UUID.fromString("7f0c1e8e-54a8-4b4e-8d36-0a3dd7f0a001");
    private static final UUID USER = UUID.fromString("7f0c1e8e-54a8-4b4e-8d36-0a3dd7f0a002");
    private static final UUID ORGANIZATION = UUID.fromString("7f0c1e8e-54a8-4b4e-8d36-0a3dd7f0a003");

    @Test
    void aFullGrant() {
        Restriction restriction = new Restriction(Set.of(KEY, USER), Set.of(), Set.of(ORGANIZATION), Set.of("read"));
        GrantConstraints bounds =
                GrantConstraints.of(List.of(restriction), List.of("10.0.0.0/8"), new RateLimit(600, 60_000, 20));

        assertSurvives(grant(USER, "org_admin", bounds, 1_800_000_000_000L));
    }

    @Test
    void aPlainGrant() {
        assertSurvives(grant(null, null, GrantConstraints.NONE, 0));
    }

    @Test
    void anActingGrant() {
        assertSurvives(acting());
    }

    @Test
    void anActingGrantRestsOnTheUserToo() {
        assertThat(acting().subjects()).contains(Subject.key(KEY), Subject.user(USER));
    }

    @Test
    void refusals() {
        for (Reason reason : Reason.values()) {
            Verification refused =
                    new Verification("e1", new Refused(reason, List.of(Subject.secret("AbCdEfGhIjK")), 12));
            assertThat(VerificationJson.decode(encodedAndParsed(VerificationJson.encode(refused))))
                    .isEqualTo(refused);
        }
    }

    @Test
    void aGrantRestsOnSecretKeyOrganizationAndOwner() {
        assertThat(grant(USER, "user", GrantConstraints.NONE, 0).subjects())
                .containsExactlyInAnyOrder(
                        Subject.secret("AbCdEfGhIjK"),
                        Subject.key(KEY),
                        Subject.organization(ORGANIZATION),
                        Subject.user(USER));
    }

    @Test
    void equalPermissionSetsAreOneObject() {
        assertThat(Permissions.of(List.of("b:read", "a:read"))).isSameAs(Permissions.of(List.of("a:read", "b:read")));
    }

    @Test
    void anUnknownVerdictIsRefused() {
        assertThatThrownBy(() -> VerificationJson.decode(new JsonObject("{\"epoch\":\"e1\",\"verdict\":\"maybe\"}")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Grant acting() {
        return grant(null, "api_user", GrantConstraints.NONE, 0)
                .actingAs(new Grant.Actor(USER, "Kim Lee"), Permissions.of(List.of("facilities:read")));
    }

    private static void assertSurvives(Grant grant) {
        Verification granted = new Verification("e1", new Granted(grant));
        assertThat(VerificationJson.decode(encodedAndParsed(VerificationJson.encode(granted))))
                .isEqualTo(granted);
    }

    private static JsonObject encodedAndParsed(JsonObject json) {
        return new JsonObject(json.encode());
    }

    private static Grant grant(
            @Nullable UUID owner, @Nullable String role, GrantConstraints bounds, long expiresAtMillis) {
        return new Grant(
                "AbCdEfGhIjK",
                KeyDigest.ofBytes(new byte[32]),
                KEY,
                "Nightly sync",
                owner == null ? KeyKind.ORGANIZATION : KeyKind.USER,
                Organization.of(ORGANIZATION, "Cascade Power"),
                owner,
                role,
                null,
                Permissions.of(List.of("facilities:read", "cyber-assets:create")),
                bounds,
                expiresAtMillis,
                expiresAtMillis == 0 ? 0 : 5_000,
                41);
    }
}
