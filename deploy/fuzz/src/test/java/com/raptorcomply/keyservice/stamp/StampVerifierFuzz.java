package com.raptorcomply.keyservice.stamp;

import static com.raptorcomply.fuzz.Property.holds;
import static com.raptorcomply.fuzz.Property.latin;

import com.raptorcomply.keyservice.stamp.StampVerdict.Valid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * The verifier accepts a stamp only if the gateway's key signed exactly its characters and they are a stamp's. The
 * input's first byte selects its kind: {@code P} a payload and {@code H} a header, which the target signs as a
 * compromised gateway could; otherwise a complete stamp as sent.
 */
public final class StampVerifierFuzz {
    private static final long NOW_SECONDS = 1_790_000_000;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(NOW_SECONDS));
    private static final Ed25519PrivateKeyParameters PRIVATE = new Ed25519PrivateKeyParameters(new byte[32], 0);
    private static final StampKey KEY = StampKey.of(PRIVATE.generatePublicKey().getEncoded());
    private static final StampVerifier VERIFIER =
            new StampVerifier("resources", kid -> kid.equals(KEY.kid()) ? KEY : null, CLOCK);
    private static final String HEADER = "{\"alg\":\"EdDSA\",\"kid\":\"" + KEY.kid() + "\",\"typ\":\"rc-stamp+jwt\"}";
    private static final String PAYLOAD =
            "{\"iss\":\"gateway\",\"aud\":\"resources\",\"iat\":1790000000,\"exp\":1790000060,"
                    + "\"org\":\"00000000-0000-0000-0000-000000000001\",\"orgName\":\"A\","
                    + "\"key\":\"00000000-0000-0000-0000-000000000002\",\"keyName\":\"K\",\"kind\":\"organization\","
                    + "\"perms\":[\"facilities:read\"],\"seq\":1}";

    private StampVerifierFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        switch (input[0]) {
            case 'P' -> payload(rest);
            case 'H' -> header(rest);
            default -> sent(latin(rest));
        }
    }

    /** Checks that only a text that the gateway signed is a stamp, because a stamp cannot be made without the key. */
    private static void sent(String text) {
        if (VERIFIER.verify(text) instanceof Valid valid) {
            int last = text.lastIndexOf('.');
            holds(sign(text.substring(0, last)).equals(text), "Only what was signed is believed", text);
            isInForce(valid.stamp());
        }
    }

    private static void payload(byte[] payload) {
        String text = sign(Base64Url.encode(HEADER) + '.' + Base64Url.encode(payload));
        if (VERIFIER.verify(text) instanceof Valid valid) {
            Stamp stamp = valid.stamp();
            isInForce(stamp);
            holds(readAgain(stamp).equals(stamp), "A stamp is read as it is written", stamp);
            int place = Arrays.hashCode(payload) >>> 1;
            holds(
                    !(VERIFIER.verify(withAnother(text, place % text.length())) instanceof Valid),
                    "No character can be changed",
                    text);
        }
    }

    /** Checks that only one header with the key's name is valid; spaces and the order of members are free. */
    private static void header(byte[] header) {
        String text = sign(Base64Url.encode(header) + '.' + Base64Url.encode(PAYLOAD));
        if (VERIFIER.verify(text) instanceof Valid) {
            String plain = new String(header, StandardCharsets.UTF_8);
            holds(plain.contains(KEY.kid()) || plain.contains("\\u"), "The key is the one that is named", plain);
            holds(plain.chars().filter(c -> c == ':').count() >= 3, "All three members are there", plain);
        }
    }

    private static void isInForce(Stamp stamp) {
        long end = stamp.expiresAtSeconds();
        long begin = stamp.issuedAtSeconds();
        holds(stamp.audiences().contains("resources"), "It is for this service", stamp);
        holds(end >= NOW_SECONDS - 4 && end <= NOW_SECONDS + 65, "It ends soon, and has not ended", stamp);
        holds(begin >= NOW_SECONDS - 65 && begin <= NOW_SECONDS + 5, "It was issued just now", stamp);
    }

    private static Stamp readAgain(Stamp stamp) {
        try {
            return Claims.read(Claims.write(stamp));
        } catch (IOException e) {
            throw new AssertionError("What is written can be read", e);
        }
    }

    private static String withAnother(String text, int place) {
        char other = text.charAt(place) == 'A' ? 'B' : 'A';
        return text.substring(0, place) + other + text.substring(place + 1);
    }

    private static String sign(String signed) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, PRIVATE);
        byte[] bytes = signed.getBytes(StandardCharsets.ISO_8859_1);
        signer.update(bytes, 0, bytes.length);
        return signed + '.' + Base64Url.encode(signer.generateSignature());
    }
}
