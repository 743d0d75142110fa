package com.raptorcomply.keyservice.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import io.vertx.core.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A replica that stops says so to its gateways at once, so that they renew at another one long before their leases end. */
@Timeout(60)
class StoppingReplicaEndsItsStreamsTest {
    private final LeaseDatabase database = new LeaseDatabase();
    private final Replica replica = new Replica(database);
    private final StreamingGateway gateway = new StreamingGateway(replica);

    @AfterEach
    void close() {
        gateway.close();
        replica.close();
        database.close();
    }

    @Test
    void andWaitsForNoneOfThem() {
        Future<Void> stopped = replica.stop();
        Await.until("the stream has ended", () -> gateway.endReason() != null);
        assertThat(gateway.endReason()).isEqualTo("The key service is stopping");
        Await.result(stopped);
    }
}
