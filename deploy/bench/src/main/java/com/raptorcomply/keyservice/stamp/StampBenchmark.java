package com.raptorcomply.keyservice.stamp;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures minting a stamp and its signature. {@code deploy/bench/parts Stamp} runs it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StampBenchmark {
    private static final Stamp STAMP = new Stamp(
            "gateway",
            List.of(Stamp.AUDIENCE_RESOURCES),
            1_700_000_000,
            1_700_000_060,
            UUID.randomUUID(),
            "Organization",
            UUID.randomUUID(),
            "sync job",
            "organization",
            "api_user",
            null,
            null,
            List.of("cyber-assets:read", "facilities:read"),
            List.of(),
            1);

    private final StampSigner signer = StampSigner.create(new SecureRandom());
    private final Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(new SecureRandom());
    private final byte[] signed = signer.mintAscii(STAMP);

    /** Fails on a machine without native code. */
    @State(Scope.Thread)
    public static class Native {
        private final StampSigner signer = StampSigner.create(new SecureRandom());

        @Setup
        public void load() throws GeneralSecurityException {
            signer.useNativeCode();
        }
    }

    @Benchmark
    public byte[] wholeStamp() {
        return signer.mintAscii(STAMP);
    }

    @Benchmark
    public byte[] wholeStampByNativeCode(Native code) {
        return code.signer.mintAscii(STAMP);
    }

    @Benchmark
    public byte[] claims() {
        return Claims.write(STAMP);
    }

    @Benchmark
    public byte[] signature() {
        Ed25519Signer ed25519 = new Ed25519Signer();
        ed25519.init(true, key);
        ed25519.update(signed, 0, signed.length);
        return ed25519.generateSignature();
    }
}
