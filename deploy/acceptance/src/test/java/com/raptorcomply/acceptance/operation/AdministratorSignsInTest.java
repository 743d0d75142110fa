package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo's administrators sign in at the key service with the passwords in demo.env, and with no others. */
@ExtendWith(RunningWhole.class)
class AdministratorSignsInTest {

    @Test
    void withThePasswordOfDemoEnv(Whole whole) {
        for (String who : new String[] {"PLATFORM_ADMIN", "ORG_A_ADMIN"}) {
            Reply reply = signIn(whole, whole.value(who + "_EMAIL"), whole.value(who + "_PASSWORD"));
            assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
            assertThat(reply.header("Set-Cookie"))
                    .hasValueSatisfying(cookie ->
                            assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict"));
        }
    }

    @Test
    void notWithAnother(Whole whole) {
        Reply wrong = signIn(whole, whole.value("ORG_A_ADMIN_EMAIL"), "not the password of this person");
        Reply unknown = signIn(whole, "nobody@meridian.example", "not the password of this person");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.errorWithoutRequestId()).isEqualTo(wrong.errorWithoutRequestId());
        assertThat(wrong.header("Set-Cookie")).isEmpty();
    }

    private static Reply signIn(Whole whole, String email, String password) {
        return new Client(whole.value("KEYSERVICE_URL"), "")
                .post("/sessions", new JsonObject().put("email", email).put("password", password));
    }
}
