package com.raptorcomply.keyservice.client.key;

import java.util.zip.CRC32;

/** CRC-32 of a key's first 66 characters, as six base62 digits. Public: secret scanners can work offline. */
final class Checksum {
    private static final int DIGITS = KeyFormat.LENGTH - KeyFormat.CHECKSUM_OFFSET;

    private Checksum() {}

    static void write(byte[] key) {
        Base62.write(of(key), key, KeyFormat.CHECKSUM_OFFSET, DIGITS);
    }

    static boolean matches(byte[] key) {
        byte[] expected = new byte[DIGITS];
        Base62.write(of(key), expected, 0, DIGITS);
        for (int i = 0; i < DIGITS; i++) {
            if (expected[i] != key[KeyFormat.CHECKSUM_OFFSET + i]) {
                return false;
            }
        }
        return true;
    }

    private static long of(byte[] key) {
        CRC32 crc = new CRC32();
        crc.update(key, 0, KeyFormat.CHECKSUM_OFFSET);
        return crc.getValue();
    }
}
