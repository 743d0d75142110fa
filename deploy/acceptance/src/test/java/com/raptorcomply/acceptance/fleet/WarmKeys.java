package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.local.postgres.ServiceDatabase;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Inserts many recently used keys directly into the key service's database. */
final class WarmKeys {
    private static final int BATCH = 1_000;
    private static final String KEY = "INSERT INTO api_key (id, organization_id, kind, name, role, permissions,"
            + " created_by_kind, created_by_name) SELECT ?::uuid, organization_id, kind, 'warm', role, permissions,"
            + " created_by_kind, created_by_name FROM api_key WHERE role = 'api_user' ORDER BY created_at LIMIT 1";
    private static final String SECRET =
            "INSERT INTO key_secret (id, key_id, version, digest, last_four) VALUES (?, ?::uuid, '1', ?, ?)";
    private static final String USE =
            "INSERT INTO secret_usage (secret_id, key_id, first_used_at, last_used_at) VALUES (?, ?::uuid, now(), now())";

    private WarmKeys() {}

    static List<String> write(ServiceDatabase database, String tagKey, int count) {
        TagKeys tagKeys = new TagKeys('1', Map.of('1', Base64.getDecoder().decode(tagKey)));
        SecureRandom random = new SecureRandom();
        List<String> keys = new ArrayList<>();
        try (Connection connection = Ledger.connect(database);
                PreparedStatement key = connection.prepareStatement(KEY);
                PreparedStatement secret = connection.prepareStatement(SECRET);
                PreparedStatement use = connection.prepareStatement(USE)) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= count; i++) {
                NewKey made = NewKey.mint(tagKeys, random);
                keys.add(made.reveal());
                add(key, secret, use, made);
                if (i % BATCH == 0 || i == count) {
                    key.executeBatch();
                    secret.executeBatch();
                    use.executeBatch();
                }
            }
            connection.commit();
            return keys;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void add(PreparedStatement key, PreparedStatement secret, PreparedStatement use, NewKey made)
            throws SQLException {
        String id = UUID.randomUUID().toString();
        key.setString(1, id);
        key.addBatch();
        secret.setString(1, made.secretId());
        secret.setString(2, id);
        secret.setBytes(3, made.digest().toBytes());
        secret.setString(4, made.lastFour());
        secret.addBatch();
        use.setString(1, made.secretId());
        use.setString(2, id);
        use.addBatch();
    }
}
