package com.raptorcomply.gateway.stamp;

import com.raptorcomply.gateway.auth.DualClock;
import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.auth.StampHeaders;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Restriction;
import com.raptorcomply.keyservice.stamp.Stamp;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Mints the tenant stamps of permits, one for each audience, and reuses each for half its life. Only a permit that needed
 * another one lately has its stamp kept, the more lately the more of them are wanted: a stamp that waits for a use that does
 * not come costs the collector more than it spares. A stamp goes with its permit: what evicts the one ends the other. Any thread.
 */
public final class StampIssuer {
    private static final long REUSED_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** One of a key that comes every 15 s or oftener is followed by the next within so long. */
    private static final long OFTEN_NANOS = TimeUnit.SECONDS.toNanos(45);

    /** What the largest of most keys' stamps takes, with the fields beside it. */
    private static final int USUAL_BYTES = 2 * 1024;

    private final Function<Stamp, byte[]> signing;
    private final String gatewayId;
    private final List<String> audiences;
    private final DualClock clock;
    private final AtomicReferenceArray<@Nullable Kept> kept;
    private final AtomicInteger turn = new AtomicInteger();

    private record Kept(Permit permit, int audience, StampHeaders stamp) {}

    /**
     * @param signing a stamp as compact JWS, in ASCII
     * @param audiences every name that {@link #of} may be asked for, by index
     * @param stampsMax kept at once; a stamp is several times as large as its permit, and most keys are seldom used
     */
    public StampIssuer(
            Function<Stamp, byte[]> signing, String gatewayId, List<String> audiences, int stampsMax, DualClock clock) {
        this.signing = signing;
        this.gatewayId = gatewayId;
        this.audiences = List.copyOf(audiences);
        this.clock = clock;
        this.kept = new AtomicReferenceArray<>(stampsMax);
    }

    /**
     * The stamp that an upstream of this audience believes.
     *
     * @param nowNanos on the monotonic clock, not much longer ago than the permit was given
     */
    public StampHeaders of(Permit permit, int audience, long nowNanos) {
        StampHeaders minted = permit.stamp(audience);
        if (minted == null || nowNanos - minted.mintedAtNanos() >= REUSED_NANOS) {
            minted = mint(permit.grant(), audiences.get(audience), nowNanos);
            if (permit.minted(nowNanos) < keptNanos(nowNanos)) {
                keep(new Kept(permit, audience, minted));
            }
        }
        return minted;
    }

    /** How long a stamp that is kept now is likely to stay: as long as the one has stayed whose place it takes. */
    private long keptNanos(long nowNanos) {
        Kept oldest = kept.get(place(turn.get()));
        return oldest == null
                ? OFTEN_NANOS
                : Math.min(OFTEN_NANOS, nowNanos - oldest.stamp().mintedAtNanos());
    }

    private int place(int ofTurn) {
        return Math.floorMod(ofTurn, kept.length());
    }

    /** In place of those that were minted longest ago, as many as it is as large as. */
    private void keep(Kept next) {
        next.permit().keep(next.audience(), next.stamp());
        for (int bytes = next.stamp().lines().length(); bytes > 0; bytes -= USUAL_BYTES) {
            Kept oldest = kept.getAndSet(place(turn.getAndIncrement()), next);
            if (oldest != null && !oldest.equals(next)) {
                oldest.permit().forget(oldest.audience(), oldest.stamp());
            }
        }
    }

    private StampHeaders mint(Grant grant, String audience, long now) {
        return StampHeaders.of(
                signing.apply(stamp(grant, audience)), grant.organization().id(), grant.keyId(), now);
    }

    private Stamp stamp(Grant grant, String audience) {
        long issuedAt = TimeUnit.MILLISECONDS.toSeconds(clock.wallMillis());
        return new Stamp(
                gatewayId,
                audience,
                issuedAt,
                issuedAt + Stamp.LIFE_SECONDS_MAX,
                grant.organization().id(),
                grant.organization().name(),
                grant.keyId(),
                grant.keyName(),
                grant.kind().wireName(),
                grant.role(),
                grant.ownerUserId(),
                actor(grant),
                grant.permissions().asList(),
                grant.bounds().restrictions().stream()
                        .map(StampIssuer::restriction)
                        .toList(),
                grant.sequence());
    }

    private static Stamp.@Nullable Actor actor(Grant grant) {
        Grant.Actor actor = grant.actor();
        return actor == null ? null : new Stamp.Actor(actor.userId(), actor.name());
    }

    private static Stamp.Restriction restriction(Restriction restriction) {
        return new Stamp.Restriction(
                restriction.facilities().stream().sorted().toList(),
                restriction.controlCenters().stream().sorted().toList(),
                restriction.cyberSystems().stream().sorted().toList(),
                restriction.operations().stream().sorted().toList());
    }
}
