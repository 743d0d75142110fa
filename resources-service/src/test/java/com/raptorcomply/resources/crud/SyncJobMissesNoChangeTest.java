package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A job that asks for the changes since the greatest time that it has seen misses none, while eight clients write,
 * whatever the clock does and however long a transaction takes. With {@code -Dsync.seconds=60} it is the long check.
 */
class SyncJobMissesNoChangeTest {
    private static final int DISTURBANCES = 3;
    private static final int WRITERS = 8;
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("sync.seconds", 1));
    private static final boolean IS_LONG = LENGTH.toSeconds() >= 10;
    private static final int RECORDS_EACH = IS_LONG ? 40 : 5;
    private static final Duration HELD = Duration.ofMillis(IS_LONG ? 5_000 : 300);
    private static final int IMPORTED = IS_LONG ? 20_000 : 500;
    private static final String CHANGED_SINCE = "/cyber-assets?includeDeleted=true&updatedSince=";

    private final Caller caller = Caller.ofNewOrganization();
    private final UUID system = Records.of(caller).system("S1");
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 2);
    private volatile boolean ended;

    /** The state of a job: what it was told last of each record, and the greatest time. */
    private final Map<String, JsonObject> copy = new HashMap<>();

    private String greatest = "0001-01-01T00:00:00Z";

    /** One run in three has a clock that goes back, one a transaction that takes long, one an import. */
    @ParameterizedTest
    @MethodSource("runs")
    @Timeout(300)
    void everyLastStateArrives(int run) throws Exception {
        List<Future<?>> work = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            work.add(threads.submit(this::write));
        }
        work.add(threads.submit(poll()));
        work.add(threads.submit(disturbance(run % DISTURBANCES)));
        Thread.sleep(LENGTH.toMillis());
        ended = true;
        for (Future<?> each : work) {
            each.get(1, TimeUnit.MINUTES);
        }
        ask();

        Map<String, JsonObject> stored = new HashMap<>();
        each(caller.get("/cyber-assets?includeDeleted=true").array(), stored);
        assertThat(stored).hasSizeGreaterThanOrEqualTo(WRITERS * RECORDS_EACH);
        List<String> missed = stored.keySet().stream()
                .filter(id -> !Objects.equals(stored.get(id), copy.get(id)))
                .toList();
        assertThat(missed)
                .as("%d records, %d missed", stored.size(), missed.size())
                .isEmpty();
        threads.shutdown();
    }

    static IntStream runs() {
        return IntStream.range(0, IS_LONG ? 10 : DISTURBANCES);
    }

    private void write() {
        List<String> paths = new ArrayList<>();
        for (int i = 0; !ended || i < RECORDS_EACH; i++) {
            if (i < RECORDS_EACH) {
                paths.add(create());
                continue;
            }
            int chosen = ThreadLocalRandom.current().nextInt(paths.size());
            if (i % 50 == 0) {
                assertThat(caller.delete(paths.get(chosen)).status()).isEqualTo(204);
                paths.set(chosen, create());
            } else {
                assertThat(caller.patch(paths.get(chosen), new JsonObject().put("count", i + 1))
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    private String create() {
        return caller.post(
                        "/cyber-assets", Records.asset(system, UUID.randomUUID().toString()))
                .header("Location");
    }

    private Callable<?> poll() {
        return () -> {
            while (!ended) {
                ask();
            }
            return null;
        };
    }

    private void ask() {
        each(caller.get(CHANGED_SINCE + greatest).array(), copy);
        greatest = copy.values().stream()
                .map(record -> record.getString("updatedAt"))
                .max(String::compareTo)
                .orElse(greatest);
    }

    private static void each(JsonArray records, Map<String, JsonObject> byId) {
        records.forEach(record -> byId.put(((JsonObject) record).getString("id"), (JsonObject) record));
    }

    private Callable<?> disturbance(int kind) {
        return () -> {
            Thread.sleep(LENGTH.toMillis() / 3);
            switch (kind) {
                case 0 -> clockGoesBack();
                case 1 -> importRows();
                default -> holdATransaction();
            }
            return null;
        };
    }

    /** Sets the last time an hour ahead of the clock, as it is after the clock went back an hour. */
    private void clockGoesBack() throws SQLException {
        try (Connection owner = UnderTest.shared().database().ownerConnection();
                Statement statement = begin(owner)) {
            statement.execute("UPDATE activity_head SET last_at = last_at + interval '1 hour'");
            owner.commit();
        }
    }

    private void importRows() throws SQLException {
        try (Connection user = UnderTest.shared().database().userConnection();
                Statement statement = begin(user)) {
            statement.execute("""
                    INSERT INTO cyber_asset (organization_id, id, asset_title, asset_tag, count, cyber_system_id, cip_asset_category,
                      asset_type, impact_level, manufacturer, model, in_service, dial_up_connectivity, routable_protocol,
                      remote_access_available, baseline_documented, ports_services_documented, logging_enabled)
                    SELECT '%s', gen_random_uuid(), 'Imported', 'I-' || i, 1, '%s', 'eacms', 't', 'high', 'm', 'm',
                      true, true, true, true, true, true, true FROM generate_series(1, %d) i""".formatted(caller.organization(), system, IMPORTED));
            end(user, statement);
        }
    }

    private void holdATransaction() throws SQLException, InterruptedException {
        String path = create();
        try (Connection user = UnderTest.shared().database().userConnection();
                Statement statement = begin(user)) {
            statement.execute("UPDATE cyber_asset SET count = 9999, updated_at = change_time() WHERE id = '"
                    + path.substring(path.lastIndexOf('/') + 1) + "'");
            Thread.sleep(HELD.toMillis());
            end(user, statement);
        }
    }

    private Statement begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        Statement statement = connection.createStatement();
        statement.execute("SELECT set_config('app.organization_id', '" + caller.organization() + "', true)");
        statement.execute("SELECT begin_change()");
        return statement;
    }

    private static void end(Connection connection, Statement statement) throws SQLException {
        statement.execute(
                "SELECT end_change('key', '', '', NULL, NULL, NULL, '', ARRAY['update'], ARRAY['cyber_asset'],"
                        + " ARRAY[gen_random_uuid()], ARRAY['{}'::json])");
        connection.commit();
    }
}
