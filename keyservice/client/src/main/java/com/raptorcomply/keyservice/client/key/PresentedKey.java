package com.raptorcomply.keyservice.client.key;

import java.nio.charset.StandardCharsets;

/** A key as a client presented it: well-formed or malformed. */
public sealed interface PresentedKey {

    /** Names the check that a malformed key failed. */
    enum Flaw {
        LENGTH,
        PREFIX,
        ALPHABET,
        CHECKSUM
    }

    /**
     * A malformed key. Holds no part of the text.
     *
     * @param flaw the first flaw found, in the order of the enumeration
     */
    record Malformed(Flaw flaw) implements PresentedKey {}

    /**
     * A key of the right form with the right checksum. It is genuine only if tag and digest match too. Immutable;
     * {@link #toString} is redacted.
     */
    final class Wellformed implements PresentedKey {
        private final byte[] text;
        private final SecretId secret;
        private final KeyDigest digest;

        private Wellformed(byte[] text) {
            this.text = text;
            this.secret = SecretId.read(text, KeyFormat.SECRET_ID_OFFSET);
            this.digest = KeyDigest.ofKey(text);
        }

        /** Returns the secret's public id, 11 base62 characters. */
        public String secretId() {
            return secret.toString();
        }

        /** Returns the secret's public id as the cache key of grants. */
        public SecretId secret() {
            return secret;
        }

        /** Returns the version character, which names the tag key. */
        public char version() {
            return (char) text[KeyFormat.VERSION_OFFSET];
        }

        public KeyDigest digest() {
            return digest;
        }

        byte[] text() {
            return text;
        }

        /** Returns the masked form, which may be shown. */
        @Override
        public String toString() {
            String last = new String(
                    text, KeyFormat.LENGTH - KeyFormat.SHOWN_LAST, KeyFormat.SHOWN_LAST, StandardCharsets.ISO_8859_1);
            return KeyFormat.masked(version(), secretId(), last);
        }
    }

    /** Checks length, prefix, alphabet and checksum without a look-up or a tag key. Any thread. */
    static PresentedKey parse(String presented) {
        if (presented.length() != KeyFormat.LENGTH) {
            return new Malformed(Flaw.LENGTH);
        }
        if (!presented.startsWith(KeyFormat.PREFIX)) {
            return new Malformed(Flaw.PREFIX);
        }
        byte[] text = presented.getBytes(StandardCharsets.ISO_8859_1); // encodes other characters as '?', not a digit
        if (text.length != KeyFormat.LENGTH || !Base62.areDigits(text, KeyFormat.VERSION_OFFSET)) {
            return new Malformed(Flaw.ALPHABET);
        }
        if (!Checksum.matches(text)) {
            return new Malformed(Flaw.CHECKSUM);
        }
        return new Wellformed(text);
    }
}
