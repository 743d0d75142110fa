package com.raptorcomply.gateway.auth;

import com.raptorcomply.gateway.http.RequestHead;
import com.raptorcomply.gateway.http.RequestHeaderFilter;
import com.raptorcomply.gateway.ratelimit.LimitsConfig;
import com.raptorcomply.gateway.ratelimit.LimitsConfig.OwnerLimitConfig;
import com.raptorcomply.gateway.ratelimit.LimitsConfig.RateLimitConfig;
import com.raptorcomply.gateway.ratelimit.LocalRateLimiter;
import com.raptorcomply.gateway.ratelimit.RateLimitResult;
import com.raptorcomply.gateway.stamp.StampIssuer;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.stamp.StampSigner;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Measures each step of a request with a cached key. {@code deploy/bench/parts} runs it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PartsBenchmark {
    private static final int PRESENTED = 1 << 12;
    private static final int MANY = 1_000_000_000;
    private static final OwnerLimitConfig OWNERS = new OwnerLimitConfig(MANY, Duration.ofMinutes(1), MANY, 1);
    private static final RateLimitConfig ADDRESSES = new RateLimitConfig(MANY, Duration.ofMinutes(1), MANY);

    /** The keys in the cache. The requests use as many different ones, up to some thousands. */
    @Param({"1", "1000000"})
    int keys;

    private final SplittableRandom random = new SplittableRandom(7);
    private final MultiMap fields = MultiMap.caseInsensitiveMultiMap()
            .add(AsciiString.cached("Host"), "gateway.example")
            .add(AsciiString.cached("User-Agent"), "acme-sdk/1.2")
            .add(AsciiString.cached("Accept"), "application/json")
            .add(AsciiString.cached("X-Request-Id"), "4f1d2c3b-5a69-4788-9d0e-0f1e2d3c4b5a")
            .add(AsciiString.cached("X-Tenant-Id"), "forged");
    private String[] presented = {};
    private Permit[] permits = {};
    private GrantCache grants = cache(1);
    private StampIssuer stamps = stamps();
    private long minutes;
    private LocalRateLimiter quota = quota();
    private HttpServerRequest request = request(fields);
    private RequestHead head = RequestHead.read(request);

    @Setup
    public void fill() {
        grants = cache(keys);
        SyntheticGrants synthetic = new SyntheticGrants();
        presented = new String[Math.min(keys, PRESENTED)];
        permits = new Permit[presented.length];
        int apart = keys / presented.length;
        for (int i = 0; i < keys; i++) {
            String key = synthetic.next(grants);
            if (i % apart == 0 && i / apart < presented.length) {
                presented[i / apart] = key;
                permits[i / apart] = (Permit) lookup(key);
            }
        }
        fields.add(AsciiString.cached("X-API-Key"), presented[0]);
        request = request(fields);
        head = RequestHead.read(request);
    }

    /** Measures the steps from the header's text to the permit: format, checksum, SHA-256, look-up, comparison. */
    @Benchmark
    public Decision parseDigestLookUp() {
        return lookup(presented[next()]);
    }

    @Benchmark
    public StampHeaders stampUsedAgain() {
        return stamps.issue(permits[next()], 0, System.nanoTime());
    }

    /** Mints a stamp each time, because each request comes a minute after the previous one. */
    @Benchmark
    public StampHeaders stampMinted() {
        return stamps.issue(permits[0], 0, TimeUnit.MINUTES.toNanos(++minutes));
    }

    @Benchmark
    public RateLimitResult limiter() {
        return quota.take(permits[next()], null, System.nanoTime());
    }

    @Benchmark
    public RequestHead headRead() {
        return RequestHead.read(request);
    }

    @Benchmark
    public void headerFilter(Blackhole hole) {
        RequestHeaderFilter.each(head, fields, false, (name, value) -> hole.consume(value));
    }

    private Decision lookup(String key) {
        PresentedKey.Wellformed parsed = (PresentedKey.Wellformed) PresentedKey.parse(key);
        Decision known = grants.lookup(parsed.secret(), parsed.digest(), null, System.nanoTime());
        if (known == null) {
            throw new IllegalStateException("A key that was put into the cache is not there");
        }
        return known;
    }

    private int next() {
        return presented.length == 1 ? 0 : random.nextInt(presented.length);
    }

    private static GrantCache cache(int keys) {
        return new GrantCache(new CacheConfig(keys, 1, 1, Duration.ofSeconds(1)), DualClock.SYSTEM);
    }

    private static StampIssuer stamps() {
        return new StampIssuer(
                StampSigner.create(new SecureRandom())::mintAscii,
                "gateway",
                List.of(List.of("resources")),
                PRESENTED,
                DualClock.SYSTEM);
    }

    private static LocalRateLimiter quota() {
        return new LocalRateLimiter(
                new LimitsConfig(OWNERS, OWNERS, Map.of(), ADDRESSES, ADDRESSES, PRESENTED, true, null), () -> 1);
    }

    /** Implements only the parts that {@link RequestHead} reads. */
    private static HttpServerRequest request(MultiMap fields) {
        return (HttpServerRequest) Proxy.newProxyInstance(
                HttpServerRequest.class.getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (proxy, method, arguments) -> method.getName().equals("headers") ? fields : HttpVersion.HTTP_1_1);
    }
}
