package com.raptorcomply.keyservice.signin.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OnlyKnownPeopleSignInTest {
    private final TestProvider provider = ProviderAndService.shared().provider();
    private final TestService service = ProviderAndService.shared().service();
    private final Person person = Person.in(service, UserRole.USER);
    private final String subject = UUID.randomUUID().toString();
    private final Visit visit = Visit.begin(service);

    @Test
    void notStrangers() {
        long people = service.count("SELECT count(*) FROM app_user");
        assertRefused(visit.as(provider, subject, "stranger@example.test"));
        assertThat(service.count("SELECT count(*) FROM app_user")).isEqualTo(people);
    }

    @Test
    void notByAnAddressThatTheProviderDoesNotVouchFor() {
        for (Object verified : new Object[] {false, "true", 1}) {
            Visit each = Visit.begin(service);
            assertRefused(each.as(
                    provider,
                    provider.claims(each.url(), subject, person.email()).put("email_verified", verified)));
        }
        JsonObject without = provider.claims(visit.url(), subject, person.email());
        without.remove("email_verified");
        assertRefused(visit.as(provider, without));
    }

    @Test
    void notThoseWhoAreDisabled() {
        service.execute("UPDATE app_user SET status = 'disabled' WHERE id = ?", person.id());
        assertRefused(visit.as(provider, subject, person.email()));
    }

    @Test
    void notThoseWhoAreDeleted() {
        visit.as(provider, subject, person.email());
        service.execute("UPDATE app_user SET status = 'deleted' WHERE id = ?", person.id());
        assertRefused(Visit.begin(service).as(provider, subject, person.email()));
    }

    @Test
    void notThoseOfASuspendedOrganization() {
        service.execute("UPDATE organization SET status = 'suspended' WHERE id = ?", person.organizationId());
        assertRefused(visit.as(provider, subject, person.email()));
    }

    @Test
    void notWhoeverHasGotSomebodysAddressLater() {
        visit.as(provider, subject, person.email());
        assertRefused(Visit.begin(service).as(provider, "another " + subject, person.email()));
    }

    @Test
    void unlessAnAdminHasUnlinkedThePerson() {
        visit.as(provider, subject, person.email());
        TestCaller admin = service.person(person.organizationId(), UserRole.ORG_ADMIN);
        TestCaller stranger = service.person(service.organization(), UserRole.ORG_ADMIN);
        String path = "/users/" + person.id() + "/identities";

        assertThat(service.delete(stranger, path).status()).isEqualTo(404);
        assertRefused(Visit.begin(service).as(provider, "another " + subject, person.email()));
        assertThat(service.delete(admin, path).status()).isEqualTo(204);
        assertThat(service.delete(admin, path).status()).isEqualTo(204);
        assertThat(Visit.begin(service)
                        .as(provider, "another " + subject, person.email())
                        .status())
                .isEqualTo(303);
        assertThat(service.get(admin, "/activity?action=unlink+identities").array())
                .hasSize(1);
    }

    @Test
    void butAPersonWhoIsThereAgainUnderTheSameAddress() {
        visit.as(provider, subject, person.email());
        service.execute("UPDATE app_user SET status = 'deleted' WHERE id = ?", person.id());
        service.execute(
                "INSERT INTO app_user (id, organization_id, email, address_key, name, role)"
                        + " VALUES (?, ?, ?, lower(?), 'Kim', 'user')",
                UUID.randomUUID(),
                person.organizationId(),
                person.email(),
                person.email());
        assertThat(Visit.begin(service).as(provider, subject, person.email()).status())
                .isEqualTo(303);
    }

    private static void assertRefused(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(401);
        assertThat(reply.object().getString("message"))
                .isEqualTo("The sign-in provider's account does not sign in here");
        assertThat(reply.header("Set-Cookie")).isEmpty();
    }
}
