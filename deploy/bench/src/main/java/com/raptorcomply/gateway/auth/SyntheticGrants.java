package com.raptorcomply.gateway.auth;

import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.GrantConstraints;
import com.raptorcomply.keyservice.client.grant.KeyKind;
import com.raptorcomply.keyservice.client.grant.Organization;
import com.raptorcomply.keyservice.client.grant.Permissions;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Generates grants of keys that no key service knows, a hundred per organization, with the heap of a real cache. */
public final class SyntheticGrants {
    private static final int KEYS_PER_ORGANIZATION = 100;

    private final TagKeys tagKeys = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));
    private final SecureRandom random = new SecureRandom();
    private Organization organization = Organization.of(UUID.randomUUID(), "Organization");
    private int made;

    /** Fills a cache and writes the keys to a file, which appears when it is complete. Any thread. */
    public static void fill(GrantCache grants, int keys, Path file) throws IOException {
        SyntheticGrants synthetic = new SyntheticGrants();
        Path unfinished = Path.of(file + ".part");
        try (Writer lines = Files.newBufferedWriter(unfinished, StandardCharsets.US_ASCII)) {
            for (int i = 0; i < keys; i++) {
                lines.append(synthetic.next(grants)).append('\n');
            }
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Adds one key and its grant to the cache. */
    String next(GrantCache grants) {
        String key = NewKey.mint(tagKeys, random).reveal();
        if (PresentedKey.parse(key) instanceof PresentedKey.Wellformed wellformed) {
            grants.fill(grant(wellformed), System.nanoTime());
        }
        return key;
    }

    private Grant grant(PresentedKey.Wellformed key) {
        if (made++ % KEYS_PER_ORGANIZATION == 0) {
            organization = Organization.of(UUID.randomUUID(), "Organization " + made);
        }
        return new Grant(
                key.secretId(),
                key.digest(),
                UUID.randomUUID(),
                "sync job " + made,
                KeyKind.ORGANIZATION,
                organization,
                null,
                "api_user",
                null,
                Permissions.of(List.of("facilities:read", "cyber-assets:read")),
                GrantConstraints.NONE,
                0,
                0,
                1);
    }
}
