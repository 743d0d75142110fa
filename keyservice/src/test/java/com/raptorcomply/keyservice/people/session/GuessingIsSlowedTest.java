package com.raptorcomply.keyservice.people.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.access.UserRole;
import java.util.List;
import java.util.stream.IntStream;
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
            for (int i = 0; i <= FREE; i++) {
                assertThat(guess(email).status()).isEqualTo(401);
            }
            Reply refused = guess(email);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 900);
        }
    }

    @Test
    void whenGuessesComeAllAtOnceToo() {
        List<Integer> statuses = IntStream.range(0, 24)
                .parallel()
                .mapToObj(i -> guess(person.email()).status())
                .toList();
        assertThat(statuses.stream().filter(status -> status == 401).count()).isLessThanOrEqualTo(FREE + 1);
        assertThat(statuses).contains(429);
    }

    @Test
    void andTheRightPasswordAfterTheWaitStartsAnew() {
        for (int i = 0; i <= FREE; i++) {
            guess(person.email());
        }
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
        for (int i = 0; i <= FREE + 1; i++) {
            guess(person.email());
        }
        assertThat(other.signIn(Person.PASSWORD).status()).isEqualTo(201);
    }

    private Reply guess(String email) {
        return Person.signIn(service, email, "just a guess of mine");
    }
}
