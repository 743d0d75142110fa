package com.raptorcomply.gateway.auth;

import com.raptorcomply.keyservice.client.grant.Verdict;
import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.client.key.SecretId;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.client.protocol.Fence.Admission;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a key lets a request pass: from memory under a lease, else by asking the key service. When the key
 * service cannot be asked the decision is a denial that says why, never a refusal of the key. Any thread.
 */
public final class KeyAuthenticator {
    private final LeaseView standing;
    private final GrantCache grants;
    private final KeyVerifier keyService;
    private final DualClock clock;
    private final int attemptsMax;
    private final SingleFlight flights;
    private final VerificationFailures failures;

    /** Answers on the event loop that asks. */
    public KeyAuthenticator(
            Vertx vertx,
            LeaseView standing,
            GrantCache grants,
            KeyVerifier keyService,
            DualClock clock,
            VerificationConfig settings) {
        this(() -> loop(vertx.getOrCreateContext()), standing, grants, keyService, clock, settings);
    }

    /** @param loop where whoever asks wants the answer */
    public KeyAuthenticator(
            Supplier<Executor> loop,
            LeaseView standing,
            GrantCache grants,
            KeyVerifier keyService,
            DualClock clock,
            VerificationConfig settings) {
        this.standing = standing;
        this.grants = grants;
        this.keyService = keyService;
        this.clock = clock;
        this.attemptsMax = settings.attemptsMax();
        this.failures = new VerificationFailures(clock);
        this.flights = new SingleFlight(loop, settings, this::ask);
    }

    private static Executor loop(Context context) {
        return step -> context.runOnContext(run -> step.run());
    }

    /**
     * The decision that needs nobody else: time is read first, then the lease, then the entry (Revocation: Order of a
     * decision). Null when the key service must be asked with {@link #verify}.
     *
     * @param actsAs the user that the key is to act as; null for the key by itself
     */
    public @Nullable Decision recall(PresentedKey.Wellformed key, @Nullable UUID actsAs) {
        return recall(key, actsAs, clock.monotonicNanos(), clock.wallMillis());
    }

    /** The same, where both clocks were read for this request already, and after its head was complete. */
    public @Nullable Decision recall(
            PresentedKey.Wellformed key, @Nullable UUID actsAs, long monotonicNanos, long wallMillis) {
        if (standing.leaseHolds(monotonicNanos, wallMillis)) {
            Decision known = grants.recall(key.secret(), key.digest(), actsAs, monotonicNanos);
            if (known != null) {
                return known;
            }
        }
        TagKeys tagKeys = standing.tagKeys();
        return tagKeys == null || tagKeys.verify(key) ? null : Denial.INVALID;
    }

    /** Asks the key service, together with all others who ask the same. Completes on the caller's event loop. */
    public Future<Decision> verify(PresentedKey.Wellformed key, @Nullable UUID actsAs) {
        boolean leased = standing.leaseHolds(clock.monotonicNanos(), clock.wallMillis());
        return flights.join(VerificationRequest.of(key, actsAs), leased, () -> recall(key, actsAs));
    }

    /** Whose a key is, by what is remembered of it; null when that is nothing. For telling, never for deciding. */
    public @Nullable UUID organizationOf(PresentedKey.Wellformed key) {
        return grants.organizationOf(key.secretId(), key.digest());
    }

    /** Questions under way. */
    public int inFlight() {
        return flights.inFlight();
    }

    /** Never fails: what nobody foresaw is a denial, too, and its flight ends. */
    private Future<Decision> ask(VerificationRequest question, Runnable close) {
        return Future.succeededFuture()
                .compose(begun -> ask(question, close, 1))
                .otherwise(failures::denial);
    }

    /**
     * Asks, and lets the answer pass the fence, with a lease or without: a request that arrived later, under a lease, may
     * share it. In the step that passes it the flight is closed, so that nobody shares an answer that has passed already
     * (Revocation: Fence); first it is remembered, so that who finds no flight any more finds the entry.
     */
    private Future<Decision> ask(VerificationRequest question, Runnable close, int attempt) {
        long askedAtNanos = clock.monotonicNanos();
        boolean leased = standing.leaseHolds(askedAtNanos, clock.wallMillis());
        return keyService
                .verify(question)
                .compose(
                        answer -> {
                            Answered answered = new Answered(answer.verdict(), askedAtNanos);
                            Admission admission = standing.admit(answer, () -> {
                                answered.pass(question, leased);
                                close.run();
                            });
                            if (admission == Admission.ADMITTED) {
                                return Future.succeededFuture(answered.decision);
                            }
                            return attempt < attemptsMax
                                    ? ask(question, close, attempt + 1)
                                    : Future.succeededFuture(failures.stale(attempt));
                        },
                        cause -> {
                            close.run(); // first: who arrives after the look into memory must not share its result
                            return Future.succeededFuture(withoutKeyService(question, failures.denial(cause)));
                        });
    }

    /** Revocation: Lease lost. With a declared grace, what was known goes on being used; else nobody can tell. */
    private Decision withoutKeyService(VerificationRequest asked, Denial reason) {
        long nanos = clock.monotonicNanos();
        Decision known = standing.graceHolds(nanos, clock.wallMillis())
                ? grants.recall(SecretId.of(asked.secretId()), asked.digest(), asked.actsAs(), nanos)
                : null;
        return known == null ? reason : known;
    }

    /** An answer on its way to becoming a decision. */
    private final class Answered {
        private final Verdict verdict;
        private final long askedAtNanos;
        private Decision decision = Denial.VERIFICATION_STALE;

        Answered(Verdict verdict, long askedAtNanos) {
            this.verdict = verdict;
            this.askedAtNanos = askedAtNanos;
        }

        void pass(VerificationRequest question, boolean remembered) {
            if (remembered) {
                remember(question);
            } else {
                decision = unremembered();
            }
        }

        /** Good for the requests that asked, and for nobody else: their question left after they arrived. */
        private Decision unremembered() {
            return verdict instanceof Verdict.Granted granted
                    ? grants.permitOnce(granted.grant(), askedAtNanos)
                    : denial((Verdict.Refused) verdict);
        }

        private void remember(VerificationRequest question) {
            if (verdict instanceof Verdict.Granted granted) {
                Permit permit = grants.fill(granted.grant(), askedAtNanos);
                decision = permit.isExpired(clock.monotonicNanos()) ? Denial.EXPIRED : permit;
            } else {
                Verdict.Refused refused = (Verdict.Refused) verdict;
                Denial denial = denial(refused);
                grants.refuse(question, denial, refused);
                decision = denial;
            }
        }

        private Denial denial(Verdict.Refused refused) {
            return switch (refused.reason()) {
                case EXPIRED -> Denial.EXPIRED;
                case FORBIDDEN -> Denial.IMPERSONATION_DENIED;
                case UNKNOWN, REVOKED -> Denial.INVALID;
            };
        }
    }
}
