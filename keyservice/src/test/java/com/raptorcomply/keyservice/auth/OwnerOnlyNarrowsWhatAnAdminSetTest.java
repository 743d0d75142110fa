package com.raptorcomply.keyservice.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnerOnlyNarrowsWhatAnAdminSetTest {
    private static final String LIMIT = "{'rateLimit':{'requests':50,'periodSeconds':60}}";
    private static final String END = "{'expiresAt':'2100-01-01T00:00:00Z'}";
    private static final String NETWORK = "{'allowedCidrs':['192.0.2.0/24','198.51.100.0/24']}";

    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final TestCaller owner = service.person(organizationId, UserRole.USER);
    private final String path = "/api-keys/"
            + service.post(owner, "/api-keys", json("{'name':'Mine','kind':'user'}"))
                    .object()
                    .getString("id");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                LIMIT + "|rateLimit|{'rateLimit':null}",
                LIMIT + "|rateLimit|{'rateLimit':{'requests':51}}",
                LIMIT + "|rateLimit|{'rateLimit':{'periodSeconds':59}}",
                LIMIT + "|rateLimit|{'rateLimit':{'burst':51}}",
                END + "|expiresAt|{'expiresAt':null}",
                END + "|expiresAt|{'expiresAt':'2100-01-01T00:00:01Z'}",
                NETWORK + "|allowedCidrs|{'allowedCidrs':null}",
                NETWORK + "|allowedCidrs|{'allowedCidrs':['203.0.113.0/24']}"
            })
    void ownerMayNotWiden(String set, String field, String widened) {
        assertThat(service.patch(admin, path, json(set)).status()).isIn(200, 202);

        Reply reply = service.patch(owner, path, json(widened));

        assertThat(reply.status()).as(reply.body()).isEqualTo(403);
        assertThat(reply.object().getString("code")).isEqualTo("exceeds_own_key");
        assertThat(reply.object().getString("field")).isEqualTo(field);
        assertThat(service.patch(admin, path, json(widened)).status()).isIn(200, 202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                LIMIT + "|{'rateLimit':{'requests':49}}",
                END + "|{'expiresAt':'2099-01-01T00:00:00Z'}",
                NETWORK + "|{'allowedCidrs':['192.0.2.0/24']}",
                LIMIT + "|{'name':'Another name','expiresAt':'2100-01-01T00:00:00Z'}"
            })
    void ownerMayNarrow(String set, String narrowed) {
        service.patch(admin, path, json(set));

        assertThat(service.patch(owner, path, json(narrowed)).status()).isIn(200, 202);
    }

    @Test
    void whatTheOwnerSetTheOwnerLifts() {
        assertThat(service.patch(owner, path, json(LIMIT)).status()).isIn(200, 202);

        Reply reply = service.patch(owner, path, json("{'rateLimit':null}"));

        assertThat(reply.status()).as(reply.body()).isIn(200, 202);
    }

    @Test
    void whatTheAdminLiftedIsTheOwnersAgain() {
        service.patch(admin, path, json(LIMIT));
        JsonObject bound = service.get(owner, path).object();
        service.patch(admin, path, json("{'rateLimit':null}"));
        service.patch(owner, path, json(LIMIT));

        Reply reply = service.patch(owner, path, json("{'rateLimit':null}"));

        assertThat(TestService.strings(bound, "boundsSetByAdmin")).containsExactly("rateLimit");
        assertThat(reply.status()).as(reply.body()).isIn(200, 202);
    }

    private static JsonObject json(String text) {
        return new JsonObject(text.replace('\'', '"'));
    }
}
