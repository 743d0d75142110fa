package com.raptorcomply.keyservice.client.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestrictedOperationTakesThePermissionAwayTest {
    private static final List<String> HELD =
            List.of("api-keys:rotate-self", "cyber-assets:create", "cyber-assets:read", "tasks:write", "users:update");

    @Test
    void permissionsOfOtherOperationsOnComplianceDataAreGone() {
        assertThat(EffectivePermissions.of(HELD, List.of(Set.of("read"))))
                .containsExactly("api-keys:rotate-self", "cyber-assets:read", "users:update");
    }

    @Test
    void anOperationMayBeAWholePermission() {
        assertThat(EffectivePermissions.of(HELD, List.of(Set.of("cyber-assets:create", "write"))))
                .containsExactly("api-keys:rotate-self", "cyber-assets:create", "tasks:write", "users:update");
    }

    @Test
    void eachOfSeveralRestrictionsApplies() {
        assertThat(EffectivePermissions.of(HELD, List.of(Set.of("read", "create"), Set.of("read", "write"))))
                .containsExactly("api-keys:rotate-self", "cyber-assets:read", "users:update");
    }

    @Test
    void restrictionsToPlacesOnlyTakeNoneAway() {
        assertThat(EffectivePermissions.of(HELD, List.of(Set.<String>of()))).isEqualTo(HELD);
    }
}
