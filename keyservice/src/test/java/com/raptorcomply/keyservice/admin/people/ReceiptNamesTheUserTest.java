package com.raptorcomply.keyservice.admin.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import org.junit.jupiter.api.Test;

/** The receipt of a deletion names the user, who is in no list any more, their organization, and the time of its effect. */
class ReceiptNamesTheUserTest {
    private final TestService service = TestService.shared();
    private final Person admin = Person.in(service, UserRole.ORG_ADMIN);
    private final Person leaving = Person.in(service, admin.organizationId(), UserRole.USER);

    @Test
    void afterTheirDeletion() {
        Person.Browser browser = admin.browser();
        FormSender sender = FormSender.of(browser);
        String page = "/admin/people/" + leaving.id();
        sender.post(page + "/edit", "name", "Kim Alder", "email", leaving.email());
        Reply deleted = sender.post(page + "/delete");
        assertThat(browser.get(deleted.header("Location")).body())
                .contains("<dt>Of</dt><dd><bdi>Kim Alder</bdi></dd>")
                .contains("<dt>Organization</dt><dd><bdi>" + organization() + "</bdi></dd>")
                .containsPattern("<dt>Effective at</dt><dd><time[^>]+>[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}, ");
    }

    private String organization() {
        TestCaller caller = TestCaller.person(admin.organizationId(), admin.id());
        return service.get(caller, "/organizations/" + admin.organizationId())
                .object()
                .getString("name");
    }
}
