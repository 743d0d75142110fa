package com.raptorcomply.keyservice.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.KeyRole;
import org.junit.jupiter.api.Test;

class AccessIsCheckedWithRestrictionsTest {
    private static final TestService SERVICE = TestService.shared();
    private static final TestCaller KEY =
            TestCaller.organizationKey(SERVICE.organization(), KeyRole.API_USER.permissions());

    @Test
    void operationThatIsTakenAwayWholeIsNotAllowed() {
        TestCaller reader = KEY.restrictedTo("read");

        assertThat(isAllowed(KEY, "cyber-assets:create")).isTrue();
        assertThat(isAllowed(reader, "cyber-assets:create")).isFalse();
        assertThat(isAllowed(reader, "cyber-assets:read")).isTrue();
        assertThat(isAllowed(reader, "api-keys:rotate-self")).isTrue();
    }

    @Test
    void placesLeaveThePermissionInPart() {
        assertThat(isAllowed(KEY.restricted(), "cyber-assets:create")).isTrue();
    }

    @Test
    void permissionsThatAreLeftAreShown() {
        assertThat(TestService.strings(
                        SERVICE.get(KEY.restrictedTo("read"), "/users/me").object(), "permissions"))
                .contains("cyber-assets:read", "api-keys:rotate-self")
                .doesNotContain("cyber-assets:create", "evidence:write");
    }

    private static boolean isAllowed(TestCaller caller, String permission) {
        return SERVICE.get(caller, "/users/me/check-access?permission=" + permission)
                .object()
                .getBoolean("allowed");
    }
}
