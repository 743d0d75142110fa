package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.AdminRoutes;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.http.HttpMethod;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EveryAnswerUnderAdminIsGuardedTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"([^\"#]+)\"");

    private final TestService service = TestService.shared();
    private final Person.Browser browser = Person.in(service, UserRole.USER).browser();

    @Test
    void byHeadersThatLetNothingElseIn() {
        String file = target("page.css");
        Stream.of(
                        service.get(null, "/admin/session"),
                        service.get(null, "/admin/invitation"),
                        service.get(null, "/admin/me"),
                        browser.get("/admin"),
                        browser.get("/admin/me"),
                        browser.get("/admin/none"),
                        browser.get("/admin/me/password"),
                        FormSender.of(browser).postAsItIs("/admin/me/password"),
                        service.get(null, file))
                .forEach(EveryAnswerUnderAdminIsGuardedTest::requireGuarded);
    }

    @Test
    void wheneverAPageIsAskedFor() {
        assertThat(AdminRoutes.paths(HttpMethod.GET)).isNotEmpty().allSatisfy(route -> {
            String path = AdminRoutes.example(route);
            requireGuarded(browser.get(path));
            requireGuarded(service.get(null, path));
        });
    }

    private static void requireGuarded(Reply reply) {
        assertThat(reply.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self';")
                .contains("form-action 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(reply.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(reply.headers().allValues("Cache-Control")).hasSize(1);
    }

    @Test
    void andNoCacheKeepsAPageWhileFilesStayForEver() {
        assertThat(browser.get("/admin/me").header("Cache-Control")).isEqualTo("no-store");
        assertThat(browser.get("/admin/none").header("Cache-Control")).isEqualTo("no-store");
        assertThat(service.get(null, target("page.css")).header("Cache-Control"))
                .contains("immutable");
    }

    @Test
    void andHoldsNoScriptOrStyleOfItsOwn() {
        Stream.of(browser.get("/admin/me"), service.get(null, "/admin/session"), service.get(null, "/admin/invitation"))
                .map(Reply::body)
                .forEach(page -> assertThat(page)
                        .doesNotContainPattern("<script[^>]*>[^<]")
                        .doesNotContainPattern("\\son\\w+=|\\sstyle=|<style"));
    }

    @Test
    void andLeadsToWhatIsThere() {
        Stream.of("/admin/me", "/admin/me/totp", "/admin/session", "/admin/invitation")
                .flatMap(path -> LINK.matcher(browser.get(path).body()).results())
                .map((MatchResult link) -> link.group(1))
                .distinct()
                .forEach(target ->
                        assertThat(browser.get(target).status()).as(target).isIn(200, 303, 405));
    }

    @Test
    void andAnErrorIsAPageThatNamesTheRequest() {
        Reply missing = browser.get("/admin/none");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(missing.body()).contains("Page not found", missing.header("X-Request-Id"));
        Reply method = browser.get("/admin/me/password");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).isEqualTo("POST");
    }

    @Test
    void andTheIconIsThereForWhoAsksByItsOldName() {
        Reply icon = service.get(null, "/favicon.ico");
        assertThat(icon.status()).isEqualTo(200);
        assertThat(icon.header("Content-Type")).isEqualTo("image/x-icon");
    }

    private String target(String file) {
        return LINK.matcher(service.get(null, "/admin/session").body())
                .results()
                .map(link -> link.group(1))
                .filter(each -> each.endsWith(file))
                .findFirst()
                .orElseThrow();
    }
}
