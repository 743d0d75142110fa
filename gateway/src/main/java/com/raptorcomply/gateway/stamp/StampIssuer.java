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
 * Issues tenant stamps for permits, one for each choice of audiences, and reuses each for half its life. Caches a stamp only for keys
 * used twice within 45 s, because caching rarely used stamps costs more garbage collection than it saves. The fuller
 * the cache, the shorter that time. A stamp ends with its permit, because the permit holds it, and with a jump of the wall clock,
 * because upstreams compare its times with theirs. Any thread.
 */
public final class StampIssuer {
    private static final long REUSED_MILLIS = TimeUnit.SECONDS.toMillis(30);
    private static final long REUSED_NANOS = TimeUnit.MILLISECONDS.toNanos(REUSED_MILLIS);

    /** Time within which a key must be used again for its stamp to be cached. */
    private static final long OFTEN_NANOS = TimeUnit.SECONDS.toNanos(45);

    /** Bytes of a usual stamp with the fields beside it, by which larger ones are weighed. */
    private static final int USUAL_BYTES = 2 * 1024;

    private final Function<Stamp, byte[]> signer;
    private final String gatewayId;
    private final List<List<String>> audiences;
    private final DualClock clock;
    private final AtomicReferenceArray<@Nullable Entry> cached;
    private final AtomicInteger cursor = new AtomicInteger();

    private record Entry(Permit permit, int audience, StampHeaders stamp) {}

    /**
     * @param signer returns a stamp as compact JWS, in ASCII
     * @param audiences choices to which the index in {@link #issue} refers
     * @param stampsMax bound of cached stamps; a stamp takes several times the memory of its permit
     */
    public StampIssuer(
            Function<Stamp, byte[]> signer,
            String gatewayId,
            List<List<String>> audiences,
            int stampsMax,
            DualClock clock) {
        this.signer = signer;
        this.gatewayId = gatewayId;
        this.audiences = List.copyOf(audiences);
        this.clock = clock;
        this.cached = new AtomicReferenceArray<>(stampsMax);
    }

    /**
     * Returns a stamp for some audiences, cached or new.
     *
     * @param audience index of the audiences
     * @param nowNanos on the monotonic clock, read soon after the permit was granted
     */
    public StampHeaders issue(Permit permit, int audience, long nowNanos) {
        StampHeaders stamp = permit.stamp(audience);
        long wallMillis = clock.wallMillis();
        if (stamp == null || !isReusable(stamp, nowNanos, wallMillis)) {
            stamp = sign(permit.grant(), audiences.get(audience), nowNanos, wallMillis);
            if (permit.recordStamp(nowNanos) < cachedNanos(nowNanos)) {
                cache(new Entry(permit, audience, stamp));
            }
        }
        return stamp;
    }

    private static boolean isReusable(StampHeaders stamp, long nowNanos, long wallMillis) {
        long ageMillis = wallMillis - stamp.mintedAtMillis();
        return nowNanos - stamp.mintedAtNanos() < REUSED_NANOS && ageMillis >= 0 && ageMillis < REUSED_MILLIS;
    }

    /**
     * Returns how long a stamp that is cached now is likely to stay: as long as the stamp that it would replace has
     * stayed.
     */
    private long cachedNanos(long nowNanos) {
        Entry oldest = cached.get(slot(cursor.get()));
        return oldest == null
                ? OFTEN_NANOS
                : Math.min(OFTEN_NANOS, nowNanos - oldest.stamp().mintedAtNanos());
    }

    private int slot(int position) {
        return Math.floorMod(position, cached.length());
    }

    /** Caches a stamp in place of the oldest ones, as many as its size counts for. */
    private void cache(Entry next) {
        next.permit().cacheStamp(next.audience(), next.stamp());
        for (int bytes = next.stamp().lines().length(); bytes > 0; bytes -= USUAL_BYTES) {
            Entry oldest = cached.getAndSet(slot(cursor.getAndIncrement()), next);
            if (oldest != null && !oldest.equals(next)) {
                oldest.permit().removeStamp(oldest.audience(), oldest.stamp());
            }
        }
    }

    private StampHeaders sign(Grant grant, List<String> audiences, long nowNanos, long wallMillis) {
        byte[] jws = signer.apply(stamp(grant, audiences, wallMillis));
        return StampHeaders.create(jws, grant.organization().id(), grant.keyId(), nowNanos, wallMillis);
    }

    private Stamp stamp(Grant grant, List<String> audiences, long wallMillis) {
        long issuedAt = TimeUnit.MILLISECONDS.toSeconds(wallMillis);
        return new Stamp(
                gatewayId,
                audiences,
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
