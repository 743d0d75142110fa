package com.raptorcomply.keyservice.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.SignatureException;
import java.security.SignatureSpi;
import org.junit.jupiter.api.Test;

class JavaSignsWhereNativeCodeDoesNotTest {
    private final StampSigner signer = StampSigner.create(new SecureRandom());
    private final Stamp stamp = Stamps.plain(Stamps.NOW, Stamps.NOW + 60);
    private final String inJava = signer.mint(stamp);

    /** The provider has no algorithms if its library does not load. */
    @Test
    void ifTheProviderHasNoAlgorithm() {
        Provider empty = new Provider("Empty", "1", "Knows nothing") {};

        assertThatThrownBy(() -> signer.use(empty)).isInstanceOf(NoSuchAlgorithmException.class);

        assertThat(signer.mint(stamp)).isEqualTo(inJava);
    }

    @Test
    void ifTheProviderSignsWrongly() {
        assertThatThrownBy(() -> signer.use(new WrongSignatures())).isInstanceOf(SignatureException.class);

        assertThat(signer.mint(stamp)).isEqualTo(inJava);
    }

    private static final class WrongSignatures extends Provider {
        WrongSignatures() {
            super("Careless", "1", "Signs with zeros");
            put("Signature.Ed25519", Zeros.class.getName());
        }
    }

    /** Signs every text with 64 zeros. */
    @SuppressWarnings("deprecation") // two abstract methods are
    public static final class Zeros extends SignatureSpi {
        @Override
        protected void engineInitVerify(PublicKey key) {}

        @Override
        protected void engineInitSign(PrivateKey key) {}

        @Override
        protected void engineUpdate(byte octet) {}

        @Override
        protected void engineUpdate(byte[] octets, int from, int length) {}

        @Override
        protected byte[] engineSign() {
            return new byte[64];
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return false;
        }

        @Override
        protected void engineSetParameter(String name, Object value) {}

        @Override
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
