package com.raptorcomply.keyservice.stamp;

import com.raptorcomply.keyservice.stamp.StampVerdict.Invalid;
import com.raptorcomply.keyservice.stamp.StampVerdict.Reason;
import com.raptorcomply.keyservice.stamp.StampVerdict.UnknownKey;
import com.raptorcomply.keyservice.stamp.StampVerdict.Valid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.jspecify.annotations.Nullable;

/**
 * Verifies stamps: one form, one algorithm (RFC 8725 section 3.1), a signature by a registered key, this audience, now.
 * Any thread; no I/O, because a function looks the keys up in memory.
 */
public final class StampVerifier {
    /** The accepted difference between the clocks of gateway and service. */
    public static final long LEEWAY_SECONDS = 5;

    private static final int SIGNATURE_BYTES = 64;

    private final String audience;
    private final Function<String, @Nullable StampKey> keys;
    private final InstantSource clock;

    /**
     * Creates a verifier.
     *
     * @param audience of this service
     * @param keys returns the registered key with a {@code kid}, or null
     */
    public StampVerifier(String audience, Function<String, @Nullable StampKey> keys, InstantSource clock) {
        this.audience = audience;
        this.keys = keys;
        this.clock = clock;
    }

    public StampVerdict verify(String text) {
        try {
            return verifyParts(text);
        } catch (IOException e) {
            return new Invalid(Reason.MALFORMED);
        }
    }

    private StampVerdict verifyParts(String text) throws IOException {
        if (text.length() > Stamp.TEXT_CHARS_MAX) {
            throw new IOException("More than " + Stamp.TEXT_CHARS_MAX + " characters");
        }
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
            throw new IOException("Not three parts");
        }
        String kid = kid(bytes(text.substring(0, first)));
        byte[] payload = bytes(text.substring(first + 1, second));
        byte[] signature = bytes(text.substring(second + 1));
        if (signature.length != SIGNATURE_BYTES) {
            throw new IOException("An Ed25519 signature has 64 bytes");
        }
        StampKey key = keys.apply(kid);
        if (key == null) {
            return new UnknownKey(kid);
        }
        if (!isSigned(text.substring(0, second), signature, key)) {
            return new Invalid(Reason.SIGNATURE);
        }
        return judge(Claims.read(payload));
    }

    private StampVerdict judge(Stamp stamp) {
        long now = clock.instant().getEpochSecond();
        long life = stamp.expiresAtSeconds() - stamp.issuedAtSeconds();
        if (!stamp.audiences().contains(audience)) {
            return new Invalid(Reason.AUDIENCE);
        }
        if (stamp.issuedAtSeconds() > now + LEEWAY_SECONDS) {
            return new Invalid(Reason.NOT_YET_VALID);
        }
        if (life <= 0 || life > Stamp.LIFE_SECONDS_MAX || stamp.expiresAtSeconds() <= now - LEEWAY_SECONDS) {
            return new Invalid(Reason.EXPIRED);
        }
        return new Valid(stamp);
    }

    private static String kid(byte[] header) throws IOException {
        Map<String, Object> members = StrictJson.object(header);
        if (members.size() == 3
                && "EdDSA".equals(members.get("alg"))
                && StampSigner.TYPE.equals(members.get("typ"))
                && members.get("kid") instanceof String kid) {
            return kid;
        }
        throw new IOException("Not the header of a stamp");
    }

    private static boolean isSigned(String text, byte[] signature, StampKey key) {
        byte[] signed = text.getBytes(StandardCharsets.US_ASCII);
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, key.parameters());
        verifier.update(signed, 0, signed.length);
        return verifier.verifySignature(signature);
    }

    private static byte[] bytes(String part) throws IOException {
        byte[] bytes = Base64Url.decode(part);
        if (bytes == null) {
            throw new IOException("Not base64url without padding");
        }
        return bytes;
    }
}
