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

/** Test fixture: a driver and its session over streams that record what is sent, on a clock that the test moves. */
final class DrivenSession implements LeaseSessionDriver.Host, GrantInvalidation {
    static final long TERM_MILLIS = 1_000;
    private static final String EPOCH = "epoch-1";
    private static final TagKeys TAG_KEYS = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));

    private record Step(long atMillis, long number, Runnable run) {}

    /** A stream that stays open until it is closed. */
    static final class LeaseStream implements LeaseSessionDriver.LeaseStream {
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
    LeaseStream current = new LeaseStream();

    /** Creates a driver whose first stream has joined. */
    static DrivenSession joined() {
        DrivenSession driven = new DrivenSession();
        driven.driver.start();
        driven.answerJoin(driven.open());
        return driven;
    }

    /** Opens the stream that the driver has requested. */
    LeaseStream open() {
        if (connecting == 0) {
            throw new IllegalStateException("The driver has not requested a stream");
        }
        connecting--;
        current = new LeaseStream();
        driver.opened(current);
        return current;
    }

    void answerJoin(LeaseStream stream) {
        String id = stream.joins().get(stream.joins().size() - 1).session();
        driver.received(stream, new Joined(id, EPOCH, head, LeaseTerms.of(TERM_MILLIS, 0), TAG_KEYS, 1));
    }

    void grant(LeaseStream stream, Renew renewal) {
        driver.received(
                stream, new Renewed(renewal.session(), renewal.request(), EPOCH, renewal.applied(), List.of(), 1, 0));
    }

    void refuse(LeaseStream stream, Renew renewal) {
        driver.received(stream, new Rejoin(renewal.session(), "The session's row is not open"));
    }

    void push(LeaseStream stream) {
        String id = stream.joins().isEmpty()
                ? stream.lastRenewal().session()
                : stream.joins().get(stream.joins().size() - 1).session();
        Change change = new Change(++head, Subject.secret("secret"));
        driver.received(stream, new Changed(id, EPOCH, List.of(change)));
    }

    /** Moves the clock and runs the timers. */
    void pass(long millis) {
        long end = nowMillis + millis;
        while (!steps.isEmpty() && steps.peek().atMillis() <= end) {
            Step step = steps.remove();
            nowMillis = step.atMillis();
            step.run().run();
        }
        nowMillis = end;
    }

    /** Moves the clock as if the process were paused: timers that were due then run once, late. */
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
