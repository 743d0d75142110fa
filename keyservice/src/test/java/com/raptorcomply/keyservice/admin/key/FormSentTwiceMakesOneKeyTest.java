package com.raptorcomply.keyservice.admin.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FormSentTwiceMakesOneKeyTest {
    private final TestService service = TestService.shared();
    private final Person.Browser admin = Person.in(service, UserRole.ORG_ADMIN).browser();
    private final FormSender sender = FormSender.of(admin);
    private final String form = UUID.randomUUID().toString();

    @Test
    void andShowsItsSecretOnce() {
        Reply first = send("Import");
        Reply second = send("Import");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body()).contains("rc_live_");
        assertThat(second.status()).isEqualTo(303);
        assertThat(second.header("Location")).matches("/admin/keys/[0-9a-f-]{36}\\?done=before");
        assertThat(admin.get("/api-keys").array()).hasSize(1);
    }

    @Test
    void butWithAnotherNameIsRefused() {
        send("Import");
        assertThat(send("Export").status()).isEqualTo(422);
        assertThat(admin.get("/api-keys").array()).hasSize(1);
    }

    private Reply send(String name) {
        return sender.post(
                "/admin/keys/new",
                "form",
                form,
                "kind",
                "organization",
                "name",
                name,
                "rights",
                "api_user",
                "expiry",
                "90");
    }
}
