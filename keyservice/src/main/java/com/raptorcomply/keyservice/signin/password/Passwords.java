package com.raptorcomply.keyservice.signin.password;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and checks passwords on threads of its own, a bounded number at a time; past the bound it refuses with 503, so
 * that a flood of sign-ins takes neither the memory nor the processor of everything else.
 */
public final class Passwords {
    private static final int WAITING_MAX = 64;
    private static final int RETRY_AFTER_SECONDS = 2;

    private final WorkerExecutor workers;
    private final AtomicInteger underWay = new AtomicInteger();
    private final int underWayMax;
    /** What an unknown user's password is compared with, so that the answer takes the same time. */
    private final Future<String> nobodysHash;

    /** @param threads how many passwords are hashed at the same time, at 19 MiB each */
    public Passwords(Vertx vertx, int threads) {
        this.workers = vertx.createSharedWorkerExecutor("passwords", threads);
        this.underWayMax = threads + WAITING_MAX;
        this.nobodysHash = workers.executeBlocking(() -> Argon2id.hash("nobody's password"), false);
    }

    /** The hash to keep of a password. */
    public Future<String> hash(String password) {
        return work(() -> Argon2id.hash(password));
    }

    /** Whether this is the password; takes the same time when there is no hash, and then it is not. */
    public Future<Boolean> matches(String password, @Nullable String hash) {
        if (hash == null) {
            return nobodysHash
                    .compose(nobodys -> work(() -> Argon2id.matches(password, nobodys)))
                    .map(false);
        }
        return work(() -> Argon2id.matches(password, hash));
    }

    private <T> Future<T> work(Callable<T> work) {
        if (underWay.incrementAndGet() > underWayMax) {
            underWay.decrementAndGet();
            return Future.failedFuture(Problem.retryable(
                            ErrorCode.OVERLOADED, "Too many people are signing in just now", RETRY_AFTER_SECONDS)
                    .exception());
        }
        return workers.executeBlocking(work, false).onComplete(done -> underWay.decrementAndGet());
    }
}
