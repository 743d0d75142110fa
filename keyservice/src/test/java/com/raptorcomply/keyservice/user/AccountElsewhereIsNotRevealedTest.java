package com.raptorcomply.keyservice.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An admin of one organization does not learn if an address has an account in another. */
class AccountElsewhereIsNotRevealedTest {
    private final TestService service = TestService.shared();
    private final Person elsewhere = Person.in(service, UserRole.ORG_ADMIN);
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);

    @Test
    void whoAddsThem() {
        Reply taken = add(elsewhere.email());
        Reply free = add(UUID.randomUUID() + "@example.test");
        assertThat(taken.status()).isEqualTo(free.status()).isEqualTo(201);
        assertThat(new TreeSet<>(taken.object().fieldNames()))
                .isEqualTo(new TreeSet<>(free.object().fieldNames()));
    }

    @Test
    void whoGivesSomebodyTheirAddress() {
        Person mine = memberWithPassword();
        for (String email : new String[] {elsewhere.email(), UUID.randomUUID() + "@example.test"}) {
            Reply changed = service.patch(admin, "/users/" + mine.id(), new JsonObject().put("email", email));
            assertThat(changed.status()).as(changed.body()).isEqualTo(200);
            assertThat(changed.object().getString("email")).isEqualTo(email);
            assertThat(changed.object().getBoolean("canSignIn")).isTrue();
        }
    }

    @Test
    void butTheAddressSignsInWhoHasIt() {
        Person mine = memberWithPassword();
        service.patch(admin, "/users/" + mine.id(), new JsonObject().put("email", elsewhere.email()));
        assertThat(elsewhere.signIn(Person.PASSWORD).object().getString("userId"))
                .isEqualTo(elsewhere.id().toString());
    }

    @Test
    void andAcceptingThereIsRefused() {
        JsonObject accepted = new JsonObject()
                .put("token", add(elsewhere.email()).object().getString("invitationToken"))
                .put("password", "several other words do well");
        Reply reply = service.post(null, "/invitations/accept", accepted.encode());
        assertThat(reply.status()).isEqualTo(409);
        assertThat(elsewhere.signIn(Person.PASSWORD).status()).isEqualTo(201);
    }

    private Person memberWithPassword() {
        return Person.in(service, organizationId, UserRole.USER);
    }

    private Reply add(String email) {
        return service.post(
                admin,
                "/users",
                new JsonObject().put("email", email).put("name", "Jo").put("role", "user"));
    }
}
