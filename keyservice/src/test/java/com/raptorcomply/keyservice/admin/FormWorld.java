package com.raptorcomply.keyservice.admin;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/**
 * An organization with one of everything that a form changes, and a user in it. A form is sent in one such world and its
 * request to the API in another, so that both meet the same.
 *
 * @param person the user who sends
 * @param colleague the id of another user
 * @param keys a key of the organization, one of the person and one of the colleague, each as the API has returned it
 * @param webhook its id, as for the next ones
 */
public record FormWorld(
        Person person, UUID colleague, List<JsonObject> keys, String webhook, String invitation, String restriction) {

    public FormWorld {
        keys = List.copyOf(keys);
    }

    static FormWorld of(TestService service, UserRole role) {
        Person person = Person.in(service, role);
        UUID organization = person.organizationId();
        UUID colleague = Person.in(service, organization, UserRole.USER).id();
        TestCaller admin = service.person(organization, UserRole.ORG_ADMIN);
        JsonObject personal = new JsonObject().put("kind", "user");
        List<JsonObject> keys = List.of(
                service.mint(admin, new JsonObject()),
                service.mint(TestCaller.person(organization, person.id()), personal),
                service.mint(TestCaller.person(organization, colleague), personal));
        JsonObject webhook = new JsonObject().put("name", "SIEM").put("url", "https://hooks.example.com/");
        JsonObject invitation = new JsonObject()
                .put("email", UUID.randomUUID() + "@example.test")
                .put("role", "user");
        JsonObject restriction =
                new JsonObject().put("userId", colleague.toString()).put("operations", new JsonArray().add("read"));
        return new FormWorld(
                person,
                colleague,
                keys,
                made(service, admin, "/organizations/" + organization + "/webhooks", webhook),
                made(service, admin, "/invitations", invitation),
                made(service, admin, "/access-control", restriction));
    }

    private static String made(TestService service, TestCaller admin, String path, JsonObject body) {
        JsonObject made = service.post(admin, path, body).object();
        String id = made.getString("id");
        if (id == null) {
            throw new AssertionError(made);
        }
        return id;
    }
}
