package com.raptorcomply.keyservice.client.key;

import static com.raptorcomply.fuzz.Property.holds;
import static com.raptorcomply.fuzz.Property.latin;

import com.raptorcomply.keyservice.client.key.PresentedKey.Flaw;
import com.raptorcomply.keyservice.client.key.PresentedKey.Malformed;
import com.raptorcomply.keyservice.client.key.PresentedKey.Wellformed;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The parser accepts and refuses keys as a second implementation of the format does, with the same first flaw. A
 * created key passes, and fails after a change of any one character.
 */
public final class KeyParserFuzz {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern FORM = Pattern.compile("rc_live_[0-9A-Za-z]{64}");
    private static final BigInteger BASE = BigInteger.valueOf(62);
    private static final TagKeys TAG_KEYS = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));

    private KeyParserFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        read(latin(input));
        read(new String(input, StandardCharsets.UTF_8));
        if (input.length > 1) {
            made(input);
        }
    }

    private static void read(String text) {
        Flaw flaw = flaw(text);
        PresentedKey key = PresentedKey.parse(text);
        if (key instanceof Wellformed wellformed) {
            holds(flaw == null, "A key is taken that has the flaw " + flaw, text);
            holds(wellformed.secretId().equals(text.substring(9, 20)), "The secret's id is what the key says", text);
            holds(wellformed.secret().equals(SecretId.of(text.substring(9, 20))), "Both ways to an id agree", text);
            holds(wellformed.version() == text.charAt(8), "The version is what the key says", text);
            holds(!wellformed.toString().contains(text.substring(20, 52)), "The secret is not shown", wellformed);
            holds(wellformed.toString().length() == 8 + 1 + 11 + 1 + 4, "The masked form has its length", wellformed);
        } else if (key instanceof Malformed malformed) {
            holds(malformed.flaw() == flaw, "A key is refused for " + malformed.flaw() + ", not " + flaw, text);
        }
    }

    /** Tests a key with these bytes as its digits, and one that differs from it in one place. */
    private static void made(byte[] input) {
        byte[] key = new byte[KeyFormat.LENGTH];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (i < 8 ? KeyFormat.PREFIX.charAt(i) : DIGITS.charAt((input[i % input.length] & 0xff) % 62));
        }
        key[KeyFormat.VERSION_OFFSET] = '1';
        TAG_KEYS.tag(key);
        Checksum.write(key);
        PresentedKey presented = PresentedKey.parse(latin(key));
        holds(presented instanceof Wellformed good && TAG_KEYS.verify(good), "A key that was made passes", latin(key));
        read(latin(key));

        byte[] other = key.clone();
        int place = (input[0] & 0xff) % KeyFormat.LENGTH;
        other[place] = input[1] == key[place] ? (byte) (input[1] ^ 1) : input[1];
        holds(PresentedKey.parse(latin(other)) instanceof Malformed, "One other character is seen", latin(other));
        Checksum.write(other);
        if (place < KeyFormat.CHECKSUM_OFFSET && PresentedKey.parse(latin(other)) instanceof Wellformed resealed) {
            holds(!TAG_KEYS.verify(resealed), "The tag is not of another key", latin(other));
        }
    }

    private static @Nullable Flaw flaw(String text) {
        if (text.length() != 72) {
            return Flaw.LENGTH;
        }
        if (!text.startsWith("rc_live_")) {
            return Flaw.PREFIX;
        }
        if (!FORM.matcher(text).matches()) {
            return Flaw.ALPHABET;
        }
        CRC32 crc = new CRC32();
        crc.update(text.substring(0, 66).getBytes(StandardCharsets.US_ASCII));
        BigInteger sum = BigInteger.ZERO;
        for (char digit : text.substring(66).toCharArray()) {
            sum = sum.multiply(BASE).add(BigInteger.valueOf(DIGITS.indexOf(digit)));
        }
        return sum.equals(BigInteger.valueOf(crc.getValue())) ? null : Flaw.CHECKSUM;
    }
}
