package com.raptorcomply.keyservice.client.key;

import java.security.SecureRandom;

/** Digits {@code 0-9A-Za-z}, most significant first. */
final class Base62 {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** The largest multiple of 62 that fits a byte: bytes from here on are drawn again, so that digits are uniform. */
    private static final int UNBIASED = 248;

    private Base62() {}

    static boolean isDigit(int character) {
        return (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z');
    }

    /** The value of {@code length} digits, at most 10, that have been checked. */
    static long read(byte[] digits, int offset, int length) {
        long value = 0;
        for (int i = offset; i < offset + length; i++) {
            int digit = digits[i];
            value = value * 62 + (digit <= '9' ? digit - '0' : digit <= 'Z' ? digit - 'A' + 10 : digit - 'a' + 36);
        }
        return value;
    }

    /** Writes the low {@code length} digits of {@code value}, read as unsigned, left-padded with '0'. */
    static void write(long value, byte[] target, int offset, int length) {
        long rest = value;
        for (int i = offset + length - 1; i >= offset; i--) {
            target[i] = (byte) DIGITS.charAt((int) Long.remainderUnsigned(rest, 62));
            rest = Long.divideUnsigned(rest, 62);
        }
    }

    /** Fills with uniformly random digits. */
    static void random(SecureRandom random, byte[] target, int offset, int length) {
        byte[] drawn = new byte[length + length / 4];
        int at = offset;
        while (at < offset + length) {
            random.nextBytes(drawn);
            for (int i = 0; i < drawn.length && at < offset + length; i++) {
                int value = drawn[i] & 0xff;
                if (value < UNBIASED) {
                    target[at++] = (byte) DIGITS.charAt(value % 62);
                }
            }
        }
    }
}
