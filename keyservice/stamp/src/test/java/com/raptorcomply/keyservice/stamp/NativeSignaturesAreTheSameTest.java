package com.raptorcomply.keyservice.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class NativeSignaturesAreTheSameTest {
    private static final int THREADS = 4;
    private static final int STAMPS_PER_THREAD = 500;

    private final StampSigner signer = StampSigner.create(new SecureRandom());
    private final Stamp stamp = Stamps.full(Stamps.NOW, Stamps.NOW + 60);

    @Test
    void ofAStamp() throws Exception {
        String inJava = signer.mint(stamp);

        assertThat(signer.useNativeCode()).startsWith("AmazonCorrettoCryptoProvider");

        assertThat(signer.mint(stamp)).isEqualTo(inJava);
    }

    @Test
    void ofAnyTextByAnyKey() throws Exception {
        Random random = new Random(20261121);
        for (int length = 0; length < 300; length++) {
            byte[] message = new byte[length];
            random.nextBytes(message);
            Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(new SecureRandom());

            byte[] signature = new NativeEd25519(key.getEncoded(), NativeEd25519.load()).sign(message, length);

            assertThat(signature).as("%d bytes", length).isEqualTo(signatureInJava(key, message));
        }
    }

    @Test
    void byManyThreadsAtOnce() throws Exception {
        String inJava = signer.mint(stamp);
        signer.useNativeCode();
        Callable<List<String>> many = () -> Collections.nCopies(STAMPS_PER_THREAD, stamp).stream()
                .map(signer::mint)
                .distinct()
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<List<String>> minted : threads.invokeAll(Collections.nCopies(THREADS, many))) {
                assertThat(minted.get()).containsExactly(inJava);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static byte[] signatureInJava(Ed25519PrivateKeyParameters key, byte[] message) {
        Ed25519Signer ed25519 = new Ed25519Signer();
        ed25519.init(true, key);
        ed25519.update(message, 0, message.length);
        return ed25519.generateSignature();
    }
}
