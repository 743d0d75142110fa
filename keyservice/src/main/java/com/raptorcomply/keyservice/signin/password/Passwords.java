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
 * Hashes and checks passwords on its own threads, a bounded number at a time. Past the bound it fails with 503, so that
 * a flood of sign-ins does not take the memory and processor from other requests.
 */
public final class Passwords {
    private static final int WAITING_MAX = 64;
    private static final int RETRY_AFTER_SECONDS = 2;

    private final WorkerExecutor workers;
    private final AtomicInteger underWay = new AtomicInteger();
    private final int underWayMax;
    /** The hash that an unknown user's password is compared with, so that the response takes the same time. */
    private final String dummyHash = Argon2id.matchedByNone();

    /** @param threads the number of passwords hashed at the same time, at 19 MiB each */
    public Passwords(Vertx vertx, int threads) {
        this.workers = vertx.createSharedWorkerExecutor("passwords", threads);
        this.underWayMax = threads + WAITING_MAX;
    }

    /** Returns the hash to store. */
    public Future<String> hash(String password) {
        return work(() -> Argon2id.hash(password));
    }

    /** Returns true if the password matches the hash. A null hash takes the same time and returns false. */
    public Future<Boolean> matches(String password, @Nullable String hash) {
        return hash == null
                ? work(() -> Argon2id.matches(password, dummyHash)).map(false)
                : work(() -> Argon2id.matches(password, hash));
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
