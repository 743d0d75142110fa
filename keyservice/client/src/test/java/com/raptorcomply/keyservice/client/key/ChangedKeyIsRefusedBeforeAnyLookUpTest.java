package com.raptorcomply.keyservice.client.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.key.PresentedKey.Flaw;
import com.raptorcomply.keyservice.client.key.PresentedKey.Malformed;
import com.raptorcomply.keyservice.client.key.PresentedKey.Wellformed;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangedKeyIsRefusedBeforeAnyLookUpTest {

    /** CRC-32 finds every error burst of up to 32 bits, so no single character can be changed to any other. */
    @Test
    void anySingleCharacterChange() {
        String key = Keys.mint().reveal();
        for (int at = 0; at < key.length(); at++) {
            for (char other : (Keys.ALPHABET + "_ é\u0000").toCharArray()) {
                if (other != key.charAt(at)) {
                    assertThat(PresentedKey.parse(key.substring(0, at) + other + key.substring(at + 1)))
                            .isInstanceOf(Malformed.class);
                }
            }
        }
    }

    /** The tag still refuses a key whose public checksum was repaired. */
    @Test
    void randomChangesWithARepairedChecksum() {
        Random random = new Random(20261120);
        for (int i = 0; i < 20_000; i++) {
            byte[] key = Keys.mint().reveal().getBytes(StandardCharsets.US_ASCII);
            int at = KeyFormat.VERSION_OFFSET + random.nextInt(KeyFormat.CHECKSUM_OFFSET - KeyFormat.VERSION_OFFSET);
            byte other = (byte) Keys.ALPHABET.charAt(random.nextInt(62));
            if (key[at] == other) {
                continue;
            }
            key[at] = other;
            Checksum.write(key);
            Wellformed changed = (Wellformed) PresentedKey.parse(new String(key, StandardCharsets.US_ASCII));

            assertThat(Keys.TAG_KEYS.verify(changed))
                    .as("seed 20261120, iteration %s", i)
                    .isFalse();
        }
    }

    @Test
    void aTagOfAnotherTagKey() {
        TagKeys others = new TagKeys('1', Map.of('1', Keys.filled(8)));
        NewKey key = NewKey.mint(others, new SecureRandom());

        assertThat(Keys.TAG_KEYS.verify((Wellformed) PresentedKey.parse(key.reveal())))
                .isFalse();
    }

    @Test
    void eachFlawIsNamed() {
        String key = Keys.mint().reveal();

        assertThat(PresentedKey.parse("")).isEqualTo(new Malformed(Flaw.LENGTH));
        assertThat(PresentedKey.parse(key + "0")).isEqualTo(new Malformed(Flaw.LENGTH));
        assertThat(PresentedKey.parse(" " + key)).isEqualTo(new Malformed(Flaw.LENGTH));
        assertThat(PresentedKey.parse(key.replace("rc_live_", "rc_test_"))).isEqualTo(new Malformed(Flaw.PREFIX));
        assertThat(PresentedKey.parse(key.substring(0, 71) + "-")).isEqualTo(new Malformed(Flaw.ALPHABET));
        assertThat(PresentedKey.parse(key.substring(0, 71) + '\u0130')).isEqualTo(new Malformed(Flaw.ALPHABET));
        assertThat(PresentedKey.parse(key.substring(0, 70) + "\uD83D\uDE00")).isEqualTo(new Malformed(Flaw.ALPHABET));
        char last = key.charAt(71) == '0' ? '1' : '0';
        assertThat(PresentedKey.parse(key.substring(0, 71) + last)).isEqualTo(new Malformed(Flaw.CHECKSUM));
    }
}
