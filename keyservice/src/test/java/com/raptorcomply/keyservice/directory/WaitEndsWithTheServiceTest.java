package com.raptorcomply.keyservice.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.service.Readiness;
import com.raptorcomply.keyservice.config.KeyServiceConfig;
import com.raptorcomply.keyservice.directory.DirectoryFeed.Position;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A follower that waits for a change neither holds a stopping service up nor becomes an error in its log. */
class WaitEndsWithTheServiceTest {
    private static final long LONGER_THAN_ANY_TEST_MILLIS = TimeUnit.HOURS.toMillis(1);

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = Postgres.open(
                    vertx,
                    PostgresServer.shared()
                            .migratedDatabase(KeyServiceConfig.MIGRATIONS)
                            .settings(),
                    new SimpleMeterRegistry(),
                    new Readiness(vertx))
            .pool();
    private final DirectoryFeed feed = new DirectoryFeed(vertx, pool);

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void withAnAnswerThatHasNoChange() {
        Future<JsonObject> waiting = waiting();

        feed.close();

        assertThat(Await.result(waiting).getJsonArray("entries")).isEmpty();
    }

    @Test
    void withoutAFailureIfItsEventLoopsEndFirst() {
        Future<JsonObject> waiting = waiting();

        Await.result(vertx.close());

        assertThat(waiting.failed()).isFalse();
    }

    /** Returns an answer that waits between two looks, which the answer to a later question shows. */
    private Future<JsonObject> waiting() {
        JsonObject now = Await.result(feed.after(new Position(null, 0), 0));
        Position last = new Position(UUID.fromString(now.getString("epoch")), now.getLong("sequence"));
        Future<JsonObject> waiting = feed.after(last, LONGER_THAN_ANY_TEST_MILLIS);
        Await.result(feed.after(last, 0));
        return waiting;
    }
}
