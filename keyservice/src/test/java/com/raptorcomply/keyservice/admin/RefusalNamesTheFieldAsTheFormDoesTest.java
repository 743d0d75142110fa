package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import org.junit.jupiter.api.Test;

class RefusalNamesTheFieldAsTheFormDoesTest {
    private final Person person = Person.in(TestService.shared(), UserRole.ORG_ADMIN);
    private final FormSender sender = FormSender.of(person.browser());

    @Test
    void atEachFieldOfAKey() {
        String page = sender.post(
                        "/admin/keys/new",
                        "kind",
                        "organization",
                        "name",
                        "",
                        "rights",
                        "none",
                        "expiry",
                        "date",
                        "allowedCidrs",
                        "10.0.0.0/8\nnowhere",
                        "rateLimit.requests",
                        "many")
                .body();
        assertThat(page)
                .contains(
                        "Name is required",
                        "Date must be a day such as 2027-01-31",
                        "not so in line 2",
                        "Requests must be a whole number")
                .doesNotContain("Field &#39;", "Field '");
    }

    @Test
    void andTheLineOfANetworkWithWhatCouldBeMeant() {
        assertThat(sender.post(
                                "/admin/keys/new",
                                "kind",
                                "organization",
                                "name",
                                "Import",
                                "rights",
                                "none",
                                "expiry",
                                "90",
                                "allowedCidrs",
                                "192.0.2.0/33")
                        .body())
                .contains("not so in line 1, where 192.0.2.0/32 could be meant")
                .doesNotContain("position");
    }

    @Test
    void andAChoiceWithoutAnything() {
        assertThat(sender.post(
                                "/admin/organization/webhooks/new",
                                "name",
                                "SIEM",
                                "url",
                                "https://hooks.example.com/",
                                "which",
                                "chosen")
                        .body())
                .contains("Notices must have at least one choice")
                .doesNotContain("null");
    }

    @Test
    void andAtAPassword() {
        assertThat(sender.post("/admin/me/totp", "currentPassword", "not the password")
                        .body())
                .contains("Your password is wrong");
    }

    @Test
    void andTellsHowLongToWait() {
        assertThat(FieldLabels.sentence(Problem.tooManyRequests(1)))
                .isEqualTo("Too many attempts. Wait 1 second, then try again.");
        assertThat(FieldLabels.sentence(Problem.tooManyRequests(90))).contains("Wait 90 seconds");
    }

    @Test
    void butAFieldThatNoFormHasStaysAsTheApiNamesIt() {
        assertThat(FieldLabels.sentence("other", "Field 'other' is unknown")).isEqualTo("Field 'other' is unknown");
    }
}
