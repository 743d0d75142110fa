package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.service.Readiness;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.revocation.Receipt.Requester;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The protocol of one key service replica on a real socket; the default term is 400 milliseconds. */
final class Replica implements AutoCloseable {
    static final RevocationSettings SETTINGS = settings(400);

    private static final TagKeys TAG_KEYS = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Vertx vertx = Vertx.vertx();
    private final Postgres postgres;
    private final RevocationProtocol protocol;
    private final HttpServer server;
    private boolean closed;

    Replica(LeaseDatabase database) {
        this(database, SETTINGS);
    }

    Replica(LeaseDatabase database, RevocationSettings settings) {
        postgres = Postgres.open(vertx, database.database.settings(), new SimpleMeterRegistry(), new Readiness(vertx));
        protocol = new RevocationProtocol(vertx, postgres, settings, TAG_KEYS, WarmGrants.NONE, meters);
        Router router = Router.router(vertx);
        router.get("/internal/sessions").handler(protocol.sessions());
        server = Await.result(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        protocol.start();
    }

    static RevocationSettings settings(long termMillis) {
        return new RevocationSettings(termMillis, 0, 0, 1_000, Duration.ofDays(1));
    }

    int port() {
        return server.actualPort();
    }

    /** Runs the transaction of a change; completes when its COMMIT has returned. */
    Receipt revoke(UUID organizationId, Subject subject) {
        Revocation revocation = new Revocation(
                UUID.randomUUID(),
                subject,
                organizationId,
                null,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                "key revoked",
                new Requester("system", null, "system"));
        return Await.result(postgres.pool().withTransaction(connection -> Receipts.open(connection, revocation)));
    }

    Future<Receipt> effective(Receipt receipt, Duration wait) {
        return protocol.revocations().effective(receipt, wait);
    }

    Receipt read(UUID id) {
        return Await.result(Receipts.find(postgres.pool(), id)).orElseThrow();
    }

    /** Stops serving as the key service does: open streams may go on for an hour if nobody ends them. */
    Future<Void> stop() {
        return server.shutdown(1, TimeUnit.HOURS);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Await.result(server.close());
            Await.result(protocol.close());
            Await.result(postgres.close());
            Await.result(vertx.close());
        }
    }
}
