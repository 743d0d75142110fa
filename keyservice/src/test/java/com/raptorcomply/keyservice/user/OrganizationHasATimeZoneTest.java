package com.raptorcomply.keyservice.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationHasATimeZoneTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final TestCaller platformAdmin = service.person(service.organization(), UserRole.PLATFORM_ADMIN);
    private final String path = "/organizations/" + organizationId;

    @Test
    void thatIsUtcUntilAnotherIsChosen() {
        assertThat(service.get(admin, path).object().getString("timeZone")).isEqualTo("UTC");
        Reply changed = service.patch(admin, path, zone("America/Chicago"));
        assertThat(changed.object().getString("timeZone")).isEqualTo("America/Chicago");
        assertThat(service.get(admin, path).object().getString("timeZone")).isEqualTo("America/Chicago");
        assertThat(service.patch(admin, path, zone(null)).object().getString("timeZone"))
                .isEqualTo("UTC");
        assertThat(service.post(
                                platformAdmin,
                                "/organizations",
                                zone("Europe/Berlin").put("name", "New"))
                        .object()
                        .getString("timeZone"))
                .isEqualTo("Europe/Berlin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mars/Olympus", "+02:00", "utc ", "america/chicago", "SystemV/EST5"})
    void andNothingElse(String zone) {
        Reply refused = service.patch(admin, path, zone(zone));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.object().getString("field")).isEqualTo("timeZone");
    }

    private static JsonObject zone(@Nullable String zone) {
        return new JsonObject().put("timeZone", zone);
    }
}
