package com.raptorcomply.bench.services;

import com.raptorcomply.local.step.LocalRunException;
import com.raptorcomply.local.step.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Fills a migrated key service database with COPY. It runs as superuser without triggers, so without foreign key
 * checks, and creates the secondary indexes afterwards. Only for the benchmark; the product creates keys one at a time.
 */
final class KeyLoader {
    private static final int CHUNK = 50_000;
    private static final int KEYS_PER_ORGANIZATION = 200;
    /** The number of keys kept for verifications. */
    static final int SAMPLE = 200_000;

    private static final String KEYS = "api_key (id, organization_id, kind, owner_user_id, name, role, permissions, "
            + "allowed_cidrs, rate_limit, expires_at, created_at, created_by_kind, created_by_id, created_by_name, updated_at, "
            + "version, revoked_at, revoked_by_kind, revoked_by_id, revoked_by_name)";
    private static final String SECRETS = "key_secret (id, key_id, version, digest, last_four, created_at)";
    private static final String USAGE =
            "secret_usage (secret_id, key_id, first_used_at, last_used_at, last_used_from, last_user_agent)";
    private static final String SECONDARY = """
            SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE i.indrelid IN ('api_key'::regclass, 'key_secret'::regclass, 'secret_usage'::regclass)
            AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)""";

    private final Connection connection;
    private final Path chunk;
    private final Progress progress;

    /**
     * Creates a loader.
     *
     * @param chunk a file that the server may read
     */
    KeyLoader(Connection connection, Path chunk, Progress progress) {
        this.connection = connection;
        this.chunk = chunk;
        this.progress = progress;
    }

    /**
     * Adds keys.
     *
     * @return texts of valid keys that have never been used, at most {@link #SAMPLE}, from all parts of the tables
     */
    List<String> load(int count) {
        try {
            int organizations = Math.max(2, count / KEYS_PER_ORGANIZATION);
            execute("SET session_replication_role = replica");
            execute("SET synchronous_commit = off");
            organizations(organizations);
            List<String> indexes = dropSecondaryIndexes();
            List<String> sample = copy(new KeyTables(organizations), count);
            progress.step("Making " + indexes.size() + " indexes over " + count + " keys");
            for (String index : indexes) {
                execute(index);
            }
            execute("VACUUM (ANALYZE) organization, app_user, api_key, key_secret, secret_usage");
            execute("CHECKPOINT");
            return sample;
        } catch (SQLException | IOException e) {
            throw new LocalRunException("Could not load keys: " + e.getMessage(), e);
        }
    }

    private List<String> copy(KeyTables tables, int count) throws SQLException, IOException {
        List<String> sample = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(11);
        int good = 0;
        for (int made = 0; made < count; made++) {
            String key = tables.add();
            if (key != null) {
                keep(sample, key, good++, random);
            }
            if ((made + 1) % CHUNK == 0 || made + 1 == count) {
                copy(KEYS, tables.keys);
                copy(SECRETS, tables.secretRows);
                copy(USAGE, tables.usage);
                if ((made + 1) % (10 * CHUNK) == 0) {
                    progress.step((made + 1) + " of " + count + " keys");
                }
            }
        }
        return sample;
    }

    /** Copies rows into a table. The server reads the file itself. */
    private void copy(String table, StringBuilder rows) throws SQLException, IOException {
        Files.writeString(chunk, rows);
        execute("COPY " + table + " FROM '" + chunk + "'");
        rows.setLength(0);
    }

    /** Samples the valid keys with equal probability. */
    private static void keep(List<String> sample, String key, int before, SplittableRandom random) {
        if (sample.size() < SAMPLE) {
            sample.add(key);
        } else {
            int place = random.nextInt(before + 1);
            if (place < SAMPLE) {
                sample.set(place, key);
            }
        }
    }

    private void organizations(int count) throws SQLException {
        try (PreparedStatement organization =
                        connection.prepareStatement("INSERT INTO organization (id, name) VALUES (?, ?)");
                PreparedStatement user = connection.prepareStatement("""
                        INSERT INTO app_user (id, organization_id, email, address_key, name, role) \
                        VALUES (?, ?, ?, ?, ?, 'user')""")) {
            for (int i = 0; i < count; i++) {
                organization.setObject(1, KeyTables.organization(i));
                organization.setString(2, "Power company " + i);
                organization.addBatch();
                for (int j = 0; j < KeyTables.USERS_PER_ORGANIZATION; j++) {
                    user.setObject(1, KeyTables.user(i, j));
                    user.setObject(2, KeyTables.organization(i));
                    String email = "person" + j + "@company" + i + ".example";
                    user.setString(3, email);
                    user.setString(4, email);
                    user.setString(5, "Person " + j);
                    user.addBatch();
                }
            }
            organization.executeBatch();
            user.executeBatch();
        }
    }

    private List<String> dropSecondaryIndexes() throws SQLException {
        List<String> definitions = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SECONDARY)) {
            while (rows.next()) {
                names.add(rows.getString(1));
                definitions.add(rows.getString(2));
            }
        }
        for (String name : names) {
            execute("DROP INDEX " + name);
        }
        return definitions;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
