package com.raptorcomply.keyservice.client.protocol;

import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.grant.Verdict.Reason;
import com.raptorcomply.keyservice.client.grant.Verdict.Refused;
import com.raptorcomply.keyservice.client.grant.Verification;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.client.protocol.Message.Joined;
import com.raptorcomply.keyservice.client.protocol.Message.Renew;
import com.raptorcomply.keyservice.client.protocol.Message.Renewed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A gateway for tests: a session, its fence, a cache of subjects, and whether the lease held at each eviction. */
final class Gateway implements GrantInvalidation {
    static final LeaseTerms TERMS = LeaseTerms.of(5_000, 1_000);
    static final String EPOCH = "e1";

    final List<Subject> cached = new ArrayList<>();
    final List<Grant> warmed = new ArrayList<>();
    final List<Boolean> leaseAtEviction = new ArrayList<>();
    final Fence fence;
    final GatewaySession session;

    Gateway() {
        this(16);
    }

    Gateway(int changesMax) {
        fence = new Fence(this, changesMax);
        session = new GatewaySession(fence);
    }

    static Gateway joinedAt(long sequence) {
        Gateway gateway = new Gateway();
        gateway.join("s1", sequence, 0);
        return gateway;
    }

    void join(String name, long sequence, long atMillis) {
        session.join(name, "gateway-1", 0, null, at(atMillis));
        session.receive(joined(name, EPOCH, sequence));
    }

    static Joined joined(String name, String epoch, long sequence) {
        return new Joined(name, epoch, sequence, TERMS, new TagKeys('1', Map.of('1', new byte[32])), 3);
    }

    static Renewed renewed(long request, long head, Change... changes) {
        return new Renewed("s1", request, EPOCH, head, List.of(changes), 1, 0);
    }

    static Change change(long sequence) {
        return new Change(sequence, secret(sequence));
    }

    static Subject secret(long number) {
        return Subject.secret("secret" + number);
    }

    static Verification refusal(long sequence, Subject... subjects) {
        return new Verification(EPOCH, new Refused(Reason.UNKNOWN, List.of(subjects), sequence));
    }

    static ClockReading at(long millis) {
        return new ClockReading(millis * 1_000_000, 1_790_000_000_000L + millis);
    }

    Renew renewAt(long millis) {
        return session.renew(at(millis)).orElseThrow();
    }

    boolean holdsAt(long millis) {
        return holds(at(millis));
    }

    boolean holds(ClockReading now) {
        return session.lease().holds(now.monotonicNanos(), now.wallMillis());
    }

    Fence.Admission admit(Verification verification) {
        return fence.admit(
                verification, () -> cached.addAll(verification.verdict().subjects()));
    }

    @Override
    public void evict(Subject subject) {
        cached.remove(subject);
        leaseAtEviction.add(holdsAt(5_500));
    }

    @Override
    public void evictAll() {
        cached.clear();
        warmed.clear();
    }

    @Override
    public void warm(List<Grant> grants, ClockReading sentAt) {
        warmed.addAll(grants);
    }
}
