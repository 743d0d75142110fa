package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.keyservice.stamp.StampSigner;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request needs exactly one valid stamp, for this service and from a registered gateway. */
class StampIsNeededTest {
    private final Caller caller = Caller.ofNewOrganization();

    @Test
    void none() {
        Answer refused = Caller.exchange(
                HttpRequest.newBuilder(URI.create(caller.url() + "/facilities")).build());

        assertRefused(refused, "missing");
    }

    @Test
    void two() {
        assertRefused(caller.get("/facilities", Stamp.HEADER, caller.stamp()), "doubled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "rc_live_x", "..", "eyJhbGciOiJub25lIn0.e30."})
    void rubbish(String stamp) {
        assertRefused(caller.sendAs(stamp, "GET", "/facilities", ""), "malformed");
    }

    @Test
    void otherAudience() {
        String stamp = caller.signer()
                .mint(caller.claims(Stamp.AUDIENCE_KEYSERVICE, Instant.now().getEpochSecond(), 60));

        assertRefused(caller.sendAs(stamp, "GET", "/facilities", ""), "audience");
    }

    @Test
    void past() {
        String stamp = caller.signer()
                .mint(caller.claims(Stamp.AUDIENCE_RESOURCES, Instant.now().getEpochSecond() - 100, 60));

        assertRefused(caller.sendAs(stamp, "GET", "/facilities", ""), "expired");
    }

    @Test
    void changed() {
        String stamp = caller.stamp();
        int payload = stamp.indexOf('.') + 40;
        char other = stamp.charAt(payload) == 'A' ? 'B' : 'A';
        String forged = stamp.substring(0, payload) + other + stamp.substring(payload + 1);

        assertRefused(caller.sendAs(forged, "GET", "/facilities", ""), "signature");
    }

    @Test
    void gatewayThatNobodyKnows() {
        StampSigner stranger = StampSigner.create(new SecureRandom());
        String stamp = stranger.mint(
                caller.claims(Stamp.AUDIENCE_RESOURCES, Instant.now().getEpochSecond(), 60));

        assertRefused(caller.sendAs(stamp, "GET", "/facilities", ""), "unknown_key");
    }

    @Test
    void postIsRefusedBeforeItsBodyIsRead() {
        assertRefused(caller.sendAs("x", "POST", "/cyber-assets", "{\"a\":1}"), "malformed");
        assertThat(caller.get("/facilities").status()).isEqualTo(200);
    }

    private static void assertRefused(Answer refused, String error) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("TenantStamp error=\"" + error + "\"");
    }
}
