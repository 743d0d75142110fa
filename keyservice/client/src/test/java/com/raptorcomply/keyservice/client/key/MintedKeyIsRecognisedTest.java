package com.raptorcomply.keyservice.client.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.keyservice.client.key.PresentedKey.Wellformed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class MintedKeyIsRecognisedTest {

    @RepeatedTest(100)
    void itsPartsAreReadBack() {
        NewKey key = Keys.mint();

        assertThat(PresentedKey.parse(key.reveal())).isInstanceOfSatisfying(Wellformed.class, presented -> {
            assertThat(presented.secretId()).isEqualTo(key.secretId());
            assertThat(presented.version()).isEqualTo('1');
            assertThat(presented.digest()).isEqualTo(key.digest());
            assertThat(Keys.TAG_KEYS.verify(presented)).isTrue();
        });
    }

    @Test
    void theFormIsThatOfTheContract() {
        assertThat(Keys.mint().reveal()).matches("rc_live_1[0-9A-Za-z]{63}").hasSize(KeyFormat.LENGTH);
    }

    /** Computes the checksum as a secret scanner would, digit by digit. */
    @Test
    void theChecksumIsCrc32InBase62() {
        String key = Keys.mint().reveal();
        CRC32 crc = new CRC32();
        crc.update(key.substring(0, 66).getBytes(StandardCharsets.US_ASCII));
        StringBuilder digits = new StringBuilder();
        for (long rest = crc.getValue(); digits.length() < 6; rest /= 62) {
            digits.insert(0, Keys.ALPHABET.charAt((int) (rest % 62)));
        }

        assertThat(key.substring(66)).isEqualTo(digits.toString());
    }

    @Test
    void theDigestIsSha256OfTheWholeKey() throws Exception {
        NewKey key = Keys.mint();

        assertThat(key.digest().toBytes())
                .isEqualTo(
                        MessageDigest.getInstance("SHA-256").digest(key.reveal().getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void theDigestSurvivesItsTextForm() {
        KeyDigest digest = Keys.mint().digest();

        assertThat(KeyDigest.ofBase64Url(digest.toBase64Url())).isEqualTo(digest);
    }

    @Test
    void anEarlierTagKeyIsStillKnown() {
        TagKeys before = new TagKeys('0', Map.of('0', Keys.filled(7)));
        NewKey key = NewKey.mint(before, new SecureRandom());

        assertThat(Keys.TAG_KEYS.verify((Wellformed) PresentedKey.parse(key.reveal())))
                .isTrue();
    }

    @Test
    void aWeakTagKeyIsRefused() {
        assertThatThrownBy(() -> new TagKeys('1', Map.of('1', new byte[31])))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
