package com.raptorcomply.keyservice.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Each join and renewal tells a gateway the number of open rows over all replicas, because the gateway divides rate
 * limits by it.
 */
@Timeout(120)
class GatewaysKnowHowManyTheyAreTest {
    /** Longer than a busy machine delays a gateway's renewal. */
    private static final RevocationSettings SETTINGS = Replica.settings(2_000);

    private final LeaseDatabase database = new LeaseDatabase();
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final Replica one = keep(new Replica(database, SETTINGS));
    private final Replica two = keep(new Replica(database, SETTINGS));

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable part : parts) {
            part.close();
        }
        database.close();
    }

    @Test
    void throughWhicheverReplica() {
        StreamingGateway first = keep(new StreamingGateway(one));
        assertThat(first.gateways()).isEqualTo(1);

        StreamingGateway second = keep(new StreamingGateway(two));
        assertThat(second.gateways()).as("with its join").isEqualTo(2);
        Await.until("the first gateway knows of two", () -> first.gateways() == 2);
    }

    @Test
    void andOneThatIsGoneCountsNoMoreOnceItsRowIsClosed() {
        StreamingGateway first = keep(new StreamingGateway(one));
        StreamingGateway second = keep(new StreamingGateway(two));
        Await.until("the first gateway knows of two", () -> first.gateways() == 2);

        second.cutOff();
        Await.until("the first gateway knows that it is alone", () -> first.gateways() == 1);
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.add(0, part);
        return part;
    }
}
