package com.raptorcomply.keyservice.admin.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestService;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The badge and the column of a key name the same number of days. */
class EndOfAKeyIsToldAlikeTest {
    private final KeyExamples examples = KeyExamples.in(TestService.shared());

    @Test
    void inTheListOfKeys() {
        Instant end = Instant.now().plus(Duration.ofDays(20)).minus(Duration.ofHours(1));
        examples.key("Import", new JsonObject().put("expiresAt", end.toString()));
        assertThat(examples.admin().browser().get("/admin/keys").body())
                .contains("\">in 20 days<", ">Ends in 20 days<");
    }
}
