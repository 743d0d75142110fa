package com.raptorcomply.keyservice.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodThatEndsBeforeItBeginsIsRefusedTest {
    private static final String REVERSED = "?from=2026-03-02&to=2026-03-01";

    private final Person.Browser admin =
            Person.in(TestService.shared(), UserRole.ORG_ADMIN).browser();

    @ParameterizedTest
    @ValueSource(strings = {"/admin/activity", "/admin/activity/receipts"})
    void onThePagesAtItsInput(String page) {
        Reply reply = admin.get(page + REVERSED);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .contains(
                        "value=\"2026-03-02\"",
                        "value=\"2026-03-01\"",
                        "id=\"to-fault\">This day is before the first one.</p>")
                .doesNotContain("<tbody>");
        assertThat(admin.get(page + "?from=2026-03-01&to=2026-03-01").status()).isEqualTo(200);
    }

    @Test
    void byTheApiWithItsParameter() {
        Reply reply = admin.get("/activity?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.object().getString("code")).isEqualTo("invalid_parameter");
        assertThat(reply.object().getString("field")).isEqualTo("to");
        assertThat(admin.get("/activity?from=2026-03-01T00:00:00Z&to=2026-03-01T00:00:00Z")
                        .status())
                .isEqualTo(200);
    }
}
