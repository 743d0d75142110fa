package com.raptorcomply.keyservice.signin.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.AuthenticatorApp;
import com.raptorcomply.keyservice.signin.session.Person;
import com.raptorcomply.keyservice.signin.session.Person.Browser;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecondFactorIsRequiredAfterTheProviderTest {
    private final TestProvider provider = ProviderAndService.shared().provider();
    private final TestService service = ProviderAndService.shared().service();
    private final Person person = Person.in(service, UserRole.ORG_ADMIN);
    private final AuthenticatorApp app = AuthenticatorApp.of(person);
    private final String subject = UUID.randomUUID().toString();
    private final Visit visit = Visit.begin(service);

    @BeforeEach
    void comesBack() {
        Reply reply = visit.as(provider, subject, person.email());
        assertThat(reply.status()).as(reply.body()).isEqualTo(303);
        assertThat(reply.header("Location")).isEqualTo("/admin/session/code");
        assertThat(reply.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("__Host-session="));
    }

    @Test
    void andItsCodeSignsIn() {
        Reply reply = visit.complete(app.nextCode());
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(reply.object().getString("csrfToken")).hasSize(43);
        Browser browser = new Browser(service, reply.header("Set-Cookie").split(";", 2)[0], "");
        JsonObject changes =
                browser.get("/activity?action=sign-in").array().getJsonObject(0).getJsonObject("changes");
        assertThat(changes.getString("secondFactor")).isEqualTo("totp");
        assertThat(changes.getString("provider")).isEqualTo(provider.issuer());
    }

    @Test
    void andSoDoesARecoveryCodeOnceOnly() {
        assertThat(visit.complete(app.recoveryCodes().get(0)).status()).isEqualTo(201);
        assertThat(visit.complete(app.recoveryCodes().get(1)).status()).isEqualTo(401);
    }

    @Test
    void andNothingElseDoes() {
        Reply wrong = visit.complete("000000");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.object().getString("field")).isEqualTo("code");
        assertThat(visit.with(Visit.begin(service).cookie())
                        .complete(app.nextCode())
                        .status())
                .isEqualTo(401);
        assertThat(visit.with("").complete(app.nextCode()).status()).isEqualTo(401);
        assertThat(service.count("SELECT count(*) FROM oidc_identity WHERE subject = ?", subject))
                .isZero();
    }

    @Test
    void andWhoIsDisabledMeanwhileIsRefused() {
        service.execute("UPDATE app_user SET status = 'disabled' WHERE id = ?", person.id());
        assertThat(visit.complete(app.nextCode()).status()).isEqualTo(401);
    }

    @Test
    void andOddCodesAreRefused() {
        for (String code : new String[] {"x".repeat(65), "\u202e123456", "1\u0000", "' OR 1=1 --"}) {
            assertThat(visit.complete(code).status()).as(code).isIn(400, 401, 422, 429);
        }
    }
}
