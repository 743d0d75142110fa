package com.raptorcomply.keyservice.admin.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of invitations begins with the newest, which its admin looks for; the next pages go on in this order. */
class NewestInvitationIsOnTopTest {
    private static final String PAGE = "/admin/people/invitations";
    private static final int MORE_THAN_A_PAGE = 53;
    private static final Pattern ADDRESS = Pattern.compile("<td><bdi>([^<]+)</bdi></td>");
    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

    private final TestService service = TestService.shared();
    private final Person admin = Person.in(service, UserRole.ORG_ADMIN);
    private final TestCaller caller = TestCaller.person(admin.organizationId(), admin.id());

    @Test
    void onEachPage() {
        List<String> oldestFirst =
                IntStream.range(0, MORE_THAN_A_PAGE).mapToObj(this::invited).toList();
        Person.Browser browser = admin.browser();
        String first = browser.get(PAGE + "?done=cancelled").body();
        String next = NEXT.matcher(first)
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .findFirst()
                .orElseThrow();
        assertThat(first).contains("The invitation is cancelled.");
        assertThat(browser.get(next).body()).doesNotContain("The invitation is cancelled.");
        List<String> shown = Stream.of(first, browser.get(next).body())
                .flatMap(page -> ADDRESS.matcher(page).results().map(found -> found.group(1)))
                .toList();
        assertThat(shown).containsExactlyElementsOf(reversed(oldestFirst));
    }

    private String invited(int number) {
        JsonObject body = new JsonObject()
                .put("email", number + "-" + UUID.randomUUID() + "@example.test")
                .put("role", "user");
        String email = service.post(caller, "/invitations", body).object().getString("email");
        if (email == null) {
            throw new AssertionError(body);
        }
        return email;
    }

    private static List<String> reversed(List<String> all) {
        return IntStream.range(0, all.size())
                .mapToObj(index -> all.get(all.size() - 1 - index))
                .toList();
    }
}
