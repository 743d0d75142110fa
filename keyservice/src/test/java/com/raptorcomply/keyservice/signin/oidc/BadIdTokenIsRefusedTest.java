package com.raptorcomply.keyservice.signin.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BadIdTokenIsRefusedTest {
    private static final long NOW = System.currentTimeMillis() / 1_000;

    private final TestProvider provider = ProviderAndService.shared().provider();
    private final TestService service = ProviderAndService.shared().service();
    private final Person person = Person.in(service, UserRole.USER);
    private final String subject = UUID.randomUUID().toString();
    private final Visit visit = Visit.begin(service);

    @TestFactory
    Stream<DynamicTest> forWhatItSays() {
        Map<String, UnaryOperator<JsonObject>> bad = Map.ofEntries(
                Map.entry("another issuer", claims -> claims.put("iss", provider.issuer() + "/")),
                Map.entry("no issuer", claims -> without(claims, "iss")),
                Map.entry("another audience", claims -> claims.put("aud", "another-client")),
                Map.entry("no audience", claims -> without(claims, "aud")),
                Map.entry("an empty audience", claims -> claims.put("aud", new JsonArray())),
                Map.entry(
                        "an audience besides, no party",
                        claims -> claims.put(
                                "aud",
                                new JsonArray().add(TestProvider.CLIENT_ID).add("another-client"))),
                Map.entry("another party", claims -> claims.put("azp", "another-client")),
                Map.entry("expired", claims -> claims.put("iat", NOW - 300).put("exp", NOW - 120)),
                Map.entry("no end", claims -> without(claims, "exp")),
                Map.entry("an end that is no number", claims -> claims.put("exp", "tomorrow")),
                Map.entry("issued long ago", claims -> claims.put("iat", NOW - 3_600)),
                Map.entry("issued in the future", claims -> claims.put("iat", NOW + 600)),
                Map.entry("another sign-in's nonce", claims -> claims.put("nonce", nonceOfAnother())),
                Map.entry("no nonce", claims -> without(claims, "nonce")),
                Map.entry("no subject", claims -> without(claims, "sub")),
                Map.entry("an endless subject", claims -> claims.put("sub", "x".repeat(256))));
        return bad.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(), () -> assertRefused(each.getValue().andThen(provider.key()::sign))));
    }

    @Test
    void forAnotherKeysSignature() {
        TokenKey other = new TokenKey(provider.key().id(), TokenKey.another().pair());
        assertRefused(other::sign);
    }

    @Test
    void forASignatureOfOtherClaims() {
        assertRefused(claims -> {
            String[] mine = provider.key().sign(claims).split("\\.", -1);
            String[] theirs = provider.key()
                    .sign(claims.copy().put("email", "other@example.test"))
                    .split("\\.", -1);
            return mine[0] + "." + mine[1] + "." + theirs[2];
        });
    }

    @Test
    void forNoSignature() {
        assertRefused(TokenKey::unsigned);
    }

    @Test
    void forAMacMadeWithThePublicKeyOrTheClientsSecret() {
        byte[] publicKey = provider.key().pair().getPublic().getEncoded();
        byte[] secret = TestProvider.CLIENT_SECRET.getBytes(StandardCharsets.UTF_8);
        Function<byte[], Integer> status = macKey -> {
            Visit each = Visit.begin(service);
            JsonObject claims = provider.claims(each.url(), subject, person.email());
            return each.comeBack(provider.code(each.url(), provider.key().signByMac(claims, macKey)))
                    .status();
        };
        assertThat(status.apply(publicKey)).isNotEqualTo(303);
        assertThat(status.apply(secret)).isNotEqualTo(303);
    }

    @Test
    void ifThereIsNone() {
        assertRefused(claims -> "");
    }

    private void assertRefused(Function<JsonObject, String> token) {
        Visit each = Visit.begin(service);
        JsonObject claims = provider.claims(each.url(), subject, person.email());
        Reply reply = each.comeBack(provider.code(each.url(), token.apply(claims)));
        assertThat(reply.status()).as(reply.body()).isEqualTo(401);
        assertThat(reply.header("Set-Cookie")).isEmpty();
        assertThat(service.count("SELECT count(*) FROM oidc_identity WHERE subject = ?", subject))
                .isZero();
    }

    private String nonceOfAnother() {
        return TestProvider.query(visit.url()).getOrDefault("nonce", "");
    }

    private static JsonObject without(JsonObject claims, String name) {
        claims.remove(name);
        return claims;
    }
}
