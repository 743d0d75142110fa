package com.raptorcomply.bench.services;

import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.local.postgres.EmbeddedServer;
import com.raptorcomply.local.postgres.ServerAddress;
import com.raptorcomply.local.postgres.ServiceDatabase;
import com.raptorcomply.local.step.LocalRunException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A key service with a database of many keys, and the loads for it. */
final class KeyDatabase {
    private final Stand stand;
    private final int count;
    private final ServiceProcess service;
    private final List<String> sample;
    private final Gateway gateway = new Gateway();

    private KeyDatabase(Stand stand, int count, ServiceProcess service, List<String> sample) {
        this.stand = stand;
        this.count = count;
        this.service = service;
        this.sample = sample;
    }

    static KeyDatabase open(Run run, Stand stand, int count) {
        ServiceDatabase database = stand.database("keys_" + count, true);
        ServiceProcess service = stand.service("keyservice", "keys_" + count, Accounts.keyservice(database));
        ServerAddress administrator = stand.administrator();
        try (Connection connection = administrator
                .as(database.name(), EmbeddedServer.SUPERUSER, administrator.password())
                .connect()) {
            List<String> sample = new KeyLoader(connection, stand.file("chunk.copy"), run.progress()).load(count);
            KeyDatabase keys = new KeyDatabase(stand, count, service, sample);
            keys.register(connection);
            run.progress().step(count + " keys: " + size(connection));
            return keys;
        } catch (SQLException e) {
            throw new LocalRunException("Could not load keys: " + e.getMessage(), e);
        }
    }

    int count() {
        return count;
    }

    ServiceProcess service() {
        return service;
    }

    /** Returns valid keys that have never been used. */
    List<String> sample() {
        return sample;
    }

    /** Returns the verifications that gateways send after cache misses, of keys from all parts of the tables. */
    Load verifications(int connections) {
        List<String> questions = sample.stream().map(KeyDatabase::question).toList();
        List<String> headers = List.of("Authorization: Bearer " + Accounts.GATEWAY_CREDENTIAL);
        return new Load(service.url(), headers, file("verify", questions), connections);
    }

    /**
     * Returns pages of the longest list by name. A filter matches ten keys, as many as there are of the rarest kind.
     */
    Map<String, Load> pages(int connections) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Map<String, Load> pages = new LinkedHashMap<>();
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("list", "?limit=100");
        queries.put("list, active", "?limit=10&status=active");
        queries.put("list, expired", "?limit=10&status=expired");
        queries.put("list, revoked", "?limit=10&status=revoked");
        queries.put("list, of users", "?limit=10&kind=user");
        queries.put("list, of one owner", "?limit=10&owner=" + KeyTables.user(0, 1));
        queries.put("list, unused for 90 days", "?limit=10&unusedSince=" + now.minus(90, ChronoUnit.DAYS));
        queries.put("list, expiring in 90 days", "?limit=10&expiringBefore=" + now.plus(90, ChronoUnit.DAYS));
        queries.forEach((name, query) ->
                pages.put(name, stamped("page" + pages.size(), List.of("GET /api-keys" + query), connections)));
        return pages;
    }

    Load mints(int connections) {
        return stamped(
                "mint", List.of("POST /api-keys {\"name\":\"CMDB sync\",\"kind\":\"organization\"}"), connections);
    }

    private Load stamped(String name, List<String> requests, int connections) {
        return new Load(
                service.url(),
                gateway.headers(Stamp.AUDIENCE_KEYSERVICE, KeyTables.organization(0), KeyRole.ORG_SUPER.permissions()),
                file(name, requests),
                connections);
    }

    /** Registers a gateway as its join does. */
    private void register(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO gateway_key (kid, public_key) VALUES (?, ?)")) {
            insert.setString(1, gateway.publicKey().kid());
            insert.setBytes(2, gateway.publicKey().bytes());
            insert.executeUpdate();
        }
    }

    private static String size(Connection connection) throws SQLException {
        try (var rows = connection
                .createStatement()
                .executeQuery("SELECT pg_size_pretty(pg_database_size(current_database()))")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String question(String key) {
        if (!(PresentedKey.parse(key) instanceof PresentedKey.Wellformed wellformed)) {
            throw new IllegalStateException("The loader made a malformed key");
        }
        return "POST /internal/verifications {\"secretId\":\"" + wellformed.secretId() + "\",\"digest\":\""
                + wellformed.digest().toBase64Url() + "\"}";
    }

    private Path file(String name, List<String> lines) {
        return stand.write(name + "-" + count, lines);
    }
}
