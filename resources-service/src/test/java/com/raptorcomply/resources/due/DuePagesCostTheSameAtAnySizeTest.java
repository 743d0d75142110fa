package com.raptorcomply.resources.due;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A page of what is due, and of tasks, takes at most three times as long among as many assets as {@code -Ddue.assets} says,
 * and a tenth as many tasks, as among a thousand. It prints the median of each.
 */
@EnabledIfSystemProperty(named = "due.assets", matches = "[0-9]+")
class DuePagesCostTheSameAtAnySizeTest {
    private static final int FEW = 1_000;
    private static final int ROUNDS = 41;
    private static final int WARM_UP = 15;
    private static final double RATIO_MAX = 3;

    private static final List<String> QUERIES = List.of(
            "/due?before=2026-12-31",
            "/due?before=2026-12-31&limit=1000",
            "/due?before=2026-12-31&kind=patch",
            "/due?before=2026-12-31&personId={person}",
            "/tasks?limit=100&status=overdue&sort=dueDate",
            "/tasks?limit=100&status=open&sort=dueDate",
            "/tasks?limit=100&status=overdue",
            "/tasks?limit=100&dueFrom=2026-06-01&dueTo=2026-06-30&sort=dueDate",
            "/tasks?limit=100&assigneeId={person}");

    private static final String ASSETS = """
            INSERT INTO cyber_asset SELECT (json_populate_record(a, json_build_object('id', gen_random_uuid(),
              'asset_tag', 'T-' || n, 'asset_title', 'Relay ' || n, 'last_patch_date', date '2026-01-01' + n %% 500,
              'last_audit_date', date '2025-01-01' + n %% 700))).*
            FROM cyber_asset a, generate_series(1, %d) n WHERE a.asset_tag = 'T'""";
    private static final String TASKS = """
            INSERT INTO task SELECT (json_populate_record(t, json_build_object('id', gen_random_uuid(), 'title', 'Task ' || n,
              'due_date', date '2026-01-01' + n %% 600, 'status', (ARRAY['complete', 'open', 'in_progress'])[1 + n %% 3]))).*
            FROM task t, generate_series(1, %d) n WHERE t.title = 'T'""";

    private final UnderTest service = new UnderTest(PostgresServer.shared()).start(Map.of());

    /** An organization with records, and the person who has most of its tasks. */
    private record Filled(Caller caller, UUID person) {
        double millis(String path) {
            long begunNanos = System.nanoTime();
            Answer answer = caller.get(path.replace("{person}", person.toString()));
            double millis = (System.nanoTime() - begunNanos) / 1e6;
            assertThat(answer.status()).isEqualTo(200);
            return millis;
        }
    }

    @Test
    void eachPage() throws SQLException {
        Filled few = fill(FEW);
        Filled many = fill(Integer.getInteger("due.assets", FEW));
        try (Connection owner = service.database().ownerConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("VACUUM ANALYZE cyber_asset, task, cyber_system");
        }
        List<String> slow = new ArrayList<>();
        QUERIES.forEach(path -> compare(path, few, many, slow));
        assertThat(slow).isEmpty();
        service.close();
    }

    private Filled fill(int assets) {
        Caller caller = Caller.of(service, UUID.randomUUID());
        Records records = new Records(service.database(), caller.organization());
        UUID facility = records.facility("F-1");
        caller.post("/cyber-assets", Records.asset(records.systemIn("facility_id", facility, "S-1"), "T"));
        records.execute(ASSETS.formatted(assets));
        UUID task = records.task(facility, "T");
        records.execute(TASKS.formatted(assets / 10));
        String person = caller.get("/tasks/" + task).object().getString("assigneeId");
        return new Filled(caller, UUID.fromString(person));
    }

    private static void compare(String path, Filled few, Filled many, List<String> slow) {
        double[] ofFew = new double[ROUNDS];
        double[] ofMany = new double[ROUNDS];
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            double fewMillis = few.millis(path);
            double manyMillis = many.millis(path);
            if (i >= 0) {
                ofFew[i] = fewMillis;
                ofMany[i] = manyMillis;
            }
        }
        double ratio = median(ofMany) / median(ofFew);
        String line = String.format(
                Locale.ROOT, "%-70s %,8.2f ms %,8.2f ms %5.2f", path, median(ofFew), median(ofMany), ratio);
        System.out.println(line);
        if (ratio > RATIO_MAX) {
            slow.add(line);
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
