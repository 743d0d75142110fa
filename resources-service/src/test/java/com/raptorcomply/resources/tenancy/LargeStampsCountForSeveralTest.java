package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.UnderTest;
import com.raptorcomply.resources.keyservice.KeyServiceClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stamp cache has a bound in memory, not only in number: a stamp with many places counts as ten. */
class LargeStampsCountForSeveralTest {
    private static final int REMEMBERED_MAX = 100;
    private static final int STAMPS = 60;

    private final UnderTest service = UnderTest.shared();
    private final KeyServiceClient keyService = service.keyService();
    private final StampAuthenticator tenants =
            new StampAuthenticator(service.vertx(), keyService, Clock.systemUTC(), REMEMBERED_MAX);

    @AfterEach
    void close() {
        Await.result(keyService.close());
    }

    @Test
    void soFewerAreRemembered() {
        List<UUID> places = Stream.generate(UUID::randomUUID).limit(290).toList();
        Caller caller = Caller.ofNewOrganization()
                .withRestrictions(new Stamp.Restriction(places, List.of(), List.of(), List.of()));
        long now = Instant.now().getEpochSecond();

        for (int i = 0; i < STAMPS; i++) {
            Stamp stamp = caller.claims(Stamp.AUDIENCE_RESOURCES, now, Stamp.LIFE_SECONDS_MAX);
            Await.result(tenants.of(service.signer().mint(numbered(stamp, i))));
        }

        assertThat(tenants.size()).isBetween(1L, REMEMBERED_MAX / 8L);
    }

    private static Stamp numbered(Stamp stamp, long sequence) {
        return new Stamp(
                stamp.issuer(),
                stamp.audiences(),
                stamp.issuedAtSeconds(),
                stamp.expiresAtSeconds(),
                stamp.organizationId(),
                stamp.organizationName(),
                stamp.keyId(),
                stamp.keyName(),
                stamp.kind(),
                stamp.role(),
                stamp.ownerUserId(),
                stamp.actor(),
                stamp.permissions(),
                stamp.restrictions(),
                sequence);
    }
}
