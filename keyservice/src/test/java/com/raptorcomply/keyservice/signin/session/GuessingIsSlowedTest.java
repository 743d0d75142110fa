package com.raptorcomply.keyservice.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuessingIsSlowedTest {
    private static final int FREE = 5;

    private final TestService service = TestService.on(PostgresServer.shared());
    private final Person person = Person.in(service, UserRole.USER);

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void forKnownAndUnknownPeopleAlike() {
        for (String email : List.of(person.email(), "nobody@example.test")) {
            for (int i = 0; i < FREE; i++) {
                assertThat(guess(email).status()).isEqualTo(401);
            }
            muchGuessedAlready();
            assertThat(guess(email).status()).isEqualTo(401);
            Reply refused = guess(email);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(60, 900);
        }
    }

    @Test
    void afterAFreeNumberOfThem() {
        for (int i = 0; i < FREE; i++) {
            guess(person.email());
        }
        assertThat(slowed()).isZero();
        guess(person.email());
        assertThat(slowed()).isEqualTo(1);
    }

    @Test
    void whenGuessesComeAllAtOnceToo() {
        guess(person.email());
        muchGuessedAlready();
        List<Integer> statuses = IntStream.range(0, 24)
                .parallel()
                .mapToObj(i -> guess(person.email()).status())
                .toList();
        assertThat(statuses).containsOnlyOnce(401);
        assertThat(statuses).containsOnly(401, 429);
    }

    @Test
    void andTheRightPasswordAfterTheWaitStartsAnew() {
        guess(person.email());
        muchGuessedAlready();
        guess(person.email());
        assertThat(person.signIn(Person.PASSWORD).status()).isEqualTo(429);
        service.execute("UPDATE sign_in_attempt SET next_at = now()");
        assertThat(person.signIn(Person.PASSWORD).status()).isEqualTo(201);
        for (int i = 0; i <= FREE; i++) {
            assertThat(guess(person.email()).status()).isEqualTo(401);
        }
    }

    @Test
    void butNobodyElseIsHeldUp() {
        Person other = Person.in(service, UserRole.USER);
        guess(person.email());
        muchGuessedAlready();
        guess(person.email());
        assertThat(guess(person.email()).status()).isEqualTo(429);
        assertThat(other.signIn(Person.PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void andTheAccountsOwnerOnlyAsLongAsTheAccountThatStrangersGuessAt() {
        String email = person.email().toLowerCase(Locale.ROOT);
        byte[] account = DigestUtils.sha256("account\n" + email);
        service.execute("INSERT INTO sign_in_attempt VALUES (?, 200, now(), now() + interval '30 seconds')", account);
        for (int i = 0; i <= FREE; i++) {
            assertThat(person.signIn(Person.PASSWORD).status()).isEqualTo(429);
        }

        assertThat(service.count("SELECT attempts FROM sign_in_attempt WHERE subject = ?", (Object)
                        DigestUtils.sha256("account and address\n" + email + "\n127.0.0.1")))
                .isZero();
        service.execute("UPDATE sign_in_attempt SET next_at = now() WHERE subject = ?", account);
        assertThat(person.signIn(Person.PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void andTheOwnerElsewhereWaitsForSecondsOnlyHoweverOftenStrangersGuess() {
        guess(person.email());
        service.execute("UPDATE sign_in_attempt SET attempts = 1000");

        guess(person.email());

        // In order: the account alone, the address, the account from that address.
        assertThat(waitsUpTo(30)).isEqualTo(1);
        assertThat(waitsUpTo(60)).isEqualTo(2);
        assertThat(waitsUpTo(900)).isEqualTo(3);
    }

    /** Returns the number of counts with a wait of at most this many seconds. */
    private long waitsUpTo(int seconds) {
        return service.count(
                "SELECT count(*) FROM sign_in_attempt WHERE next_at - last_at <= make_interval(secs => ?)", seconds);
    }

    /** Adds so many attempts that a guess is followed by minutes of waiting, however slow the machine is. */
    private void muchGuessedAlready() {
        service.execute("UPDATE sign_in_attempt SET attempts = 14");
    }

    /** Returns the number of counts that have ever had a wait. */
    private long slowed() {
        return service.count("SELECT count(*) FROM sign_in_attempt WHERE next_at > last_at");
    }

    private Reply guess(String email) {
        return Person.signIn(service, email, "just a guess of mine");
    }
}
