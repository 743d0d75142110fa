package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.service.MetricsDocument;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An organization is answered while far more requests of another one than there are connections wait for a table that is
 * locked. The requests that waited are answered afterwards.
 */
@Timeout(120)
class FloodOfOneOrganizationHoldsUpNoOtherTest {
    private static final int CONNECTIONS = 4;
    private static final int FLOOD = 10 * CONNECTIONS;

    private final UnderTest service = new UnderTest(PostgresServer.shared())
            .start(Map.of(
                    "database.poolSize",
                    CONNECTIONS,
                    "database.acquireTimeout",
                    "20s",
                    "database.statementTimeout",
                    "5m"));
    private final HttpClient client =
            service.vertx().createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(FLOOD + 1));
    private final Caller flooding = Caller.of(service, UUID.randomUUID());
    private final Caller other = Caller.of(service, UUID.randomUUID());
    private Connection holder;

    @BeforeEach
    void lockTheTable() throws SQLException {
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
    void wholeLists() throws SQLException {
        otherIsAnsweredDuring("/cyber-assets", "list");
    }

    @Test
    void largePages() throws SQLException {
        otherIsAnsweredDuring("/cyber-assets?limit=1000", "list");
    }

    @Test
    void records() throws SQLException {
        otherIsAnsweredDuring("/cyber-assets/" + UUID.randomUUID(), "record");
    }

    private void otherIsAnsweredDuring(String path, String use) throws SQLException {
        List<Future<HttpClientResponse>> flood =
                IntStream.range(0, FLOOD).mapToObj(i -> begin(flooding, path)).toList();
        Await.until("the flood waits", () -> waiting(use) >= FLOOD - CONNECTIONS);

        assertThat(other.get("/facilities?limit=1").status()).isEqualTo(200);
        assertThat(other.get("/facilities").status()).isEqualTo(200);
        assertThat(flood).noneMatch(Future::isComplete);

        holder.rollback();
        assertThat(flood).allMatch(response -> Await.result(response).statusCode() != 503);
    }

    private double waiting(String use) {
        return MetricsDocument.scrape(service.service().managementPort())
                .lines()
                .filter(line -> line.startsWith("postgres_queue_waiting{use=\"" + use + "\"} "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }

    private Future<HttpClientResponse> begin(Caller caller, String path) {
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(caller.url() + path)
                        .putHeader(Stamp.HEADER, caller.stamp()))
                .compose(request -> request.send());
    }
}
