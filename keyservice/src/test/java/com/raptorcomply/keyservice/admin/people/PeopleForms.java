package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormTwin;
import com.raptorcomply.keyservice.admin.FormWorld;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The forms of users and invitations, with what the API gets for them. */
public final class PeopleForms {
    private PeopleForms() {}

    public static List<FormTwin> all(FormWorld world) {
        UUID foreign = Person.in(TestService.shared(), UserRole.USER).id();
        return Stream.of(
                        restrictions(world.colleague(), world.restriction()),
                        restrictions(foreign, UUID.randomUUID().toString()),
                        restrictions(UUID.randomUUID(), UUID.randomUUID().toString()),
                        users("/" + world.colleague()),
                        users("/" + foreign),
                        creations(),
                        invitations(world.invitation()),
                        invitations(UUID.randomUUID().toString()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<FormTwin> restrictions(UUID user, String restriction) {
        return List.of(
                FormTwin.of(
                        "/admin/people/access/users/" + user,
                        List.of("operations", "read"),
                        "POST",
                        "/access-control",
                        new JsonObject().put("userId", user.toString()).put("operations", new JsonArray().add("read"))),
                FormTwin.of(
                        "/admin/people/access/" + restriction + "/lift",
                        List.of(),
                        "DELETE",
                        "/access-control/" + restriction,
                        new JsonObject()));
    }

    private static List<FormTwin> users(String other) {
        String mail = UUID.randomUUID() + "@example.test";
        return List.of(
                patch(other, "/edit", List.of("name", "New Name", "email", mail), "name", "New Name", "email", mail),
                patch(other, "/edit", List.of("name", "", "email", mail), "name", "", "email", mail),
                patch(
                        other,
                        "/role",
                        List.of("role", "org_admin", "currentPassword", Person.PASSWORD),
                        "role",
                        "org_admin"),
                patch(other, "/role", List.of("role", "king", "currentPassword", Person.PASSWORD), "role", "king"),
                patch(other, "/disable", List.of(), "status", "disabled"),
                patch(other, "/enable", List.of(), "status", "active"),
                FormTwin.of(
                        "/admin/people" + other + "/totp",
                        List.of("currentPassword", Person.PASSWORD),
                        "DELETE",
                        "/users" + other + "/totp",
                        new JsonObject()),
                FormTwin.of(
                        "/admin/people" + other + "/delete", List.of(), "DELETE", "/users" + other, new JsonObject()),
                patch(other, "/enable", List.of(), "status", "active"));
    }

    private static List<FormTwin> creations() {
        return List.of(
                add("user", "nobody at all"),
                add("user", UUID.randomUUID() + "@example.test"),
                add("platform_admin", UUID.randomUUID() + "@example.test"),
                invite("user", "nobody at all"),
                invite("org_admin", UUID.randomUUID() + "@example.test"),
                invite("platform_admin", UUID.randomUUID() + "@example.test"));
    }

    private static List<FormTwin> invitations(String id) {
        String path = "/invitations/" + id;
        JsonObject none = new JsonObject();
        return List.of(
                FormTwin.of("/admin/people" + path + "/resend", List.of(), "POST", path + "/resend", none),
                FormTwin.of("/admin/people" + path + "/cancel", List.of(), "DELETE", path, none));
    }

    private static FormTwin add(String role, String email) {
        String other = "second-" + email;
        return FormTwin.of(
                "/admin/people/new",
                List.of("name", "New Name", "email", email, "role", role),
                "POST",
                "/users",
                new JsonObject().put("name", "New Name").put("email", other).put("role", role));
    }

    private static FormTwin invite(String role, String email) {
        return FormTwin.of(
                "/admin/people/invitations/new",
                List.of("email", email, "role", role),
                "POST",
                "/invitations",
                new JsonObject().put("email", email).put("role", role));
    }

    private static FormTwin patch(String user, String form, List<String> typed, String... members) {
        JsonObject body = new JsonObject();
        for (int i = 0; i < members.length; i += 2) {
            body.put(members[i], members[i + 1]);
        }
        return FormTwin.of("/admin/people" + user + form, typed, "PATCH", "/users" + user, body);
    }
}
