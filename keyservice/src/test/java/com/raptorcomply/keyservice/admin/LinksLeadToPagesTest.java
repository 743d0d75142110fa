package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksLeadToPagesTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"|from '([^']+)'");

    private final TestService service = TestService.shared();

    @ParameterizedTest
    @ValueSource(strings = {"/admin/invitation", "/admin/session"})
    void thatRunNothingButWhatThisServiceHasSent(String path) {
        Reply page = service.get(null, path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self';")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.body()).doesNotContainPattern("<script[^>]*>[^<]").doesNotContainPattern("\\son\\w+=|style=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/invitation",
                "/admin/session",
                "/admin/invitation.js",
                "/admin/session.js",
                "/admin/page.js"
            })
    void thatLeadNowhereElse(String path) {
        assertThat(LINK.matcher(service.get(null, path).body()).results().map(LinksLeadToPagesTest::target))
                .allSatisfy(target -> assertThat(service.get(null, target).status())
                        .as(target)
                        .isEqualTo(target.equals("/sessions/oidc") ? 404 : 200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin", "/admin/invitation.html", "/admin/x"})
    void andNothingElseIsThere(String path) {
        assertThat(service.get(null, path).status()).isEqualTo(404);
    }

    private static String target(MatchResult link) {
        return link.group(1) == null ? link.group(2) : link.group(1);
    }
}
