package com.raptorcomply.acceptance.key;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Computes a key's checksum as the contract publishes it for secret scanners: CRC-32 in base62, six characters. */
final class Checksum {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Checksum() {}

    static String of(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        StringBuilder digits = new StringBuilder();
        for (long rest = crc.getValue(); digits.length() < 6; rest /= 62) {
            digits.append(ALPHABET.charAt((int) (rest % 62)));
        }
        return digits.reverse().toString();
    }
}
