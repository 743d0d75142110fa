package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.resources.UnderTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** So the first requests find them open, on whatever event loop they are served. */
class ReadyServiceHasAllItsConnectionsTest {
    private static final int CONNECTIONS = 7;

    @Test
    void onAllEventLoops() throws SQLException {
        try (UnderTest service = new UnderTest(PostgresServer.shared())
                        .start(Map.of("database.poolSize", CONNECTIONS, "eventLoops", 2));
                Connection user = service.database().userConnection();
                ResultSet open = user.createStatement()
                        .executeQuery("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND usename = current_user AND pid <> pg_backend_pid()")) {
            open.next();
            assertThat(open.getInt(1)).isGreaterThanOrEqualTo(CONNECTIONS);
        }
    }
}
