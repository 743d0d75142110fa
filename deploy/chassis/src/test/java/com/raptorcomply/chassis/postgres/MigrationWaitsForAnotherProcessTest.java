package com.raptorcomply.chassis.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.log.LogLines;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Replicas start together, and a migration of large tables takes longer than Flyway waits for its lock. */
class MigrationWaitsForAnotherProcessTest {
    private static final String REASON = "another process migrates";

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = PostgresServer.shared().freshDatabase();
    private final List<String> reasons = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private Future<?> other;

    @RegisterExtension
    final LogLines lines = LogLines.from(Migrations.class);

    @BeforeEach
    void beginAnother() throws InterruptedException {
        Flyway slow = Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://127.0.0.1:" + database.port() + "/" + database.name(),
                        database.owner(),
                        TestDatabase.PASSWORD)
                .locations("classpath:migrations/later/before")
                .placeholders(Map.of("appRole", database.user()))
                .callbacks(new Pause())
                .load();
        other = vertx.executeBlocking(slow::migrate);
        begun.await();
    }

    @AfterEach
    void close() {
        mayEnd.countDown();
        Await.result(other);
        Await.result(vertx.close());
    }

    @Test
    void itSaysWhatItWaitsForAndGoesOnWhenThatHasEnded() throws Exception {
        Future<Void> migrated = migrations(Migrations.MIGRATOR_WAIT_MAX).run();
        Await.until("the wait is reported", () -> reasons.contains(REASON));
        assertThat(migrated.isComplete()).isFalse();
        assertThat(lines.all()).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).isEqualTo("Waiting for the database");
            assertThat(line.getKeyValuePairs()).anySatisfy(pair -> {
                assertThat(pair.key).isEqualTo(LogKeys.REASON);
                assertThat(pair.value.toString()).matches(REASON + ": for \\d+ s so far");
            });
        });

        mayEnd.countDown();
        Await.result(migrated);
        try (var connection = database.userConnection();
                var statement = connection.createStatement()) {
            statement.execute("SELECT later FROM first");
        }
    }

    @Test
    void itEndsWhenThatTakesTooLong() {
        assertThat(Await.failure(migrations(Duration.ZERO).run())).isInstanceOf(AnotherProcessMigratesException.class);
        assertThat(lines.all()).isEmpty();
    }

    private Migrations migrations(Duration waitMax) {
        return new Migrations(vertx, database.settings(), "migrations/later", () -> false, waitMax, reasons::add);
    }

    /** Holds the lock of the migrations until the test lets go. */
    private final class Pause extends BaseCallback {
        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE;
        }

        @Override
        public void handle(Event event, Context context) {
            begun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
