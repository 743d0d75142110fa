package com.raptorcomply.gateway.keyservice;

import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.client.protocol.ClockReading;
import com.raptorcomply.keyservice.client.protocol.Fence;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import com.raptorcomply.keyservice.client.protocol.GrantInvalidation;
import com.raptorcomply.keyservice.client.protocol.LeaseTerms;
import com.raptorcomply.keyservice.client.protocol.Message.Changed;
import com.raptorcomply.keyservice.client.protocol.Message.Join;
import com.raptorcomply.keyservice.client.protocol.Message.Joined;
import com.raptorcomply.keyservice.client.protocol.Message.Rejoin;
import com.raptorcomply.keyservice.client.protocol.Message.Renew;
import com.raptorcomply.keyservice.client.protocol.Message.Renewed;
import com.raptorcomply.keyservice.client.protocol.Message.ToKeyService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A driver and its session over streams that only keep what is sent, in a time that goes on when told. */
final class DrivenSession implements LeaseSessionDriver.Host, GrantInvalidation {
    static final long TERM_MILLIS = 1_000;
    private static final String EPOCH = "epoch-1";
    private static final TagKeys TAG_KEYS = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));

    private record Step(long atMillis, long number, Runnable run) {}

    /** A stream that is open as long as nobody closes it. */
    static final class Way implements LeaseSessionDriver.Way {
        final List<ToKeyService> sent = new ArrayList<>();
        boolean closed;

        @Override
        public void send(ToKeyService message) {
            sent.add(message);
        }

        @Override
        public void close() {
            closed = true;
        }

        List<Renew> renewals() {
            return sent.stream()
                    .filter(Renew.class::isInstance)
                    .map(Renew.class::cast)
                    .toList();
        }

        List<Join> joins() {
            return sent.stream()
                    .filter(Join.class::isInstance)
                    .map(Join.class::cast)
                    .toList();
        }

        Renew lastRenewal() {
            return renewals().get(renewals().size() - 1);
        }
    }

    final GatewaySession session = new GatewaySession(new Fence(this, 100));
    final LeaseSessionDriver driver = new LeaseSessionDriver(session, this, new Random(1));
    final List<LeaseSessionDriver.Cause> causes = new ArrayList<>();
    private final PriorityQueue<Step> steps = new PriorityQueue<>((one, other) -> one.atMillis() == other.atMillis()
            ? Long.compare(one.number(), other.number())
            : Long.compare(one.atMillis(), other.atMillis()));
    private long nowMillis;
    private long numbers;
    private long head = 1;
    int connecting;
    Way current = new Way();

    /** A driver whose first stream has joined. */
    static DrivenSession joined() {
        DrivenSession driven = new DrivenSession();
        driven.driver.start();
        driven.answerJoin(driven.open());
        return driven;
    }

    /** Opens the stream that the driver has asked for. */
    Way open() {
        if (connecting == 0) {
            throw new IllegalStateException("No stream is wanted");
        }
        connecting--;
        current = new Way();
        driver.opened(current);
        return current;
    }

    void answerJoin(Way way) {
        String id = way.joins().get(way.joins().size() - 1).session();
        driver.received(way, new Joined(id, EPOCH, head, LeaseTerms.of(TERM_MILLIS, 0), TAG_KEYS, 1));
    }

    void grant(Way way, Renew renewal) {
        driver.received(way, new Renewed(renewal.session(), renewal.request(), EPOCH, renewal.applied(), List.of(), 1));
    }

    void refuse(Way way, Renew renewal) {
        driver.received(way, new Rejoin(renewal.session(), "The session's row is not open"));
    }

    /** Tells of the next change. */
    void push(Way way) {
        String id = way.joins().isEmpty()
                ? way.lastRenewal().session()
                : way.joins().get(way.joins().size() - 1).session();
        Change change = new Change(++head, Subject.secret("secret"));
        driver.received(way, new Changed(id, EPOCH, List.of(change)));
    }

    /** Lets time go by. */
    void pass(long millis) {
        long end = nowMillis + millis;
        while (!steps.isEmpty() && steps.peek().atMillis() <= end) {
            Step step = steps.remove();
            nowMillis = step.atMillis();
            step.run().run();
        }
        nowMillis = end;
    }

    /** Time goes by while nothing runs; what was due then runs once, late. */
    void pause(long millis) {
        nowMillis += millis;
        long end = nowMillis;
        List<Step> due = new ArrayList<>();
        while (!steps.isEmpty() && steps.peek().atMillis() <= end) {
            due.add(steps.remove());
        }
        due.forEach(step -> step.run().run());
    }

    long nowMillis() {
        return nowMillis;
    }

    boolean holds() {
        return session.lease().holds(now().monotonicNanos(), now().wallMillis());
    }

    @Override
    public ClockReading now() {
        return new ClockReading(TimeUnit.MILLISECONDS.toNanos(nowMillis), nowMillis);
    }

    @Override
    public void after(long millis, Runnable step) {
        steps.add(new Step(nowMillis + millis, numbers++, step));
    }

    @Override
    public void connect() {
        connecting++;
    }

    @Override
    public Join join() {
        return session.join("session-" + numbers++, "gateway", 0, null, now());
    }

    @Override
    public void joined(Joined joined) {}

    @Override
    public void ended(boolean silent) {}

    @Override
    public void renewing(LeaseSessionDriver.Cause cause) {
        causes.add(cause);
    }

    @Override
    public void evict(Subject subject) {}

    @Override
    public void evictAll() {}

    @Override
    public void warm(List<Grant> grants, ClockReading asked) {}
}
