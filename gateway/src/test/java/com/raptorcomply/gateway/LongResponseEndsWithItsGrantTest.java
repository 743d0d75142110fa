package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class LongResponseEndsWithItsGrantTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE =
            new GatewayUnderTest().with("upstreams.resources.revokedStreamGrace", "600ms");

    @BeforeAll
    static void awaitLease() throws Exception {
        STAGE.awaitLease();
    }

    @Test
    void ofARevokedKeyItIsCutInTheMiddle() throws Exception {
        String key = STAGE.keyService().key();
        try (Download download = begin(key)) {
            STAGE.keyService().revoke(key);

            assertThat(download.untilCut()).doesNotEndWith("0\r\n\r\n");
        }
    }

    @Test
    void ofAnotherKeyItGoesOn() throws Exception {
        String revoked = STAGE.keyService().key();
        try (Download cut = begin(revoked);
                Download other = begin(STAGE.keyService().key())) {
            STAGE.keyService().revoke(revoked);
            cut.untilCut();

            assertThat(other.goesOn()).isTrue();
        }
    }

    @Test
    void ofAChangedKeyThatHoldsNoLessItGoesOn() throws Exception {
        String key = STAGE.keyService().key();
        String revoked = STAGE.keyService().key();
        try (Download download = begin(key);
                Download cut = begin(revoked)) {
            int before = STAGE.keyService().questions();
            STAGE.keyService().change(key);
            Await.until(
                    "another question to the key service",
                    () -> STAGE.keyService().questions() != before);
            STAGE.keyService().revoke(revoked);
            cut.untilCut();

            assertThat(download.goesOn()).isTrue();
        }
    }

    @Test
    void ofANarrowedKeyItIsCut() throws Exception {
        String key = STAGE.keyService().key();
        try (Download download = begin(key)) {
            STAGE.keyService().narrow(key);

            assertThat(download.untilCut()).doesNotEndWith("0\r\n\r\n");
        }
    }

    @Test
    void ofAKeyThatActsAsAUserItEndsWithTheUserAndNotBefore() throws Exception {
        String key = STAGE.keyService().actingKey("facilities:read");
        UUID user = STAGE.keyService().user("facilities:read");
        String fields = "X-Act-As-User: " + user + "\r\n";
        try (Download acting = new Download(STAGE.gateway().port(), key, fields);
                Download own = begin(key)) {
            int before = STAGE.keyService().questions();
            STAGE.keyService().change(key);
            Await.until(
                    "two more questions to the key service",
                    () -> STAGE.keyService().questions() >= before + 2);
            assertThat(acting.goesOn()).isTrue();

            STAGE.keyService().disable(user);

            assertThat(acting.untilCut()).doesNotEndWith("0\r\n\r\n");
            assertThat(own.goesOn()).isTrue();
        }
    }

    private static Download begin(String key) throws Exception {
        return new Download(STAGE.gateway().port(), key);
    }
}
