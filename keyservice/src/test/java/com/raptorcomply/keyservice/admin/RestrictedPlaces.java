package com.raptorcomply.keyservice.admin;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.dataservice.TestDataService;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A key and a user that are restricted to places of a data service.
 *
 * @param pages the pages that show it to the admin: of the key, of the list, of the lifting
 */
record RestrictedPlaces(Person person, Person.Browser admin, UUID facility, List<String> pages) {

    /** Changes the key past its pages, as another admin does. */
    Reply patchKey(JsonObject body) {
        return person.service().patch(caller(person), api(), body);
    }

    /** Returns the key as the API shows it. */
    JsonObject key() {
        return admin.get(api()).object();
    }

    private String api() {
        return pages.get(0).replace("/admin/keys", "/api-keys");
    }

    private static TestCaller caller(Person person) {
        return TestCaller.person(person.organizationId(), person.id());
    }

    /** Starts a key service that looks places up there. */
    static TestService lookingUpIn(TestDataService data) {
        TestService service = TestService.with(Map.of("resources.urls", List.of(data.url())));
        data.believe(() -> service.get(null, "/.well-known/jwks.json").body());
        return service;
    }

    static RestrictedPlaces of(TestService service, TestDataService data) {
        Person person = Person.in(service, UserRole.ORG_ADMIN);
        Person.Browser admin = person.browser();
        UUID facility = data.add("facilities", person.organizationId());
        UUID system = data.add("cyber-systems", person.organizationId());
        JsonObject limits = new JsonObject()
                .put("facilities", new JsonArray().add(facility.toString()))
                .put("cyberSystems", new JsonArray().add(system.toString()))
                .put("operations", new JsonArray().add("read"));
        JsonObject key = new JsonObject()
                .put("name", "Import")
                .put("kind", "organization")
                .put("restrictions", new JsonArray().add(limits));
        String keyId = service.post(caller(person), "/api-keys", key).object().getString("id");
        Person user = Person.in(service, person.organizationId(), UserRole.USER);
        String restriction = FormSender.of(admin)
                .post("/admin/people/access/users/" + user.id(), "facilities", facility.toString())
                .header("Location");
        String id = admin.get("/access-control?userId=" + user.id())
                .array()
                .getJsonObject(0)
                .getString("id");
        return new RestrictedPlaces(
                person,
                admin,
                facility,
                List.of("/admin/keys/" + keyId, restriction, "/admin/people/access/" + id + "/lift"));
    }
}
