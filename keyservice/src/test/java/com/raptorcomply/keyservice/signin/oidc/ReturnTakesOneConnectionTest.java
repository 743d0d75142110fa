package com.raptorcomply.keyservice.signin.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** As many returns at once as there are connections would wait for each other if each took a second one. */
class ReturnTakesOneConnectionTest {
    @Test
    void soItSignsInWithAPoolOfOne() {
        try (TestProvider provider = new TestProvider();
                TestService service = TestService.with(settings(provider))) {
            Person person = Person.in(service, UserRole.USER);

            Reply reply = Visit.begin(service).as(provider, UUID.randomUUID().toString(), person.email());

            assertThat(reply.status()).as(reply.body()).isEqualTo(303);
        }
    }

    private static Map<String, Object> settings(TestProvider provider) {
        Map<String, Object> settings = new HashMap<>(provider.settings());
        settings.put("database.poolSize", 1);
        return settings;
    }
}
