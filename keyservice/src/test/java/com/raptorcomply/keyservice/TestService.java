package com.raptorcomply.keyservice;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.openapi.JudgedClient;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.postgres.TestDatabase;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.config.KeyServiceConfig;
import com.raptorcomply.keyservice.http.KeyServiceJudge;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.keyservice.stamp.StampSigner;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key service on its own database, with clients of it. */
public final class TestService implements AutoCloseable {
    public static final String GATEWAY_CREDENTIAL = "gateway-credential-of-the-test";

    static final String TAG_KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final JudgedClient client = new JudgedClient(
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), KeyServiceJudge.JUDGE);
    private final StampSigner signer = StampSigner.create(new SecureRandom());
    private final TestDatabase database;
    private final KeyService service;

    private TestService(TestDatabase database, Map<String, Object> more) {
        this.database = database;
        this.service = Await.result(KeyService.start(vertx, settings(database, 0, more)));
        register(signer);
    }

    /** Returns the service that all tests share that create their own organizations. */
    public static TestService shared() {
        return Shared.SERVICE;
    }

    /** Starts a service for a test that stops its database. */
    public static TestService on(PostgresServer server) {
        return new TestService(server.migratedDatabase(KeyServiceConfig.MIGRATIONS), Map.of());
    }

    /** Starts a service with these additional settings. */
    public static TestService with(Map<String, Object> more) {
        return new TestService(PostgresServer.shared().migratedDatabase(KeyServiceConfig.MIGRATIONS), more);
    }

    /** Starts another replica on the same database. */
    public TestService replica(Map<String, Object> more) {
        return new TestService(database, more);
    }

    static Settings settings(TestDatabase database, int managementPort, Map<String, Object> more) {
        Map<String, Object> overrides = new HashMap<>(database.overrides());
        overrides.put("port", 0);
        overrides.put("management.port", managementPort);
        overrides.put("gateway.credential", GATEWAY_CREDENTIAL);
        overrides.put("tagKeys.1", TAG_KEY);
        overrides.put("sessions.totpKey", TAG_KEY);
        overrides.put("webhooks.secretKey", TAG_KEY);
        overrides.putAll(more);
        return Settings.load("TEST", null, Map.of(), overrides);
    }

    public TestDatabase database() {
        return database;
    }

    /** Returns the public port. */
    public int port() {
        return service.port();
    }

    public int managementPort() {
        return service.managementPort();
    }

    public Bootstrap bootstrap() {
        return service.bootstrap();
    }

    public UUID organization() {
        return Await.result(bootstrap().createOrganization("Organization " + UUID.randomUUID()));
    }

    public TestCaller person(UUID organizationId, UserRole role) {
        String email = UUID.randomUUID() + "@example.test";
        UUID userId = Await.result(bootstrap().createUser(organizationId, email, "Some Body", role));
        return TestCaller.person(organizationId, userId);
    }

    public Reply get(@Nullable TestCaller caller, String path) {
        return send(request(caller, path).GET());
    }

    public Reply delete(TestCaller caller, String path) {
        return send(request(caller, path).DELETE());
    }

    public Reply post(TestCaller caller, String path, JsonObject body) {
        return post(caller, path, body.encode());
    }

    public Reply post(@Nullable TestCaller caller, String path, String body) {
        return send(request(caller, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Reply patch(TestCaller caller, String path, JsonObject body) {
        return send(request(caller, path)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body.encode())));
    }

    /** Creates a request to the public port, stamped for this caller unless it is null. */
    public HttpRequest.Builder request(@Nullable TestCaller caller, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                .timeout(TIMEOUT);
        return caller == null ? request : request.header(Stamp.HEADER, stamp(signer, caller));
    }

    public static String stamp(StampSigner signer, TestCaller caller) {
        return signer.mint(caller.stamp(System.currentTimeMillis() / 1_000));
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Registers a gateway's signing key, as its join does. */
    public void register(StampSigner gateway) {
        execute(
                "INSERT INTO gateway_key (kid, public_key) VALUES (?, ?)",
                gateway.kid(),
                gateway.publicKey().bytes());
    }

    /** Changes the database directly, as its owner. */
    public void execute(String sql, @Nullable Object... values) {
        try (Connection connection = database.ownerConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the result of a counting query, run as the database's owner. */
    public long count(String sql, Object... values) {
        try (Connection connection = database.ownerConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Creates an organization key over HTTP as an admin and returns the whole response. */
    public JsonObject mint(TestCaller admin, JsonObject more) {
        JsonObject body = new JsonObject()
                .put("name", "Data import")
                .put("kind", "organization")
                .mergeIn(more);
        Reply reply = post(admin, "/api-keys", body);
        if (reply.status() != 201) {
            throw new AssertionError(reply);
        }
        return reply.object();
    }

    public static List<String> strings(JsonObject object, String member) {
        return object.getJsonArray(member).stream().map(String.class::cast).toList();
    }

    @Override
    public void close() {
        Await.result(service.close());
        Await.result(vertx.close());
    }

    private static final class Shared {
        static final TestService SERVICE = TestService.with(Map.of());
    }
}
