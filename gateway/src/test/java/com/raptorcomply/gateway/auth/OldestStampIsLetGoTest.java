package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.TestGrants;
import com.raptorcomply.gateway.stamp.StampIssuer;
import com.raptorcomply.keyservice.client.grant.GrantConstraints;
import com.raptorcomply.keyservice.client.grant.Restriction;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OldestStampIsLetGoTest {
    private static final int STAMPS_MAX = 2;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @RegisterExtension
    final AuthenticatorFixture ground = new AuthenticatorFixture();

    private final StampIssuer stamps = AuthenticatorFixture.stamps(STAMPS_MAX);

    @Test
    void pastTheBound() throws Exception {
        ground.join();
        Permit first = permit();
        Permit second = permit();
        Permit third = permit();
        StampHeaders stamp = kept(second, SECOND);
        kept(first, 2 * SECOND);

        kept(third, 3 * SECOND);

        assertThat(second.stamp(0)).as("minted first").isNull();
        assertThat(first.stamp(0)).isNotNull();
        assertThat(stamps.issue(second, 0, 4 * SECOND)).as("minted again").isNotSameAs(stamp);
    }

    @Test
    void soonerWhereTheyAreLarge() throws Exception {
        ground.join();
        StampIssuer four = AuthenticatorFixture.stamps(4);
        Permit first = permit();
        kept(four, first, SECOND);
        Permit large = largePermit();
        kept(four, large, 2 * SECOND);
        assertThat(large.stamp(0)).isNotNull();
        assertThat(first.stamp(0)).isNotNull();

        kept(four, permit(), 3 * SECOND);

        assertThat(first.stamp(0)).as("the large one takes three places").isNull();
        assertThat(large.stamp(0)).isNotNull();
    }

    private StampHeaders kept(Permit permit, long nowNanos) {
        return kept(stamps, permit, nowNanos);
    }

    private static StampHeaders kept(StampIssuer stamps, Permit permit, long nowNanos) {
        stamps.issue(permit, 0, nowNanos);
        return stamps.issue(permit, 0, nowNanos);
    }

    private Permit permit() throws Exception {
        return (Permit) ground.verify(ground.keyService().key());
    }

    private Permit largePermit() throws Exception {
        Set<UUID> places = Stream.generate(UUID::randomUUID).limit(100).collect(Collectors.toSet());
        GrantConstraints bounds =
                new GrantConstraints(List.of(new Restriction(places, Set.of(), Set.of(), Set.of())), List.of(), null);
        return (Permit) ground.verify(ground.keyService().key(grant -> TestGrants.within(grant, bounds)));
    }
}
