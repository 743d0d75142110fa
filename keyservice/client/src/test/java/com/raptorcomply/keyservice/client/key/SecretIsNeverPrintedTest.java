package com.raptorcomply.keyservice.client.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretIsNeverPrintedTest {
    private final NewKey key = Keys.mint();
    private final String secret = key.reveal().substring(KeyFormat.SECRET_OFFSET, KeyFormat.TAG_OFFSET);

    @Test
    void aNewKeyPrintsMasked() {
        assertThat(key.toString())
                .doesNotContain(secret)
                .isEqualTo("rc_live_1" + key.secretId() + "…" + key.reveal().substring(68));
    }

    @Test
    void aPresentedKeyPrintsMasked() {
        assertThat(PresentedKey.parse(key.reveal()).toString())
                .doesNotContain(secret)
                .isEqualTo(key.masked());
    }

    @Test
    void aMalformedOnePrintsNothingOfWhatCame() {
        assertThat(PresentedKey.parse(key.reveal().substring(1)).toString()).doesNotContain(secret);
    }

    @Test
    void tagKeysPrintTheirVersionsOnly() {
        assertThat(Keys.TAG_KEYS.toString()).isEqualTo("TagKeys[versions=[0, 1], current=1]");
    }

    @Test
    void aDigestPrintsNothing() {
        assertThat(key.digest().toString()).isEqualTo("[digest]");
    }
}
