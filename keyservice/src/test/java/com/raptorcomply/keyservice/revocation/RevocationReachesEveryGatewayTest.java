package com.raptorcomply.keyservice.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.revocation.Receipt.Effect;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole revocation protocol with real replicas, sockets and a real database. */
@Timeout(120)
class RevocationReachesEveryGatewayTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    /** Longer than a busy machine takes from the cut of a gateway's connection to the commit of a revocation. */
    private static final long TERM_MILLIS = 2_000;

    /** Long enough that no gateway expires on a busy machine. */
    private static final long PATIENT_MILLIS = 20_000;

    private final LeaseDatabase database = new LeaseDatabase();
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final Replica one = keep(new Replica(database, Replica.settings(TERM_MILLIS)));
    private final UUID organizationId = database.organization();
    private final Subject key = Subject.key(UUID.randomUUID());

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable part : parts) {
            part.close();
        }
        database.close();
    }

    @Test
    void theReceiptIsEffectiveOnceEveryGatewayHasEvicted() {
        Replica two = keep(new Replica(database, Replica.settings(PATIENT_MILLIS)));
        Replica three = keep(new Replica(database, Replica.settings(PATIENT_MILLIS)));
        StreamingGateway near = caching(two);
        StreamingGateway far = caching(three);

        Effect receipt = effective(one, one.revoke(organizationId, key));

        assertThat(near.cached).isEmpty();
        assertThat(far.cached).isEmpty();
        assertThat(receipt.confirmed()).isEqualTo(2);
        assertThat(receipt.expired()).isZero();
        assertThat(near.mayServe() && far.mayServe()).as("they go on serving").isTrue();
    }

    @Test
    void aGatewayThatIsCutOffIsWaitedForUntilItMayNotServe() {
        StreamingGateway gateway = caching(one);
        gateway.cutOff();

        Effect receipt = effective(one, one.revoke(organizationId, key));

        assertThat(gateway.cached).as("it never heard of it").isNotEmpty();
        assertThat(gateway.mayServe()).isFalse();
        assertThat(receipt.expired()).isEqualTo(1);
    }

    @Test
    void aShortWaitEndsPendingAndTheReceiptIsStillFinished() {
        caching(one).cutOff();
        Receipt receipt = one.revoke(organizationId, key);

        assertThat(Await.result(one.effective(receipt, Duration.ZERO)).isEffective())
                .isFalse();
        Await.until("the revocation is effective", () -> one.read(receipt.id()).isEffective());
    }

    @Test
    void anotherReplicaFinishesWhatADeadOneLeft() {
        Replica two = keep(new Replica(database));
        caching(two).cutOff();
        Receipt receipt = one.revoke(organizationId, key);
        one.close();

        Await.until("the revocation is effective on the other replica", () -> two.read(receipt.id())
                .isEffective());
    }

    @Test
    void aSilentSessionIsClosedSoThatTheNextRevocationNeedNotWait() {
        caching(one).cutOff();

        Await.untilTrue("no session is open", () -> database.leases.open().map(List::isEmpty));

        Effect receipt = effective(one, one.revoke(organizationId, key));
        assertThat(receipt.expired()).isZero();
    }

    @Test
    void aRepeatedQuestionAnswersWithTheSameReceipt() {
        caching(one);
        Receipt receipt = one.revoke(organizationId, key);
        Future<Receipt> first = one.effective(receipt, LONG);
        Future<Receipt> second = one.effective(receipt, LONG);

        assertThat(Await.result(second)).isEqualTo(Await.result(first));
    }

    @Test
    void manyAtOnceAreAllConfirmed() {
        StreamingGateway gateway = caching(keep(new Replica(database, Replica.settings(PATIENT_MILLIS))));
        List<Future<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            receipts.add(one.effective(one.revoke(organizationId, Subject.key(new UUID(0, i))), LONG));
        }

        assertThat(receipts)
                .allSatisfy(receipt ->
                        assertThat(Await.result(receipt).isEffective()).isTrue());
        assertThat(gateway.isJoined()).isTrue();
    }

    private StreamingGateway caching(Replica replica) {
        StreamingGateway gateway = keep(new StreamingGateway(replica));
        gateway.cached.add(key);
        return gateway;
    }

    private static Effect effective(Replica replica, Receipt pending) {
        return Objects.requireNonNull(
                Await.result(replica.effective(pending, LONG)).effect());
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.add(0, part);
        return part;
    }
}
