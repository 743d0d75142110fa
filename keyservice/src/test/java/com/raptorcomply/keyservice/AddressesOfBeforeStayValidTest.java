package com.raptorcomply.keyservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Rows of an older version have the lower-case address as key. The next start corrects the keys and loses no row that
 * collides.
 */
class AddressesOfBeforeStayValidTest {
    private static final String PASSWORD = "several words do well";
    private static final String COMPOSED = "jos\u00e9@b\u00fccher.example";
    private static final String DECOMPOSED = "jose\u0301@bu\u0308cher.example";
    private static final String OTHER = "ren\u00e9@example.com";

    private final TestService service = TestService.on(PostgresServer.shared());
    private final UUID organizationId = service.organization();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void andSignIn() {
        old(COMPOSED);
        old(DECOMPOSED);
        old(OTHER);
        startAgain();

        for (String email : new String[] {COMPOSED, DECOMPOSED, OTHER, "RENE\u0301@example.com"}) {
            assertThat(signIn(email).status()).as(email).isEqualTo(201);
        }
        assertThat(signIn(COMPOSED).object().getString("userId"))
                .isNotEqualTo(signIn(DECOMPOSED).object().getString("userId"));
        assertThat(service.count(
                        "SELECT count(*) FROM app_user WHERE address_key = ?", "jos\u00e9@xn--bcher-kva.example"))
                .isEqualTo(1);
    }

    private void old(String email) {
        UUID id = Await.result(service.bootstrap()
                .createUser(
                        organizationId, UUID.randomUUID() + "@example.com", "Jo", UserRole.USER, Secret.of(PASSWORD)));
        service.execute("UPDATE app_user SET email = ?, address_key = lower(?) WHERE id = ?", email, email, id);
    }

    private void startAgain() {
        Vertx vertx = Vertx.vertx();
        KeyService again = Await.result(KeyService.start(vertx, TestService.settings(service.database(), 0, Map.of())));
        Await.result(again.close());
        Await.result(vertx.close());
    }

    private Reply signIn(String email) {
        return service.post(
                null,
                "/sessions",
                new JsonObject().put("email", email).put("password", PASSWORD).encode());
    }
}
