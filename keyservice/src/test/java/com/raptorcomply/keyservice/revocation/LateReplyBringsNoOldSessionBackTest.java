package com.raptorcomply.keyservice.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.client.protocol.Message.Changed;
import com.raptorcomply.keyservice.client.protocol.Message.Renew;
import com.raptorcomply.keyservice.client.protocol.Message.ToGateway;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A gateway that has joined again gets changes under its new session, even when a late renewal of the old one
 * completes.
 */
@Timeout(60)
class LateReplyBringsNoOldSessionBackTest {
    private final LeaseDatabase database = new LeaseDatabase();
    private final List<ToGateway> sent = new CopyOnWriteArrayList<>();
    private final GatewayLeaseSession stream = new GatewayLeaseSession(
            database.leases,
            Replica.SETTINGS,
            new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN])),
            message -> {
                sent.add(message);
                return Future.succeededFuture();
            });

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void sinceTheLatestMessageNamesTheSession() {
        String before = LeaseDatabase.session();
        String after = LeaseDatabase.session();
        Await.result(stream.receive(LeaseDatabase.join(before)));
        SqlConnection holding = hold(before);

        Future<Void> renewed = stream.receive(new Renew(before, 1, 0));
        Await.result(stream.receive(LeaseDatabase.join(after)));
        Await.result(holding.query("ROLLBACK").execute());
        Await.result(renewed);
        stream.push("epoch", List.of(new Change(1, Subject.secret("secret"))));

        assertThat(sent.get(sent.size() - 1)).isInstanceOf(Changed.class);
        assertThat(sent.get(sent.size() - 1).session()).isEqualTo(after);
    }

    /** Locks the row, so that its next renewal waits. */
    private SqlConnection hold(String session) {
        SqlConnection connection = Await.result(database.postgres.pool().getConnection());
        Await.result(connection.query("BEGIN").execute());
        Await.result(connection
                .preparedQuery("SELECT 1 FROM gateway_lease WHERE session = $1 FOR UPDATE")
                .execute(Tuple.of(session)));
        return connection;
    }
}
