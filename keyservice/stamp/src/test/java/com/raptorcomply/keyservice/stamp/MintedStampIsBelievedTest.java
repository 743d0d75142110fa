package com.raptorcomply.keyservice.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.keyservice.stamp.StampVerdict.Invalid;
import com.raptorcomply.keyservice.stamp.StampVerdict.Reason;
import com.raptorcomply.keyservice.stamp.StampVerdict.Valid;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MintedStampIsBelievedTest {
    private static final long NOW = Stamps.NOW;
    private final StampSigner signer = StampSigner.create(new SecureRandom());

    @Test
    void withEverythingInIt() {
        Stamp stamp = Stamps.full(NOW, NOW + 60);

        assertThat(verifyAt(NOW + 1, signer.mint(stamp))).isEqualTo(new Valid(stamp));
    }

    @Test
    void withTheLeastInIt() {
        Stamp stamp = Stamps.plain(NOW, NOW + 60);

        assertThat(verifyAt(NOW + 1, signer.mint(stamp))).isEqualTo(new Valid(stamp));
    }

    /** Key and user each have five restrictions of twenty places and twenty operations. */
    @Test
    void withTheMostThatAKeyMayHave() {
        Stamp stamp = Stamps.largest(NOW, NOW + 60);

        assertThat(verifyAt(NOW + 1, signer.mint(stamp))).isEqualTo(new Valid(stamp));
    }

    /** RFC 7519 section 4.1.3: a list of audiences, of which this one must be one. */
    @Test
    void byEachOfItsAudiencesAndByNoOther() {
        Stamp both = Stamps.plain(List.of(Stamp.AUDIENCE_RESOURCES, Stamp.AUDIENCE_KEYSERVICE));
        Stamp others = Stamps.plain(List.of(Stamp.AUDIENCE_KEYSERVICE, "other"));

        assertThat(verifyAt(NOW, signer.mint(both))).isEqualTo(new Valid(both));
        assertThat(verifyAt(NOW, signer.mint(others))).isEqualTo(new Invalid(Reason.AUDIENCE));
        assertThat(verifyAt(NOW, signer.mint(Stamps.plain(List.of())))).isEqualTo(new Invalid(Reason.AUDIENCE));
    }

    @Test
    void withClocksFiveSecondsApart() {
        Stamp stamp = Stamps.plain(NOW, NOW + 60);

        assertThat(verifyAt(NOW - 5, signer.mint(stamp))).isInstanceOf(Valid.class);
        assertThat(verifyAt(NOW + 64, signer.mint(stamp))).isInstanceOf(Valid.class);
    }

    @Test
    void aLifeBeyondTheLimitIsNotMinted() {
        assertThatThrownBy(() -> signer.mint(Stamps.plain(NOW, NOW + 61))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSignerPrintsItsPublicNameOnly() {
        assertThat(signer.toString()).isEqualTo("StampSigner[" + signer.kid() + "]");
    }

    private StampVerdict verifyAt(long seconds, String text) {
        return new StampVerifier(
                        Stamp.AUDIENCE_RESOURCES,
                        kid -> kid.equals(signer.kid()) ? signer.publicKey() : null,
                        () -> Instant.ofEpochSecond(seconds))
                .verify(text);
    }
}
