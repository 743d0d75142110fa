package com.raptorcomply.resources;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.PostgresConfig;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.postgres.TestDatabase;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.keyservice.stamp.Jwks;
import com.raptorcomply.keyservice.stamp.StampKey;
import com.raptorcomply.keyservice.stamp.StampSigner;
import com.raptorcomply.resources.blob.S3Proxy;
import com.raptorcomply.resources.config.ResourcesConfig;
import com.raptorcomply.resources.crud.ResourceDefinition;
import com.raptorcomply.resources.keyservice.KeyServiceClient;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * Runs a resource service on real HTTP and a real PostgreSQL, beside an endpoint that publishes a gateway's key and
 * a directory. All
 * tests share {@link #shared} and stay apart by using their own organizations.
 */
public final class UnderTest implements AutoCloseable {
    /** -Dfiles.store=s3: files are kept in an S3 server. */
    private static final boolean ON_S3 = "s3".equals(System.getProperty("files.store"));

    private final Vertx vertx = Vertx.vertx();
    private final StampSigner signer = StampSigner.create(new SecureRandom());
    private final List<StampKey> published = new CopyOnWriteArrayList<>(List.of(signer.publicKey()));
    private final AtomicInteger keyFetches = new AtomicInteger();
    private final PublishedDirectory directory = new PublishedDirectory();
    private final PublishedActivity keyActivity = new PublishedActivity();
    private final TestDatabase database;
    private final Path files = temporaryDirectory();
    private final @Nullable Path bucket = ON_S3 ? S3Proxy.shared().newBucket() : null;
    private final HttpServer keyService;
    private @Nullable ResourcesService service;

    public UnderTest(PostgresServer server) {
        database = server.migratedDatabase(ResourcesConfig.MIGRATIONS);
        keyService = Await.result(vertx.createHttpServer()
                .requestHandler(request -> {
                    if (request.path().equals(Jwks.PATH)) {
                        keyFetches.incrementAndGet();
                        request.response().end(Jwks.write(published));
                    } else if (request.path().equals("/activity")) {
                        keyActivity.answer(request);
                    } else if (request.path().equals("/receipts/export")) {
                        request.response().end("id,keyId\r\n" + request.getParam("from") + ",\r\n");
                    } else {
                        directory.answer(request);
                    }
                })
                .listen(0, "127.0.0.1"));
    }

    /** Returns the shared instance, which starts at first use and ends with the JVM. */
    public static UnderTest shared() {
        return Shared.INSTANCE;
    }

    public UnderTest start(Map<String, Object> more) {
        service = Await.result(ResourcesService.start(vertx, settings(more)));
        return this;
    }

    /**
     * Starts the service with one more resource.
     *
     * @param fragment of the document, in the class path
     * @param migrations the folder of its migrations, beside those of the service
     */
    public UnderTest start(String fragment, String migrations, ResourceDefinition definition) {
        PostgresConfig config = database.settings();
        Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://" + config.host() + ':' + config.port() + '/' + config.database(),
                        config.owner(),
                        config.ownerPassword().reveal())
                .locations("classpath:" + ResourcesConfig.MIGRATIONS, "classpath:" + migrations)
                .placeholders(Map.of("appRole", config.user()))
                .load()
                .migrate();
        service = Await.result(
                ResourcesService.start(vertx, settings(Map.of()), List.of(fragment), routes -> routes.add(definition)));
        return this;
    }

    public Settings settings(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(database.overrides());
        settings.put("port", 0);
        settings.put("management.port", 0);
        settings.put("eventLoops", 2);
        settings.put("keyservice.urls", List.of(keyServiceUrl()));
        settings.put("files.directory", files.toString());
        if (bucket != null) {
            settings.putAll(S3Proxy.shared().settings(bucket));
        }
        settings.put("keyservice.credential", PublishedDirectory.CREDENTIAL);
        settings.putAll(more);
        return Settings.load("RESOURCES", null, Map.of(), settings);
    }

    public Vertx vertx() {
        return vertx;
    }

    public ResourcesService service() {
        ResourcesService running = service;
        if (running == null) {
            throw new IllegalStateException("Not started");
        }
        return running;
    }

    public String url() {
        return "http://127.0.0.1:" + service().port();
    }

    /** Returns the URL that publishes the gateway's key. */
    public String keyServiceUrl() {
        return "http://127.0.0.1:" + keyService.actualPort();
    }

    /** Returns a client of what publishes the gateway's key. */
    public KeyServiceClient keyService() {
        return new KeyServiceClient(vertx, 4, List.of(URI.create(keyServiceUrl())), null, null);
    }

    public TestDatabase database() {
        return database;
    }

    public StampSigner signer() {
        return signer;
    }

    /** Returns the mutable list of published keys. */
    public List<StampKey> published() {
        return published;
    }

    /** Returns the log of keys and people beside the service. */
    public PublishedActivity keyActivity() {
        return keyActivity;
    }

    /** Returns the directory of people beside the service. */
    public PublishedDirectory directory() {
        return directory;
    }

    /** Returns the number of key fetches. */
    public int keyFetches() {
        return keyFetches.get();
    }

    public void stopKeyService() {
        Await.result(keyService.close());
    }

    @Override
    public void close() {
        if (service != null) {
            Await.result(service.close());
        }
        Await.result(vertx.close());
    }

    /**
     * Connects as the role of the service. PostgreSQL uses indexes on this connection, because of so few records it would
     * rather read all.
     *
     * @param off more settings of the planner that are off
     */
    public PgConnection indexConnection(String... off) {
        URI url = URI.create(database.settings().url());
        PgConnectOptions options = new PgConnectOptions()
                .setHost(url.getHost())
                .setPort(url.getPort())
                .setDatabase(database.name())
                .setUser(database.user())
                .setPassword(database.settings().password().reveal())
                .addProperty("enable_seqscan", "off");
        for (String setting : off) {
            options.addProperty(setting, "off");
        }
        return Await.result(PgConnection.connect(vertx, options));
    }

    /** Creates a directory that ends with the JVM. */
    private static Path temporaryDirectory() {
        try {
            Path directory = Files.createTempDirectory("files-test");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the directory of files. */
    public Path files() {
        return files;
    }

    /** Returns the directory of an organization's stored files, each named by its digest. */
    public Path blobs(UUID organization) {
        return (bucket == null ? files.resolve("blobs") : bucket).resolve(organization.toString());
    }

    private static final class Shared {
        static final UnderTest INSTANCE = new UnderTest(PostgresServer.shared()).start(Map.of());
    }
}
