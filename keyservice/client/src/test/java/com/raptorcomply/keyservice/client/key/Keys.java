package com.raptorcomply.keyservice.client.key;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;

/** Creates keys for tests. */
final class Keys {
    static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    static final TagKeys TAG_KEYS = new TagKeys('1', Map.of('0', filled(7), '1', filled(9)));

    private Keys() {}

    static NewKey mint() {
        return NewKey.mint(TAG_KEYS, new SecureRandom());
    }

    static byte[] filled(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return key;
    }
}
