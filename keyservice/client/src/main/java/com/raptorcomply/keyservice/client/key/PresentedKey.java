package com.raptorcomply.keyservice.client.key;

import java.nio.charset.StandardCharsets;

/** What a client sent as its key: one that can be a key, or not. */
public sealed interface PresentedKey {

    /** Why a text cannot be a key. */
    enum Flaw {
        LENGTH,
        PREFIX,
        ALPHABET,
        CHECKSUM
    }

    /**
     * A text that cannot be a key. Holds nothing of the text.
     *
     * @param flaw the first that was found, in the order of the enumeration
     */
    record Malformed(Flaw flaw) implements PresentedKey {}

    /** A text of the right form and checksum; whether it is a key, only tag and digest say. Immutable, redacted. */
    final class Wellformed implements PresentedKey {
        private final byte[] text;
        private final SecretId secret;
        private final KeyDigest digest;

        private Wellformed(byte[] text) {
            this.text = text;
            this.secret = SecretId.read(text, KeyFormat.SECRET_ID_OFFSET);
            this.digest = KeyDigest.ofKey(text);
        }

        /** The public id under which the secret's digest is found: 11 base62 characters. */
        public String secretId() {
            return secret.toString();
        }

        /** The same, as grants are found by it. */
        public SecretId secret() {
            return secret;
        }

        /** Names the tag key. */
        public char version() {
            return (char) text[KeyFormat.VERSION_OFFSET];
        }

        public KeyDigest digest() {
            return digest;
        }

        byte[] text() {
            return text;
        }

        /** The masked form, which may be shown. */
        @Override
        public String toString() {
            String last = new String(
                    text, KeyFormat.LENGTH - KeyFormat.SHOWN_LAST, KeyFormat.SHOWN_LAST, StandardCharsets.ISO_8859_1);
            return KeyFormat.masked(version(), secretId(), last);
        }
    }

    /** Checks length, prefix, alphabet, checksum. No look-up, no key; any thread. */
    static PresentedKey parse(String presented) {
        if (presented.length() != KeyFormat.LENGTH) {
            return new Malformed(Flaw.LENGTH);
        }
        if (!presented.startsWith(KeyFormat.PREFIX)) {
            return new Malformed(Flaw.PREFIX);
        }
        byte[] text =
                presented.getBytes(StandardCharsets.ISO_8859_1); // what this cannot say becomes '?', which is no digit
        if (text.length != KeyFormat.LENGTH || !Base62.areDigits(text, KeyFormat.VERSION_OFFSET)) {
            return new Malformed(Flaw.ALPHABET);
        }
        if (!Checksum.matches(text)) {
            return new Malformed(Flaw.CHECKSUM);
        }
        return new Wellformed(text);
    }
}
