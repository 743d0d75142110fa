package com.raptorcomply.keyservice.signin.totp;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.signin.totp.SecondFactorStore.Counted;
import com.raptorcomply.keyservice.signin.totp.SecondFactorStore.Found;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Manages users' second factors. It counts every attempt before it checks the code. Past a number of free attempts the
 * wait doubles each time. Only a client that knows the password gets to try, so strangers lock no user out. It fails
 * with 503 if the key that encrypts the secrets is missing.
 */
public final class SecondFactors {
    /** The longest code that is accepted, in UTF-16 units. */
    public static final int CODE_LENGTH_MAX = 64;

    private static final String CODE = "code";
    private static final int RETRY_AFTER_SECONDS = 60;

    private final Pool pool;
    private final SecretCipher cipher;
    private final InstantSource clock;

    public SecondFactors(Pool pool, SecretCipher cipher, InstantSource clock) {
        this.pool = pool;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** The factor that the user has proven. */
    public enum Passed {
        NOT_ENROLLED("none"),
        TOTP("totp"),
        RECOVERY_CODE("recovery code");

        private final String label;

        Passed(String label) {
            this.label = label;
        }

        /** Returns the name in the activity log. */
        public String label() {
            return label;
        }
    }

    /** @param recoveryCodes the number of unused codes */
    public record State(boolean enabled, int recoveryCodes) {}

    public Future<State> state(UUID userId) {
        return state(pool, userId);
    }

    /** Does the same in a transaction, which must take no second connection of the pool. */
    public static Future<State> state(SqlClient client, UUID userId) {
        return SecondFactorStore.find(client, userId).map(found -> found.filter(Found::confirmed)
                .map(factor -> new State(true, factor.recoveryCodes()))
                .orElse(new State(false, 0)));
    }

    /**
     * Completes if the user has no second factor or the code is right. It fails with 401 otherwise, with 429 if the
     * attempt comes too soon.
     */
    public Future<Passed> pass(UUID userId, @Nullable String code) {
        return SecondFactorStore.find(pool, userId)
                .compose(found -> found.filter(Found::confirmed).isEmpty()
                        ? Future.succeededFuture(Passed.NOT_ENROLLED)
                        : prove(userId, required(code)));
    }

    /**
     * Returns a new secret, which takes effect once it is confirmed. It fails with 409 if a confirmed one exists, with
     * 503 without a key.
     */
    public Future<TotpSecret> enrol(UUID userId) {
        if (!cipher.isReady()) {
            throw undecidable();
        }
        TotpSecret secret = TotpSecret.random();
        return SecondFactorStore.enrol(pool, userId, cipher.encrypt(secret, userId))
                .map(stored -> {
                    if (!stored) {
                        throw Problem.of(ErrorCode.STATE_CONFLICT, "There is a second factor already: remove it first")
                                .exception();
                    }
                    return secret;
                });
    }

    /**
     * Confirms the enrolled secret by a code of it.
     *
     * @return the recovery codes, which only this response shows
     */
    public Future<List<String>> confirm(SqlConnection connection, UUID userId, long step) {
        return SecondFactorStore.accept(connection, userId, step).compose(accepted -> {
            requireRight(accepted);
            return newCodes(connection, userId);
        });
    }

    /**
     * Replaces the recovery codes; fails with 409 if there is no second factor.
     *
     * @return the new codes, which only this response shows
     */
    public Future<List<String>> renewCodes(SqlConnection connection, UUID userId) {
        return SecondFactorStore.removeCodes(connection, userId).compose(isThere -> {
            if (!isThere) {
                throw none();
            }
            return newCodes(connection, userId);
        });
    }

    private static Future<List<String>> newCodes(SqlConnection connection, UUID userId) {
        List<RecoveryCode> codes =
                Stream.generate(RecoveryCode::random).limit(RecoveryCode.COUNT).toList();
        return SecondFactorStore.insert(connection, userId, codes)
                .map(inserted -> codes.stream().map(RecoveryCode::reveal).toList());
    }

    /** Returns the step of the code that confirms an enrolled secret; fails with 409 if there is none to confirm. */
    public Future<Long> stepToConfirm(UUID userId, String code) {
        return SecondFactorStore.find(pool, userId).compose(found -> {
            if (found.filter(factor -> !factor.confirmed()).isEmpty()) {
                throw Problem.of(ErrorCode.STATE_CONFLICT, "There is no second factor to confirm")
                        .exception();
            }
            return counted(userId).map(counted -> step(counted, userId, code));
        });
    }

    /** Requires a code of the user's second factor; fails with 409 if there is none. */
    public Future<Void> requireCode(UUID userId, String code) {
        return SecondFactorStore.find(pool, userId).compose(found -> {
            if (found.filter(Found::confirmed).isEmpty()) {
                throw none();
            }
            return prove(userId, code).mapEmpty();
        });
    }

    private static RuntimeException none() {
        return Problem.of(ErrorCode.STATE_CONFLICT, "There is no second factor").exception();
    }

    /** @return true if there was one */
    public static Future<Boolean> remove(SqlClient client, UUID userId) {
        return SecondFactorStore.remove(client, userId);
    }

    /** Removes an unconfirmed set-up. */
    public static Future<Void> removeUnconfirmed(SqlClient client, UUID userId) {
        return SecondFactorStore.removeUnconfirmed(client, userId).mapEmpty();
    }

    private Future<Passed> prove(UUID userId, String code) {
        return counted(userId).compose(counted -> {
            Optional<RecoveryCode> recovery = RecoveryCode.parse(code);
            if (recovery.isPresent()) {
                return SecondFactorStore.use(pool, userId, recovery.get()).map(used -> {
                    requireRight(used);
                    return Passed.RECOVERY_CODE;
                });
            }
            return SecondFactorStore.accept(pool, userId, step(counted, userId, code))
                    .map(accepted -> {
                        requireRight(accepted);
                        return Passed.TOTP;
                    });
        });
    }

    private Future<Counted> counted(UUID userId) {
        return SecondFactorStore.count(pool, userId)
                .compose(counted -> counted.isPresent()
                        ? Future.succeededFuture(counted.get())
                        : SecondFactorStore.find(pool, userId).map(found -> {
                            throw Problem.tooManyRequests(
                                            found.map(Found::waitSeconds).orElse(1))
                                    .exception();
                        }));
    }

    private long step(Counted counted, UUID userId, String code) {
        TotpSecret secret = cipher.decrypt(counted.secret().getBytes(), userId).orElseThrow(SecondFactors::undecidable);
        OptionalLong step = secret.step(code, clock.instant().getEpochSecond(), counted.lastStep());
        requireRight(step.isPresent());
        return step.getAsLong();
    }

    private static String required(@Nullable String code) {
        if (code == null) {
            throw Problem.of(ErrorCode.SECOND_FACTOR_REQUIRED, "A code of your authenticator app is required")
                    .withField(CODE)
                    .exception();
        }
        return code;
    }

    private static void requireRight(boolean right) {
        if (!right) {
            throw Problem.of(ErrorCode.SECOND_FACTOR_INVALID, "Wrong code, or one used before")
                    .withField(CODE)
                    .exception();
        }
    }

    /** Returns the 503 of a code that cannot be checked without the key of the secrets. */
    public static RuntimeException undecidable() {
        return Problem.retryable(
                        ErrorCode.DEPENDENCY_UNAVAILABLE,
                        "Codes of authenticator apps cannot be checked now",
                        RETRY_AFTER_SECONDS)
                .exception();
    }
}
