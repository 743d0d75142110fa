package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class ActingKeyHasAGrantOfItsOwnTest {
    @RegisterExtension
    final AuthenticatorFixture ground = new AuthenticatorFixture();

    private String key = "";
    private UUID user = new UUID(0, 0);

    @BeforeEach
    void meet() {
        ground.join();
        key = ground.keyService().actingKey("facilities:read", "tasks:write");
        user = ground.keyService().user("facilities:read", "evidence:read");
    }

    @Test
    void ofWhatBothHoldAndRemembered() throws Exception {
        Grant grant = ((Permit) Await.result(ground.start(key, user))).grant();

        assertThat(grant.permissions().asList()).containsExactly("facilities:read");
        assertThat(grant.actor()).isEqualTo(new Grant.Actor(user, "Kim Lee"));
        assertThat(grant.role()).isNull();
        assertThat(ground.lookup(key, user)).isInstanceOf(Permit.class);
        assertThat(ground.keyService().questions()).isEqualTo(1);
    }

    @Test
    void whichIsNeitherTheKeysNorAnotherUsers() throws Exception {
        Await.result(ground.start(key, user));

        assertThat(ground.lookup(key)).isNull();
        assertThat(ground.lookup(key, ground.keyService().user("facilities:read")))
                .isNull();
        assertThat(((Permit) ground.verify(key)).grant().actor()).isNull();
        assertThat(ground.lookup(key, user)).isInstanceOfSatisfying(Permit.class, permit -> assertThat(
                        permit.grant().actor())
                .isNotNull());
    }

    @Test
    void endedByEachOfTheirChanges() throws Exception {
        Grant grant = ((Permit) Await.result(ground.start(key, user))).grant();
        for (Subject subject : List.of(
                Subject.user(user),
                Subject.key(grant.keyId()),
                Subject.secret(grant.secretId()),
                Subject.organization(grant.organization().id()))) {
            Await.result(ground.start(key, user));
            assertThat(ground.lookup(key, user)).isInstanceOf(Permit.class);
            ground.change(subject);
            assertThat(ground.lookup(key, user)).as(subject.toString()).isNull();
        }
    }

    @Test
    void butTheKeysOwnIsNotEndedByTheUser() throws Exception {
        ground.verify(key);
        Await.result(ground.start(key, user));

        ground.change(Subject.user(user));

        assertThat(ground.lookup(key)).isInstanceOf(Permit.class);
    }

    @Test
    void andIsNotFilledFromBeforeTheUsersChange() throws Exception {
        ground.keyService().hold();
        Future<Decision> decision = ground.start(key, user);
        awaitQuestion();

        ground.keyService().disable(user);
        ground.change(Subject.user(user));
        ground.keyService().release();

        assertThat(Await.result(decision)).isEqualTo(Denial.IMPERSONATION_DENIED);
        assertThat(ground.keyService().questions()).isEqualTo(2);
    }

    @Test
    void askedForOnceHoweverManyWait() throws Exception {
        ground.keyService().hold();
        List<Future<Decision>> waiting =
                IntStream.range(0, 100).mapToObj(i -> ground.start(key, user)).toList();
        Future<Decision> own = ground.start(key);
        Await.until(
                "two questions to the key service", () -> ground.keyService().questions() >= 2);
        ground.keyService().release();

        for (Future<Decision> each : waiting) {
            assertThat(Await.result(each)).isInstanceOf(Permit.class);
        }
        assertThat(Await.result(own)).isInstanceOf(Permit.class);
        assertThat(ground.keyService().questions()).isEqualTo(2);
    }

    private void awaitQuestion() {
        Await.until("a question to the key service", () -> ground.keyService().questions() > 0);
    }
}
