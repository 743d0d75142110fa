package com.raptorcomply.keyservice.client.key;

import java.security.SecureRandom;
import java.util.Arrays;

/** Encodes and decodes base62 digits {@code 0-9A-Za-z}, most significant first. */
final class Base62 {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /**
     * The digit value of each byte, or -1. A table, because comparisons cost branches that the processor predicts
     * wrong.
     */
    private static final byte[] VALUES = values();

    /**
     * The largest multiple of 62 that fits a byte. {@link #random} rejects larger bytes, so that all digits are equally
     * likely.
     */
    private static final int UNBIASED = 248;

    private Base62() {}

    static boolean isDigit(int character) {
        return character >= 0 && character < VALUES.length && VALUES[character] >= 0;
    }

    /** Returns true if all bytes from {@code offset} on are digits. */
    static boolean areDigits(byte[] text, int offset) {
        int combined = 0;
        for (int i = offset; i < text.length; i++) {
            combined |= VALUES[text[i] & 0xff];
        }
        return combined >= 0;
    }

    /** Returns the value of {@code length} digits, at most 10. The caller has checked that they are digits. */
    static long read(byte[] digits, int offset, int length) {
        long value = 0;
        for (int i = offset; i < offset + length; i++) {
            value = value * 62 + VALUES[digits[i] & 0xff];
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

    /** Fills {@code length} bytes with uniformly random digits. */
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

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < DIGITS.length(); i++) {
            values[DIGITS.charAt(i)] = (byte) i;
        }
        return values;
    }
}
