package com.raptorcomply.keyservice.signin.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordIsKeptAsArgon2idTest {
    private final Vertx vertx = Vertx.vertx();
    private final Passwords passwords = new Passwords(vertx, 1);

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void withTheOwaspParametersAndASaltOfItsOwn() {
        String first = Await.result(passwords.hash("several words do well"));
        String second = Await.result(passwords.hash("several words do well"));
        assertThat(first)
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}")
                .isNotEqualTo(second);
        assertThat(Await.result(passwords.matches("several words do well", first)))
                .isTrue();
        assertThat(Await.result(passwords.matches("several words do wel1", first)))
                .isFalse();
        assertThat(Await.result(passwords.matches("nobody's password", null))).isFalse();
    }

    @Test
    void asTheReferenceImplementationHashes() {
        String reference = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        assertThat(Await.result(passwords.matches("password", reference))).isTrue();
    }

    @Test
    void sameWhicheverWayItsCharactersAreComposed() {
        String hash = Await.result(passwords.hash("caf\u00e9 caf\u00e9 caf\u00e9"));
        assertThat(Await.result(passwords.matches("cafe\u0301 cafe\u0301 cafe\u0301", hash)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$AAAA",
                "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
            })
    void andDamagedHashesMatchNothing(String hash) {
        assertThat(Await.result(passwords.matches("password", hash))).isFalse();
    }

    @Test
    void andAFloodOfThemIsRefusedPastABound() {
        List<Future<String>> all = IntStream.range(0, 80)
                .mapToObj(i -> passwords.hash("several words do well"))
                .toList();
        long refused = all.stream()
                .filter(Future::failed)
                .filter(each -> each.cause() instanceof ProblemException e
                        && e.problem().status() == 503)
                .count();
        assertThat(refused).isEqualTo(80 - 65);
        Await.result(Future.join(all).otherwiseEmpty());
        assertThat(Await.result(passwords.hash("several words do well"))).startsWith("$argon2id$");
    }
}
