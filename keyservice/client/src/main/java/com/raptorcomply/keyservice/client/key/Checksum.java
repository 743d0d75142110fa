package com.raptorcomply.keyservice.client.key;

import java.util.zip.CRC32;

/**
 * Computes the CRC-32 of a key's first 66 characters, as six base62 digits. Public, so that secret scanners can work
 * offline.
 */
final class Checksum {
    private static final int DIGITS = KeyFormat.LENGTH - KeyFormat.CHECKSUM_OFFSET;

    private Checksum() {}

    static void write(byte[] key) {
        Base62.write(of(key), key, KeyFormat.CHECKSUM_OFFSET, DIGITS);
    }

    /**
     * Returns true if the checksum is right. The caller has checked the alphabet; each number has one spelling of six
     * digits.
     */
    static boolean matches(byte[] key) {
        return Base62.read(key, KeyFormat.CHECKSUM_OFFSET, DIGITS) == of(key);
    }

    private static long of(byte[] key) {
        CRC32 crc = new CRC32();
        crc.update(key, 0, KeyFormat.CHECKSUM_OFFSET);
        return crc.getValue();
    }
}
