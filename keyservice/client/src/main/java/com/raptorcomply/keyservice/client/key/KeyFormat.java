package com.raptorcomply.keyservice.client.key;

/**
 * Defines the layout of an API key, 72 ASCII characters:
 *
 * <pre>
 * rc_live_ V IIIIIIIIIII SSSSSSSSSSSSSSSSSSSSSSSSSSSSSSSS TTTTTTTTTTTTTT CCCCCC
 * 0        8 9           20                               52             66    72
 * </pre>
 *
 * <p>V names the tag key, I is the public secret id, S the secret (190.5 bits), T the keyed tag over everything before
 * it, C the CRC-32 of everything before it. Checksum and tag only save look-ups. The digest of the whole key ({@link
 * KeyDigest}) authorizes.
 */
public final class KeyFormat {
    public static final String PREFIX = "rc_live_";
    public static final int VERSION_OFFSET = 8;
    public static final int SECRET_ID_OFFSET = 9;
    public static final int SECRET_ID_LENGTH = 11;
    public static final int SECRET_OFFSET = 20;
    public static final int SECRET_LENGTH = 32;
    public static final int TAG_OFFSET = 52;
    public static final int CHECKSUM_OFFSET = 66;
    public static final int LENGTH = 72;

    /** The number of last characters that may be shown. */
    public static final int SHOWN_LAST = 4;

    private KeyFormat() {}

    /** Returns true if {@code text} has the form of a secret id: 11 base62 characters. */
    public static boolean isSecretId(String text) {
        return text.length() == SECRET_ID_LENGTH && text.chars().allMatch(Base62::isDigit);
    }

    /** Returns the masked form, which may be shown and logged: {@code rc_live_1AbCdEfGhIjK…wxyz}. */
    public static String masked(char version, String secretId, String lastFour) {
        return PREFIX + version + secretId + '…' + lastFour;
    }
}
