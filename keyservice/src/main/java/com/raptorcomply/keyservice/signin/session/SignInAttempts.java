package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.user.email.EmailAddress;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Counts and slows attempts to sign in (NIST SP 800-63B-4 section 3.2.2). It counts an attempt before it checks the
 * password, so that parallel guesses are counted too. Past a number of free attempts the wait doubles each time, up to
 * a bound. The waits start early for one account from one address, late for an address or an account alone.
 *
 * <p>Failures of strangers do not slow down the user. A browser with which the account has signed in before has a count
 * of its own. From a known address the account's own count is not used.
 */
public final class SignInAttempts {
    private static final int WINDOW_HOURS = 24;

    private static final String COUNT = """
            INSERT INTO sign_in_attempt AS a (subject, attempts, last_at, next_at) VALUES ($1, 1, now(), now()) \
            ON CONFLICT (subject) DO UPDATE SET \
              attempts = CASE WHEN a.last_at < now() - make_interval(hours => $4) THEN 1 ELSE a.attempts + 1 END, \
              last_at = now(), \
              next_at = now() + make_interval(secs => CASE \
                WHEN a.last_at < now() - make_interval(hours => $4) OR a.attempts < $2 THEN 0 \
                ELSE least($3::int, power(2, least(a.attempts - $2, 20))) END) \
            WHERE a.next_at <= now() RETURNING attempts""";

    private static final String WAIT =
            "SELECT ceil(extract(epoch FROM next_at - now()))::int AS seconds FROM sign_in_attempt WHERE subject = $1";

    private static final String FORGET = "DELETE FROM sign_in_attempt WHERE subject = $1";
    private static final String FORGIVE_ONE =
            "UPDATE sign_in_attempt SET attempts = greatest(attempts - 1, 0), next_at = now() WHERE subject = $1";
    private static final String PRUNE =
            "DELETE FROM sign_in_attempt WHERE last_at < now() - make_interval(hours => $1)";

    private final Pool pool;
    private final SignInMeters meters;

    SignInAttempts(Pool pool, MeterRegistry registry) {
        this.pool = pool;
        this.meters = new SignInMeters(registry);
    }

    /** Returns the counters of the outcomes. */
    public SignInMeters meters() {
        return meters;
    }

    /**
     * An attempt that was counted.
     *
     * @param forgiven the counts from which a success removes one attempt
     * @param forgotten the counts that a success resets
     */
    public record Counted(List<Limit> forgiven, List<Limit> forgotten) {}

    Future<Counted> count(String email, SignInSource origin) {
        return KnownSignInSources.find(pool, email, origin).compose(known -> {
            if (known.device()) {
                Limit device = ofAccountOn(email, origin.device());
                return count(device).map(new Counted(List.of(), List.of(device)));
            }
            return known.address() ? countHere(email, origin.address()) : countAnywhere(email, origin.address());
        });
    }

    private Future<Counted> countHere(String email, String address) {
        Limit here = ofAccountAt(email, address);
        return count(ofAddress(address))
                .compose(allowed -> count(here))
                .map(new Counted(List.of(ofAddress(address)), List.of(here)));
    }

    /**
     * Counts an attempt from an unknown source. If only the account's limit refuses it, the attempt is removed from the
     * count of the account at this address, because strangers may have caused that limit and this count has far longer
     * waits.
     */
    private Future<Counted> countAnywhere(String email, String address) {
        Limit here = ofAccountAt(email, address);
        Limit account = ofAccount(email);
        return count(ofAddress(address))
                .compose(allowed -> count(here))
                .compose(allowed -> count(account)
                        .recover(refused -> forgiveOne(here).compose(back -> Future.failedFuture(refused))))
                .map(new Counted(List.of(ofAddress(address)), List.of(here, account)));
    }

    /** Counts an attempt of a user who has a session to prove the password again; fails with 429 if it comes too soon. */
    public Future<Counted> countInSession(UUID userId) {
        Limit limit = new Limit(subject("session of account", userId.toString()), 5, 900);
        return count(limit).map(new Counted(List.of(), List.of(limit)));
    }

    /** Counts an attempt that names no account; fails with 429 if it comes too soon. */
    public Future<Void> count(String address) {
        return count(ofAddress(address));
    }

    /** Removes a successful attempt that named no account from the count. */
    public Future<Void> succeeded(String address) {
        return forgiveOne(ofAddress(address));
    }

    /** Applies the success of an attempt with the right password to its counts. */
    public Future<Void> succeeded(Counted counted) {
        Future<Void> forgiven = Future.succeededFuture();
        for (Limit limit : counted.forgiven()) {
            forgiven = forgiven.compose(done -> forgiveOne(limit));
        }
        List<Tuple> forgotten = counted.forgotten().stream()
                .map(limit -> Tuple.of(limit.subject()))
                .toList();
        return forgiven.compose(done -> pool.preparedQuery(FORGET).executeBatch(forgotten))
                .mapEmpty();
    }

    /** Deletes counts that no longer apply. */
    Future<Void> prune() {
        return pool.preparedQuery(PRUNE).execute(Tuple.of(WINDOW_HOURS)).mapEmpty();
    }

    private Future<Void> count(Limit limit) {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(limit.subject(), limit.free(), limit.delaySecondsMax(), WINDOW_HOURS))
                .compose(rows -> rows.size() > 0 ? Future.succeededFuture() : refuse(limit));
    }

    private Future<Void> forgiveOne(Limit limit) {
        return pool.preparedQuery(FORGIVE_ONE)
                .execute(Tuple.of(limit.subject()))
                .mapEmpty();
    }

    private Future<Void> refuse(Limit limit) {
        return pool.preparedQuery(WAIT).execute(Tuple.of(limit.subject())).compose(rows -> {
            int seconds = rows.size() == 0 ? 1 : rows.iterator().next().getInteger("seconds");
            return Future.failedFuture(Problem.tooManyRequests(seconds).exception());
        });
    }

    private static Limit ofAccountAt(String email, String address) {
        return new Limit(subject("account and address", account(email) + "\n" + address), 5, 900);
    }

    private static Limit ofAccountOn(String email, Device device) {
        String digest = Base64.getEncoder().encodeToString(device.digest());
        return new Limit(subject("account and device", account(email) + "\n" + digest), 5, 900);
    }

    private static Limit ofAccount(String email) {
        return new Limit(subject("account", account(email)), 100, 30);
    }

    private static String account(String email) {
        return EmailAddress.key(email);
    }

    private static Limit ofAddress(String address) {
        return new Limit(subject("address", address), 50, 60);
    }

    private static Buffer subject(String kind, String value) {
        return Buffer.buffer(DigestUtils.sha256(kind + "\n" + value));
    }

    /**
     * One count with its delays.
     *
     * @param free the number of attempts without a delay
     * @param delaySecondsMax the longest delay between attempts
     */
    record Limit(Buffer subject, int free, int delaySecondsMax) {}
}
