package com.raptorcomply.keyservice.admin.people;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.admin.browser.PageSample;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The pages of people in their states. */
public final class PeopleSamples {
    /** Names with markup, from right to left, and as long as names may be. */
    static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script> & \"quotes\" 'n' more",
            "\u05d0\u05d1\u05d2 \u05d3\u05d4\u05d5 (99)",
            "W".repeat(255),
            "Anna-Maria de la Cruz y Fern\u00e1ndez");

    private static final int MANY = 12;

    private PeopleSamples() {}

    public static List<PageSample> of(AdminBrowser browser) {
        TestService service = browser.service();
        Person alone = Person.in(service, UserRole.ORG_ADMIN);
        Person admin = Person.in(service, UserRole.ORG_ADMIN);
        HOSTILE.forEach(name -> add(service, admin.organizationId(), name));
        for (int i = 0; i < MANY; i++) {
            add(service, admin.organizationId(), "Operator " + i);
        }
        UUID other = Person.in(service, admin.organizationId(), UserRole.USER).id();
        return Stream.concat(
                        users(service, alone, admin, "/admin/people/" + other).stream(),
                        others(alone, admin, Person.in(service, UserRole.PLATFORM_ADMIN), other).stream())
                .toList();
    }

    private static List<PageSample> users(TestService service, Person alone, Person admin, String other) {
        Person platform = Person.in(service, UserRole.PLATFORM_ADMIN);
        return List.of(
                PageSample.of("users-few", alone, "/admin/people"),
                PageSample.of("users-many", admin, "/admin/people?limit=10"),
                PageSample.of("users-platform", platform, "/admin/people?limit=5"),
                PageSample.of("users-none", admin, "/admin/people?q=nobody&role=user&status=disabled"),
                PageSample.of("no-access", Person.in(service, UserRole.USER), "/admin/people"),
                PageSample.of("user-new", admin, "/admin/people/new"),
                new PageSample("user-new-refused", platform, (tab, who) -> {
                    tab.go("/admin/people/new");
                    tab.type("Name", "Kim Alder");
                    tab.type("E-mail address", "nobody at all");
                    tab.follow("Add the user");
                }),
                PageSample.of("user-delete", admin, other + "/delete"),
                PageSample.of("user-disable", admin, other + "/disable"),
                PageSample.of("user-totp", admin, other + "/totp"),
                new PageSample("user-deleted", admin, (tab, who) -> {
                    tab.go("/admin/people/" + add(service, admin.organizationId(), "Leaver") + "/delete");
                    tab.follow("Delete user");
                }),
                new PageSample("user-refused", admin, (tab, who) -> {
                    tab.go(other);
                    tab.page().locator("#role").selectOption("org_admin");
                    tab.type("Your password", "wrong");
                    tab.follow("Change role");
                }),
                new PageSample("user-disabled", admin, (tab, who) -> {
                    tab.go(other + "/disable");
                    tab.follow("Disable user");
                }),
                PageSample.of("user-hostile", admin, "/admin/people/" + longest(service, admin)));
    }

    private static List<PageSample> others(Person alone, Person admin, Person platform, UUID other) {
        return List.of(
                PageSample.of("invitations-none", alone, "/admin/people/invitations"),
                new PageSample(
                        "invitation-link", admin, (tab, who) -> invite(tab, UUID.randomUUID() + "@example.test")),
                new PageSample("invitation-refused", admin, (tab, who) -> invite(tab, "nobody at all")),
                new PageSample("invitations-some", platform, (tab, who) -> {
                    invite(tab, UUID.randomUUID() + "@example.test");
                    tab.follow("I have sent it");
                }),
                new PageSample("invitation-cancel", admin, (tab, who) -> {
                    invite(tab, UUID.randomUUID() + "@example.test");
                    tab.follow("I have sent it");
                    tab.follow("Cancel");
                }),
                PageSample.of("roles", alone, "/admin/people/roles"),
                PageSample.of("access-none", alone, "/admin/people/access"),
                new PageSample("access-refused", admin, (tab, who) -> {
                    tab.go("/admin/people/access/users/" + other);
                    tab.follow(tab.page().locator("main form button:visible"));
                }),
                new PageSample("access-some", admin, (tab, who) -> restrict(tab, other)),
                new PageSample("access-lift", admin, (tab, who) -> {
                    restrict(tab, other);
                    tab.follow("Lift");
                }));
    }

    private static void restrict(BrowserTab tab, UUID user) {
        tab.go("/admin/people/access/users/" + user);
        tab.page().locator("input[value=read]").check();
        tab.follow(tab.page().locator("main form button:visible"));
    }

    private static void invite(BrowserTab tab, String email) {
        tab.go("/admin/people/invitations/new");
        tab.type("E-mail address", email);
        tab.follow("Make the link");
    }

    private static UUID add(TestService service, UUID organizationId, String name) {
        return Await.result(service.bootstrap()
                .createUser(organizationId, UUID.randomUUID() + "@example.test", name, UserRole.USER));
    }

    private static UUID longest(TestService service, Person admin) {
        String email = "x".repeat(50) + UUID.randomUUID() + "@example.test";
        return Await.result(service.bootstrap()
                .createUser(admin.organizationId(), email.substring(30), HOSTILE.get(2), UserRole.USER));
    }
}
