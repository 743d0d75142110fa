package com.raptorcomply.bench.services;

import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Generates keys like those of a service in use for years, in the text form of COPY: of all kinds and states, with real
 * secrets, half of them used. Half of the keys belong to the first organization, so that its lists have the maximum
 * length. Not thread-safe.
 */
final class KeyTables {
    static final int USERS_PER_ORGANIZATION = 4;

    private static final HexFormat HEX = HexFormat.of();
    private static final String NULL = "\\N";
    private static final String API_USER = "{" + String.join(",", KeyRole.API_USER.permissions()) + "}";
    private static final String[] NAMES = {"CMDB sync", "Patch scanner", "Historian export", "SIEM feed", "Asset import"
    };

    private final SplittableRandom random = new SplittableRandom(7);
    private final SecureRandom secrets = new SecureRandom();
    private final TagKeys tagKeys = Accounts.tagKeys();
    private final Instant now = Instant.now();
    private final int organizations;

    final StringBuilder keys = new StringBuilder();
    final StringBuilder secretRows = new StringBuilder();
    final StringBuilder usage = new StringBuilder();

    KeyTables(int organizations) {
        this.organizations = organizations;
    }

    static UUID organization(int index) {
        return new UUID(0x0a00_0000_0000_7000L, 0x8000_0000_0000_0000L | index);
    }

    static UUID user(int organization, int index) {
        return new UUID(0x0b00_0000_0000_7000L, 0x8000_0000_0000_0000L | ((long) organization << 8) | index);
    }

    /**
     * Adds a key to the tables.
     *
     * @return its text if it is valid and unused, else null
     */
    @Nullable
    String add() {
        int organization = random.nextInt(2) == 0 ? 0 : random.nextInt(organizations);
        UUID id = new UUID((random.nextLong() & ~0xf000L) | 0x4000L, (random.nextLong() >>> 2) | Long.MIN_VALUE);
        NewKey key = NewKey.mint(tagKeys, secrets);
        Instant created = now.minus(Duration.ofSeconds(random.nextInt(3 * 365 * 86_400)));
        boolean revoked = random.nextInt(100) < 5;
        boolean expires = random.nextInt(100) < 30;
        // One in ten of the keys with an expiry has expired.
        Instant expiresAt = now.plus(Duration.ofHours(random.nextInt(9_000) - 900));
        boolean used = random.nextInt(2) == 0;
        keys.append(id).append('\t').append(organization(organization)).append('\t');
        kind(organization);
        keys.append(random.nextInt(20) == 0 ? "{127.0.0.0/8,198.51.100.0/24}" : NULL)
                .append('\t');
        keys.append(random.nextInt(10) == 0 ? "{\"burst\": 100, \"requests\": 6000, \"periodMillis\": 60000}" : NULL);
        keys.append('\t').append(expires ? expiresAt : NULL).append('\t').append(created);
        keys.append("\tsystem\t")
                .append(NULL)
                .append("\tbenchmark\t")
                .append(created)
                .append("\t1\t");
        keys.append(
                revoked ? now + "\tsystem\t" + NULL + "\tbenchmark" : NULL + "\t" + NULL + "\t" + NULL + "\t" + NULL);
        keys.append('\n');
        secret(id, key, created);
        if (used) {
            use(id, key, created);
        }
        return revoked || used || (expires && !expiresAt.isAfter(now)) ? null : key.reveal();
    }

    private void kind(int organization) {
        String name = NAMES[random.nextInt(NAMES.length)] + " " + random.nextInt(100_000);
        switch (random.nextInt(20)) {
            case 0 ->
                keys.append("organization\t")
                        .append(NULL)
                        .append('\t')
                        .append(name)
                        .append("\torg_super\t" + NULL);
            case 1, 2, 3 ->
                keys.append("user\t")
                        .append(user(organization, random.nextInt(USERS_PER_ORGANIZATION)))
                        .append('\t')
                        .append(name)
                        .append("\t" + NULL + "\t" + NULL);
            default -> keys.append("organization\t" + NULL + "\t").append(name).append("\tapi_user\t" + API_USER);
        }
        keys.append('\t');
    }

    private void secret(UUID id, NewKey key, Instant created) {
        secretRows.append(key.secretId()).append('\t').append(id).append('\t').append(key.version());
        secretRows
                .append("\t\\\\x")
                .append(HEX.formatHex(key.digest().toBytes()))
                .append('\t')
                .append(key.lastFour());
        secretRows.append('\t').append(created).append('\n');
    }

    private void use(UUID id, NewKey key, Instant created) {
        long spanSeconds = Math.max(1, Duration.between(created, now).toSeconds());
        usage.append(key.secretId())
                .append('\t')
                .append(id)
                .append('\t')
                .append(created)
                .append('\t');
        usage.append(now.minusSeconds(random.nextLong(spanSeconds))).append("\t192.0.2.7\tcmdb-sync/4.2\n");
    }
}
