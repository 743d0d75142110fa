package com.raptorcomply.keyservice.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.client.grant.Subject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The key service pushes a change to each gateway once the database notifies it, and meters count the push. */
@Timeout(60)
class ChangesArePushedAtOnceTest {
    /** Long enough that the gateway keeps its session on a busy machine. */
    private static final long PATIENT_MILLIS = 20_000;

    private final LeaseDatabase database = new LeaseDatabase();
    private final Replica replica = new Replica(database, Replica.settings(PATIENT_MILLIS));
    private final StreamingGateway gateway = new StreamingGateway(replica);

    @AfterEach
    void close() {
        gateway.close();
        replica.close();
        database.close();
    }

    @Test
    void byNotification() {
        Await.until("the replica listens", () -> gauge("listening") == 1);
        assertThat(gauge("streams")).isOne();
        double noticed = count("changes", "source", "notification");

        replica.revoke(database.organization(), Subject.key(UUID.randomUUID()));

        Await.until("one push is sent", () -> count("pushes", "outcome", "sent") == 1);
        assertThat(count("changes", "source", "notification") + count("changes", "source", "poll"))
                .isEqualTo(noticed + 1);
        assertThat(count("pushes", "outcome", "withheld")).isZero();
    }

    private double gauge(String name) {
        return replica.meters.get("revocation.feed." + name).gauge().value();
    }

    private double count(String name, String tag, String value) {
        return replica.meters
                .get("revocation.feed." + name)
                .tag(tag, value)
                .counter()
                .count();
    }
}
