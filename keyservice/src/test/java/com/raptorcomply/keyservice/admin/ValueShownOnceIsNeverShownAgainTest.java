package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import com.raptorcomply.keyservice.signin.totp.TotpCodes;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Neither the same form sent again nor any page that its answer leads to shows the value a second time. */
class ValueShownOnceIsNeverShownAgainTest {
    private static final Pattern ONCE = Pattern.compile("id=\"once\"[^>]*>([^<]+)<");
    private static final Pattern TOTP_SECRET = Pattern.compile("<code[^>]*>([A-Z2-7 ]{20,})</code>");
    private static final Pattern LINK = Pattern.compile("(?:href|action|data-once)=\"(/admin[^\"#]*)\"");

    /** A new organization has fewer pages. */
    private static final int PAGES_MAX = 200;

    private final TestService service = TestService.shared();
    private final Person person = Person.in(service, UserRole.ORG_ADMIN);
    private final TestCaller caller = TestCaller.person(person.organizationId(), person.id());
    private final Person.Browser browser = person.browser();
    private final FormSender sender = FormSender.of(browser);
    private final String form = UUID.randomUUID().toString();
    private final String email = UUID.randomUUID() + "@example.test";

    @Test
    void ofAKey() {
        requireShownOnce(
                "/admin/keys/new",
                "form",
                form,
                "kind",
                "organization",
                "name",
                "Import",
                "rights",
                "api_user",
                "expiry",
                "90");
    }

    @Test
    void ofASecondSecret() {
        String id = service.mint(caller, new JsonObject()).getString("id");
        requireShownOnce("/admin/keys/" + id + "/rotate", "form", form, "overlap", "");
    }

    @Test
    void ofAWebhook() {
        requireShownOnce(
                "/admin/organization/webhooks/new",
                "form",
                form,
                "name",
                "SIEM",
                "url",
                "https://hooks.example.com/",
                "which",
                "all");
    }

    @Test
    void ofANewUser() {
        requireShownOnce("/admin/people/new", "form", form, "name", "Kim Alder", "email", email, "role", "user");
    }

    @Test
    void ofAnInvitation() {
        requireShownOnce("/admin/people/invitations/new", "form", form, "email", email, "role", "user");
    }

    @Test
    void ofAnInvitationSentAgain() {
        JsonObject invitation = new JsonObject().put("email", email).put("role", "user");
        String id = service.post(caller, "/invitations", invitation).object().getString("id");
        requireShownOnce("/admin/people/invitations/" + id + "/resend");
    }

    @Test
    void ofASecondFactorAndItsRecoveryCodes() {
        Reply begun = sender.post("/admin/me/totp", "currentPassword", Person.PASSWORD);
        String secret = found(TOTP_SECRET, begun);
        String code = TotpCodes.now(secret.replace(" ", ""));
        Reply codes = requireShownOnce("/admin/me/totp/confirm", "code", code);
        requireNowhere(List.of(secret), codes);
    }

    /** Sends the form twice, and returns the first response. */
    private Reply requireShownOnce(String path, String... fields) {
        Reply first = sender.post(path, fields);
        assertThat(first.status()).isEqualTo(200);
        Reply again = sender.post(path, fields);
        List<String> values = found(ONCE, first)
                .lines()
                .map(line -> line.substring(line.indexOf('#') + 1))
                .toList();
        assertThat(first.headers().map().toString()).doesNotContain(values);
        assertThat(again.body() + again.headers().map()).doesNotContain(values);
        requireNowhere(values, first);
        return first;
    }

    /** Follows every link from this page on. */
    private void requireNowhere(List<String> values, Reply from) {
        Deque<String> next = new ArrayDeque<>(links(from));
        assertThat(next).isNotEmpty();
        Set<String> visited = new HashSet<>();
        while (!next.isEmpty()) {
            String path = next.remove();
            if (visited.add(path)) {
                Reply reply = browser.get(path);
                assertThat(reply.body() + reply.headers().map()).as(path).doesNotContain(values);
                next.addAll(links(reply));
            }
            assertThat(visited).hasSizeLessThan(PAGES_MAX);
        }
    }

    private static List<String> links(Reply page) {
        return LINK.matcher(page.body())
                .results()
                .map(link -> link.group(1).replace("&amp;", "&"))
                .filter(path -> !path.startsWith("/admin/web/"))
                .distinct()
                .toList();
    }

    private static String found(Pattern pattern, Reply page) {
        return pattern.matcher(page.body())
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError(page))
                .group(1);
    }
}
