package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.AdminRoutes;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.http.HttpMethod;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormIsTakenOnlyFromItsOwnPageTest {
    private static final Set<String> OPEN = Set.of("/admin/session", "/admin/session/code");
    private static final String END_OTHERS = "/admin/me/sessions/end-others";

    private final TestService service = TestService.shared();
    private final Person person = Person.in(service, UserRole.USER);
    private final Person.Browser browser = person.browser();
    private final FormSender sender = FormSender.of(browser);

    @Test
    void withTheTokenOfItsSessionInTheFormOrTheHeader() {
        assertThat(sender.post(END_OTHERS).status()).isEqualTo(303);
        Reply byHeader = sender.send(sender.request(END_OTHERS).header("X-CSRF-Token", browser.csrfToken()), "");
        assertThat(byHeader.status()).isEqualTo(303);
    }

    @Test
    void notWithoutItNorWithThatOfAnotherSession() {
        assertThat(sender.postAsItIs(END_OTHERS).status()).isEqualTo(403);
        assertThat(sender.postAsItIs(END_OTHERS, "csrf", person.browser().csrfToken())
                        .status())
                .isEqualTo(403);
    }

    /** Signing in needs no session, so its forms have no token. */
    @Test
    void whicheverFormItIs() {
        assertThat(AdminRoutes.paths(HttpMethod.POST))
                .filteredOn(route -> !OPEN.contains(route))
                .isNotEmpty()
                .allSatisfy(route -> assertThat(
                                sender.postAsItIs(AdminRoutes.example(route)).status())
                        .isEqualTo(403));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void notFromAnotherSiteEvenWithTheToken(String site) {
        String form = "csrf=" + browser.csrfToken();
        assertThat(sender.send(sender.request(END_OTHERS).header("Sec-Fetch-Site", site), form)
                        .status())
                .isEqualTo(403);
        FormSender stranger = FormSender.stranger(service);
        assertThat(stranger.send(stranger.request("/admin/session").header("Sec-Fetch-Site", site), "email=a")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void withoutASessionItLeadsToTheSignInAndBack() {
        FormSender stranger = FormSender.stranger(service);
        Reply reply = stranger.send(
                stranger.request(END_OTHERS).header("Referer", "http://localhost:" + service.port() + "/admin/me"), "");
        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.header("Location")).isEqualTo("/admin/session?to=%2Fadmin%2Fme&ended=1");
    }

    @Test
    void inItsOneFormatAndOfBoundedSize() {
        Reply json = service.send(sender.request(END_OTHERS)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(json.status()).isEqualTo(415);
        Reply large = sender.post(END_OTHERS, "x", "y".repeat(65 * 1024));
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.body()).contains("This form is too large", "Nothing is changed");
        assertThat(sender.send(sender.request(END_OTHERS), "a=%zz").status()).isEqualTo(400);
    }
}
