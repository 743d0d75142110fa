package com.raptorcomply.keyservice.admin.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NewestUserIsOnTopTest {
    private static final Pattern NAME = Pattern.compile("<td><a href=\"/admin/people/[^\"]+\"><bdi>([^<]+)</bdi>");

    private final TestService service = TestService.shared();
    private final Person admin = Person.in(service, UserRole.ORG_ADMIN);
    private final Person.Browser browser = admin.browser();

    @Test
    void unlessAnotherOrderIsChosenAndASearchKeepsIt() {
        for (String name : List.of("Kim Alder", "Zoe Alder", "Bo Birch")) {
            JsonObject user = new JsonObject()
                    .put("email", UUID.randomUUID() + "@example.test")
                    .put("name", name)
                    .put("role", "user");
            service.post(TestCaller.person(admin.organizationId(), admin.id()), "/users", user);
        }
        assertThat(names("")).containsExactly("Bo Birch", "Zoe Alder", "Kim Alder", "Some Body");
        assertThat(names("?sort=name")).containsExactly("Bo Birch", "Kim Alder", "Some Body", "Zoe Alder");
        assertThat(names("?q=alder")).containsExactly("Zoe Alder", "Kim Alder");
        assertThat(names("?q=alder&sort=createdAt")).containsExactly("Kim Alder", "Zoe Alder");
        assertThat(names("?q=" + admin.email().toLowerCase(Locale.ROOT))).containsExactly("Some Body");
    }

    private List<String> names(String query) {
        return NAME.matcher(browser.get("/admin/people" + query).body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
