package com.raptorcomply.keyservice.admin.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuperKeyIsMadeOnlyWithThePasswordTest {
    private static final String NEW = "/admin/keys/new";

    private final Person.Browser admin =
            Person.in(TestService.shared(), UserRole.ORG_ADMIN).browser();

    @Test
    void askedForOnTheForm() {
        assertThat(admin.get(NEW).body()).contains("name=\"currentPassword\"");
    }

    @Test
    void aWrongOneOrNoneIsRefusedOnThePageAndMakesNothing() {
        Reply wrong = send("currentPassword", "not it");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("value=\"All of it\"", "currentPassword", "is wrong")
                .doesNotContain("rc_live_", "not it");
        assertThat(send().status()).isEqualTo(422);
        assertThat(admin.get("/api-keys").array()).isEmpty();
    }

    @Test
    void theRightOneMakesIt() {
        assertThat(send("currentPassword", Person.PASSWORD).body()).contains("rc_live_");
        assertThat(admin.get("/api-keys").array().getJsonObject(0).getString("role"))
                .isEqualTo("org_super");
    }

    private Reply send(String... more) {
        List<String> fields = new ArrayList<>(
                List.of("kind", "organization", "name", "All of it", "rights", "org_super", "expiry", "90"));
        fields.addAll(List.of(more));
        return FormSender.of(admin).post(NEW, fields.toArray(String[]::new));
    }
}
