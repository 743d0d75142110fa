package com.raptorcomply.keyservice.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.StampVerdict.Invalid;
import com.raptorcomply.keyservice.stamp.StampVerdict.Reason;
import com.raptorcomply.keyservice.stamp.StampVerdict.UnknownKey;
import com.raptorcomply.keyservice.stamp.StampVerdict.Valid;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForgedStampIsRefusedTest {
    private static final Invalid MALFORMED = new Invalid(Reason.MALFORMED);
    private final Stamps stamps = new Stamps();

    @Test
    void theOriginalIsValid() {
        assertThat(stamps.verify(stamps.sign(stamps.header(), stamps.payload())))
                .isInstanceOf(Valid.class);
    }

    @Test
    void anyChangedCharacter() {
        String good = stamps.sign(stamps.header(), stamps.payload());
        Random random = new Random(20261120);
        for (int i = 0; i < 2_000; i++) {
            int at = random.nextInt(good.length());
            char other = (char) (33 + random.nextInt(94));
            String changed = good.substring(0, at) + other + good.substring(at + 1);
            if (!changed.equals(good)) {
                assertThat(stamps.verify(changed)).as("%s at %s", other, at).isNotInstanceOf(Valid.class);
            }
        }
    }

    /** The JDK's Ed25519 accepts this signature. */
    @Test
    void aSignatureOf65Bytes() {
        String good = stamps.sign(stamps.header(), stamps.payload());
        String signed = good.substring(0, good.lastIndexOf('.'));
        byte[] longer = Arrays.copyOf(stamps.signature(signed), 65);

        assertThat(stamps.verify(signed + '.' + Base64Url.encode(longer))).isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\",\"kid\":\"KID\",\"typ\":\"rc-stamp+jwt\"}",
                "{\"alg\":\"HS256\",\"kid\":\"KID\",\"typ\":\"rc-stamp+jwt\"}",
                "{\"alg\":\"EdDSA\",\"kid\":\"KID\",\"typ\":\"JWT\"}",
                "{\"alg\":\"EdDSA\",\"kid\":\"KID\"}",
                "{\"alg\":\"EdDSA\",\"typ\":\"rc-stamp+jwt\"}",
                "{\"alg\":\"EdDSA\",\"kid\":[\"KID\"],\"typ\":\"rc-stamp+jwt\"}",
                "{\"alg\":\"EdDSA\",\"kid\":\"KID\",\"typ\":\"rc-stamp+jwt\",\"crit\":[\"exp\"]}",
                "{\"alg\":\"EdDSA\",\"kid\":\"KID\",\"typ\":\"rc-stamp+jwt\",\"jwk\":{}}",
                "{\"alg\":\"none\",\"alg\":\"EdDSA\",\"kid\":\"KID\",\"typ\":\"rc-stamp+jwt\"}",
                "{\"alg\":\"EdDSA\",\"kid\":\"KID\",\"typ\":\"rc-stamp+jwt\"} ,",
                "{\"alg\":\"EdDSA\",/**/\"kid\":\"KID\",\"typ\":\"rc-stamp+jwt\"}",
                "[]",
                ""
            })
    void anyOtherHeader(String header) {
        String signed = stamps.sign(header.replace("KID", stamps.key.kid()), stamps.payload());

        assertThat(stamps.verify(signed)).isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"seq\":17|\"seq\":17,\"seq\":18",
                "\"seq\":17|\"seq\":17,\"admin\":true",
                "\"seq\":17|\"seq\":17.5",
                "\"seq\":17|\"seq\":\"17\"",
                "\"seq\":17|\"seq\":99999999999999999999",
                "\"seq\":17|\"seq\":null",
                "\"seq\":17|\"actor\":{\"id\":\"1\",\"name\":\"Ana\"},\"seq\":17",
                "\"seq\":17|\"restrictions\":[[]],\"seq\":17",
                ",\"seq\":17|",
                "\"aud\":\"resources\"|\"aud\":[\"resources\",7]",
                "\"aud\":\"resources\"|\"aud\":[[\"resources\"]]",
                "\"aud\":\"resources\"|\"aud\":{\"resources\":true}",
                "\"perms\":[|\"perms\":[7,",
                "\"org\":\"00000000|\"org\":\"0",
                "{\"iss\"|{\"a\":[[[[[[[[[[[]]]]]]]]]]],\"iss\"",
                "{\"iss\"| [{\"iss\""
            })
    void anyOtherPayloadThoughSigned(String change) {
        String[] fromTo = change.split("\\|", 2);
        assertThat(stamps.payload()).contains(fromTo[0]);
        String signed = stamps.sign(stamps.header(), stamps.payload().replace(fromTo[0], fromTo[1]));

        assertThat(stamps.verify(signed)).isEqualTo(MALFORMED);
    }

    @Test
    void otherSpellingsOfTheSameBytes() {
        String good = stamps.sign(stamps.header(), stamps.payload());

        for (String text : new String[] {
            good + "==", good + "=", good + ".", "." + good, good + "\n", " " + good, good.replace('.', ':'), "", ".."
        }) {
            assertThat(stamps.verify(text)).isEqualTo(MALFORMED);
        }
    }

    /** 64 bytes take 86 characters; the last four bits carry no data. */
    @Test
    void strayBitsAtTheEnd() {
        String good = stamps.sign(stamps.header(), stamps.payload());
        char last = good.charAt(good.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char next = alphabet.charAt(alphabet.indexOf(last) + 1);

        assertThat(stamps.verify(good.substring(0, good.length() - 1) + next)).isEqualTo(MALFORMED);
    }

    @Test
    void anotherKeysSignatureUnderThisKid() {
        Stamps others = new Stamps();

        assertThat(stamps.verify(others.sign(stamps.header(), stamps.payload())))
                .isEqualTo(new Invalid(Reason.SIGNATURE));
    }

    @Test
    void aKeyThatIsNotRegistered() {
        Stamps others = new Stamps();

        assertThat(stamps.verify(others.sign(others.header(), others.payload())))
                .isEqualTo(new UnknownKey(others.key.kid()));
    }

    @Test
    void aStampThatIsTooLong() {
        String name = "n".repeat(Stamp.TEXT_CHARS_MAX);
        String signed = stamps.sign(stamps.header(), stamps.payload().replace("gateway-1", name));

        assertThat(stamps.verify(signed)).isEqualTo(MALFORMED);
    }

    /** Broken UTF-8 in a name would otherwise be decoded as another name. */
    @Test
    void brokenUtf8() {
        byte[] payload = stamps.payload().getBytes(StandardCharsets.ISO_8859_1);
        String signed = Base64Url.encode(stamps.header()) + '.' + Base64Url.encode(payload);

        assertThat(stamps.verify(signed + '.' + Base64Url.encode(stamps.signature(signed))))
                .isEqualTo(MALFORMED);
    }

    /** A verifier that ignored an unknown restriction would not enforce it. */
    @ParameterizedTest
    @ValueSource(strings = {"\"operations\":[", "\"name\":\"Ana\""})
    void anUnknownMemberWithinAnother(String member) {
        String payload = new String(Claims.write(Stamps.full(Stamps.NOW, Stamps.NOW + 60)), StandardCharsets.UTF_8);
        assertThat(stamps.verify(stamps.sign(stamps.header(), payload))).isInstanceOf(Valid.class);

        String more = payload.replace(member, "\"areas\":[]," + member);

        assertThat(more).isNotEqualTo(payload);
        assertThat(stamps.verify(stamps.sign(stamps.header(), more))).isEqualTo(MALFORMED);
    }
}
