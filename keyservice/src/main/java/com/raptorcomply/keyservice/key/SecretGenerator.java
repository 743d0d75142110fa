package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import java.security.SecureRandom;

/** Generates the text of new keys. Safe on any thread. */
public final class SecretGenerator {
    private final TagKeys tagKeys;
    private final SecureRandom random = new SecureRandom();

    public SecretGenerator(TagKeys tagKeys) {
        this.tagKeys = tagKeys;
    }

    NewKey next() {
        return NewKey.mint(tagKeys, random);
    }
}
