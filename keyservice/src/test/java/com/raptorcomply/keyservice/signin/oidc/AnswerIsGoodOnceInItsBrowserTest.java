package com.raptorcomply.keyservice.signin.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnswerIsGoodOnceInItsBrowserTest {
    private final TestProvider provider = ProviderAndService.shared().provider();
    private final TestService service = ProviderAndService.shared().service();
    private final Person person = Person.in(service, UserRole.USER);
    private final String subject = UUID.randomUUID().toString();
    private final Visit visit = Visit.begin(service);

    @Test
    void browserIsSentWithStateNonceAndChallengeAndKeepsTheSecretToItself() {
        Map<String, String> query = TestProvider.query(visit.url());
        assertThat(visit.url()).startsWith(provider.issuer() + "/authorize?");
        assertThat(query)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", TestProvider.CLIENT_ID)
                .containsEntry("scope", "openid email")
                .containsEntry("redirect_uri", TestProvider.REDIRECT_BASE + "/sessions/oidc/callback")
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce", "code_challenge");
        assertThat(service.get(null, "/sessions/oidc").header("Set-Cookie"))
                .startsWith("__Host-oidc=")
                .contains("; Max-Age=600; ")
                .endsWith("; Path=/; Secure; HTTPOnly; SameSite=Lax");
        assertThat(visit.url()).doesNotContain(visit.cookie().split("=", 2)[1]);
        assertThat(Visit.begin(service).state()).isNotEqualTo(visit.state());
    }

    @Test
    void notWithAForgedState() {
        String code = code(visit);
        for (String state :
                List.of("", "x", "A".repeat(43), Visit.begin(service).state())) {
            assertEnded(visit.comeBack(code, state));
        }
        assertEnded(visit.comeBackWith("code=" + code));
        assertThat(visit.comeBack(code).status()).isEqualTo(303);
    }

    @Test
    void notInAnotherBrowser() {
        String code = code(visit);
        assertEnded(visit.with("").comeBack(code));
        assertEnded(visit.with(Visit.begin(service).cookie()).comeBack(code));
        assertEnded(visit.with("__Host-oidc=../../etc/passwd").comeBack(code));
    }

    @Test
    void notASecondTimeWithTheSameCodeOrANewOne() {
        assertThat(visit.comeBack(code(visit)).status()).isEqualTo(303);
        Reply again = visit.comeBack(code(visit));
        assertThat(again.status()).as(again.body()).isEqualTo(401);
        assertThat(again.header("Set-Cookie")).isEmpty();
    }

    @Test
    void notWithTheCodeOfAnotherBrowser() {
        Visit victim = Visit.begin(service);
        assertThat(visit.comeBack(code(victim)).status()).isEqualTo(401);
    }

    @Test
    void notAfterTenMinutes() {
        BrowserSecret old = BrowserSecret.random(Instant.now().minusSeconds(601));
        BrowserSecret recent = BrowserSecret.random(Instant.now().minusSeconds(540));
        assertEnded(visit.with("__Host-oidc=" + old.reveal()).comeBack("a code", old.state()));
        assertThat(visit.with("__Host-oidc=" + recent.reveal())
                        .comeBack("a code", recent.state())
                        .body())
                .contains("does not sign in here");
    }

    @Test
    void notWhenTheProviderSaysNoOrIsAnotherOne() {
        String state = "&state=" + visit.state();
        assertEnded(visit.comeBackWith("error=access_denied&error_description=%3Cscript%3E" + state));
        assertEnded(visit.comeBackWith("iss=https://other.example.test&code=" + code(visit) + state));
    }

    @Test
    void notWithoutACodeOrWithSeveralOrAHugeOne() {
        String state = "&state=" + visit.state();
        assertThat(visit.comeBackWith("code=" + state).status()).isEqualTo(400);
        assertThat(visit.comeBackWith("code=a&code=b" + state).status()).isEqualTo(400);
        assertThat(visit.comeBackWith("code=" + "a".repeat(2049) + state).status())
                .isEqualTo(400);
    }

    private String code(Visit who) {
        return provider.code(who.url(), provider.key().sign(provider.claims(who.url(), subject, person.email())));
    }

    private static void assertEnded(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(401);
        assertThat(reply.object().getString("message")).isEqualTo("This sign-in has ended. Please start again.");
        assertThat(reply.header("Set-Cookie")).isEmpty();
    }
}
