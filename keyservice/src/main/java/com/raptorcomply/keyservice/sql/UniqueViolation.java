package com.raptorcomply.keyservice.sql;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.function.Function;

/** Maps the violation of a unique index, for {@code Future.recover}. Safe on any thread. */
public final class UniqueViolation {
    private static final String VIOLATION = "23505";

    private UniqueViolation() {}

    /** Maps a violation to 409 on the field, with this message; any other failure stays as it is. */
    public static <T> Function<Throwable, Future<T>> orConflict(String field, String message) {
        return failure -> Future.failedFuture(
                failure instanceof PgException refused && VIOLATION.equals(refused.getSqlState())
                        ? Problem.of(ErrorCode.ALREADY_EXISTS, message)
                                .withField(field)
                                .exception()
                        : failure);
    }
}
