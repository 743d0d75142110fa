package com.raptorcomply.keyservice.client.grant;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.key.KeyDigest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerificationOfAnotherKeyIsRefusedTest {
    private static final String SECRET = "AbCdEfGhIjK";
    private static final KeyDigest DIGEST = KeyDigest.ofBytes(new byte[KeyDigest.BYTES]);
    private static final UUID USER = UUID.randomUUID();

    @Test
    void anotherSecret() {
        assertThat(new VerificationRequest("00000000000", DIGEST, null).isAnsweredBy(granted(null)))
                .isFalse();
    }

    @Test
    void anotherKey() {
        byte[] other = new byte[KeyDigest.BYTES];
        other[0] = 1;
        assertThat(new VerificationRequest(SECRET, KeyDigest.ofBytes(other), null).isAnsweredBy(granted(null)))
                .isFalse();
    }

    @Test
    void anotherUserOrNone() {
        assertThat(new VerificationRequest(SECRET, DIGEST, USER).isAnsweredBy(granted(UUID.randomUUID())))
                .isFalse();
        assertThat(new VerificationRequest(SECRET, DIGEST, USER).isAnsweredBy(granted(null)))
                .isFalse();
        assertThat(new VerificationRequest(SECRET, DIGEST, null).isAnsweredBy(granted(USER)))
                .isFalse();
    }

    @Test
    void butAnEqualRequestIsAnswered() {
        assertThat(new VerificationRequest(SECRET, DIGEST, USER).isAnsweredBy(granted(USER)))
                .isTrue();
        assertThat(new VerificationRequest(SECRET, DIGEST, null).isAnsweredBy(granted(null)))
                .isTrue();
    }

    private static Verdict granted(@Nullable UUID user) {
        Grant grant = new Grant(
                SECRET,
                DIGEST,
                UUID.randomUUID(),
                "Nightly sync",
                KeyKind.ORGANIZATION,
                Organization.of(UUID.randomUUID(), "Cascade Power"),
                null,
                null,
                null,
                Permissions.of(List.of("users:impersonate")),
                GrantConstraints.NONE,
                0,
                0,
                1);
        return new Verdict.Granted(
                user == null ? grant : grant.actingAs(new Grant.Actor(user, "Kim Lee"), Permissions.NONE));
    }
}
