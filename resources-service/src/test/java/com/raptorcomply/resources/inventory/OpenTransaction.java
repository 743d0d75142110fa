package com.raptorcomply.resources.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.UnderTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A transaction that has not committed when another one begins. */
final class OpenTransaction {
    private static final String WAITING = "SELECT FROM pg_locks WHERE NOT granted AND %d = ANY (pg_blocking_pids(pid))";

    private OpenTransaction() {}

    /**
     * Executes the statement on the connection, begins the other change on another thread, and commits when that waits for
     * a lock of the connection.
     *
     * @param connection without auto-commit
     * @throws AssertionError if the other change ends without waiting
     */
    static <T> T with(Connection connection, String sql, Supplier<T> other) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            String waiting = WAITING.formatted(processId(statement));
            CompletableFuture<T> result = CompletableFuture.supplyAsync(other);
            try (Connection observer = UnderTest.shared().database().ownerConnection();
                    Statement observation = observer.createStatement()) {
                while (!isFound(observation, waiting)) {
                    assertThat(result)
                            .as("the other change waits for the transaction")
                            .isNotDone();
                }
            }
            connection.commit();
            return result.join();
        }
    }

    private static boolean isFound(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }

    private static int processId(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
