package com.raptorcomply.keyservice.signin.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person.Browser;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Repeats the tests of {@link TestProvider} with a Keycloak. It runs on demand, because Keycloak is downloaded and
 * started for it.
 *
 * <pre>./mvnw verify -pl keyservice -am -Doidc=true -Dtest=RealProviderSignsPeopleInTest
 * -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@EnabledIfSystemProperty(named = "oidc", matches = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class RealProviderSignsPeopleInTest {
    private Keycloak keycloak;
    private TestService service;

    @BeforeAll
    void start(@TempDir Path data) throws IOException {
        keycloak = new Keycloak(data);
        service = TestService.with(Map.of(
                "oidc.issuer", keycloak.issuer(),
                "oidc.clientId", TestProvider.CLIENT_ID,
                "oidc.clientSecret", TestProvider.CLIENT_SECRET,
                "oidc.redirectBase", TestProvider.REDIRECT_BASE));
        UUID organizationId = service.organization();
        for (String name : new String[] {"ada", "bob", "dan"}) {
            Await.result(service.bootstrap()
                    .createUser(organizationId, name + "@power.example", "Some Body", UserRole.ORG_ADMIN));
        }
    }

    @AfterAll
    void end() {
        keycloak.close();
        service.close();
    }

    @Test
    void whomItVouchesForAndTheServiceKnows() throws Exception {
        for (int time = 0; time < 2; time++) {
            Reply reply = signIn("ada");
            assertThat(reply.status()).as(reply.body()).isEqualTo(303);
            Browser browser = new Browser(service, reply.header("Set-Cookie").split(";", 2)[0], "");
            assertThat(browser.get("/users/me").object().getString("email")).isEqualTo("ada@power.example");
            JsonObject latest = browser.get("/activity").array().getJsonObject(0);
            assertThat(latest.getJsonObject("changes").getString("provider")).isEqualTo(keycloak.issuer());
        }
        assertThat(service.count("SELECT count(*) FROM oidc_identity WHERE issuer = ?", keycloak.issuer()))
                .isEqualTo(1);
    }

    @Test
    void notWithAnAddressThatIsNotVerified() throws Exception {
        assertRefused(signIn("bob"));
    }

    @Test
    void notStrangers() throws Exception {
        assertRefused(signIn("eve"));
    }

    @Test
    void notThoseWhoAreDisabled() throws Exception {
        service.execute("UPDATE app_user SET status = 'disabled' WHERE email = 'dan@power.example'");
        assertRefused(signIn("dan"));
    }

    @Test
    void notWithAnotherState() throws Exception {
        Visit visit = Visit.begin(service);
        String query = cameBack(visit, visit.url(), "ada");
        String forged = query.replace(visit.state(), Visit.begin(service).state());
        assertRefused(visit.comeBackWith(forged));
        assertThat(visit.comeBackWith(query).status()).isEqualTo(303);
        assertRefused(visit.comeBackWith(query));
        assertRefused(Visit.begin(service).comeBackWith(query));
    }

    @Test
    void notWithTheNonceOfAnotherSignIn() throws Exception {
        Visit visit = Visit.begin(service);
        String nonce = TestProvider.query(visit.url()).getOrDefault("nonce", "");
        String other = TestProvider.query(Visit.begin(service).url()).getOrDefault("nonce", "");
        assertRefused(visit.comeBackWith(cameBack(visit, visit.url().replace(nonce, other), "ada")));
    }

    @Test
    void notWithACodeWhoseVerifierIsAnothers() throws Exception {
        Visit visit = Visit.begin(service);
        String challenge = TestProvider.query(visit.url()).getOrDefault("code_challenge", "");
        String other = TestProvider.query(Visit.begin(service).url()).getOrDefault("code_challenge", "");
        assertRefused(visit.comeBackWith(cameBack(visit, visit.url().replace(challenge, other), "ada")));
    }

    @Test
    void notWithAnInventedCode() {
        assertRefused(Visit.begin(service).comeBack("invented"));
    }

    private Reply signIn(String name) throws IOException, InterruptedException {
        Visit visit = Visit.begin(service);
        return visit.comeBackWith(cameBack(visit, visit.url(), name));
    }

    private String cameBack(Visit visit, String url, String name) throws IOException, InterruptedException {
        String back = keycloak.login(url, name);
        assertThat(back)
                .startsWith(TestProvider.REDIRECT_BASE + "/sessions/oidc/callback?")
                .contains(visit.state());
        return URI.create(back).getRawQuery();
    }

    private static void assertRefused(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(401);
        assertThat(reply.header("Set-Cookie")).isEmpty();
    }
}
