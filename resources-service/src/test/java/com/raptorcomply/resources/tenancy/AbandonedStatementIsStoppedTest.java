package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL stops the statement of a client that has left at once, and its connection serves the next request. */
class AbandonedStatementIsStoppedTest {
    private final UnderTest service = new UnderTest(PostgresServer.shared())
            .start(Map.of("database.poolSize", 1, "database.statementTimeout", "5m"));
    private final Caller caller = Caller.of(service, UUID.randomUUID());
    private final UUID system = new Records(service.database(), caller.organization()).system("S-1");
    private Connection holder;

    @BeforeEach
    void holdTheTable() throws SQLException {
        holder = service.database().userConnection();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("LOCK TABLE cyber_asset IN ACCESS EXCLUSIVE MODE");
        }
    }

    @AfterEach
    void close() throws SQLException {
        holder.close();
        service.close();
    }

    @Test
    void wholeList() throws IOException {
        stopsWhenTheClientGoes("GET /cyber-assets", "", false);
    }

    @Test
    void pageOfAClientThatResets() throws IOException {
        stopsWhenTheClientGoes("GET /cyber-assets?limit=1000", "", true);
    }

    @Test
    void record() throws IOException {
        stopsWhenTheClientGoes("GET /cyber-assets/" + UUID.randomUUID(), "", false);
    }

    @Test
    void creation() throws SQLException, IOException {
        stopsWhenTheClientGoes(
                "POST /cyber-assets", Records.asset(system, "T-1").encode(), false);

        holder.rollback();
        assertThat(caller.get("/cyber-assets").array()).isEmpty();
    }

    private void stopsWhenTheClientGoes(String request, String body, boolean reset) throws IOException {
        try (Socket client =
                new Socket(InetAddress.getLoopbackAddress(), service.service().port())) {
            client.setSoLinger(reset, 0);
            client.getOutputStream().write(bytes(request, body));
            Await.until("the statement waits", () -> waiting() == 1);
        }

        Await.until("the statement is stopped", () -> waiting() == 0);
        assertThat(caller.get("/facilities").status()).isEqualTo(200);
    }

    private byte[] bytes(String request, String body) {
        String head = request + " HTTP/1.1\r\nHost: x\r\n" + Stamp.HEADER + ": " + caller.stamp()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the number of statements of the service that wait for the table. */
    private int waiting() {
        try (Connection observer = service.database().userConnection();
                Statement statement = observer.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND state = 'active' AND wait_event_type = 'Lock'""")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
