package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InventedKeySendsNoVerificationTest {
    @RegisterExtension
    final AuthenticatorFixture ground = new AuthenticatorFixture();

    @Test
    void itsTagGivesItAway() {
        ground.join();
        byte[] guessed = new byte[TagKeys.KEY_BYTES_MIN];
        Arrays.fill(guessed, (byte) 1);
        String invented = NewKey.mint(new TagKeys('1', Map.of('1', guessed)), new SecureRandom())
                .reveal();

        assertThat(ground.lookup(invented)).isEqualTo(Denial.INVALID);
        assertThat(ground.keyService().questions()).isZero();
    }
}
