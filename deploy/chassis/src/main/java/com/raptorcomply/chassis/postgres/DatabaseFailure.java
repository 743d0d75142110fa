package com.raptorcomply.chassis.postgres;

import com.raptorcomply.chassis.failure.FailureReason;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Distinguishes an unavailable or overloaded database from a wrong query. */
public final class DatabaseFailure {
    /**
     * SQLSTATE classes (PostgreSQL appendix A) after which the same query may succeed later, as with {@link
     * #RETRY_CODES}.
     */
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "57");

    private static final Set<String> RETRY_CODES = Set.of("40001", "40P01", "55P03", "25006");

    /** Codes with which a standby closes a connection that requires a primary ({@link Postgres}). */
    private static final Set<String> STANDBY_CODES = Set.of("0A000", "25001");

    /** Codes of a statement that waited or ran too long. */
    private static final Set<String> TIMEOUT_CODES = Set.of("57014", "55P03");

    private DatabaseFailure() {}

    /** Returns true if the database can be reached, but has not finished a statement in time. */
    public static boolean isTimeout(@Nullable Throwable failure) {
        return failure instanceof DatabaseException databaseFailure
                && TIMEOUT_CODES.contains(String.valueOf(databaseFailure.getSqlState()));
    }

    /**
     * Returns true if the same query may succeed later, so the response is 503 instead of 500. A login that the database
     * refuses may succeed once an operator has corrected it.
     */
    public static boolean isUnavailable(@Nullable Throwable failure) {
        if (failure instanceof DatabaseException databaseFailure) {
            return isUnavailable(databaseFailure.getSqlState()) || isStandby(databaseFailure);
        }
        if (failure instanceof SQLException databaseFailure) {
            return isUnavailable(databaseFailure.getSQLState()) || isUnavailable(databaseFailure.getCause());
        }
        return failure instanceof ClosedConnectionException
                || failure instanceof ConnectionPoolTooBusyException
                || failure instanceof IOException
                || failure instanceof TimeoutException
                || FailureReason.isTls(failure)
                || isPoolFailure(failure);
    }

    private static boolean isUnavailable(@Nullable String sqlState) {
        if (sqlState == null || sqlState.length() != 5) {
            return false;
        }
        return RETRY_CODES.contains(sqlState)
                || UNAVAILABLE_CLASSES.contains(sqlState.substring(0, 2))
                || RefusedLoginException.isState(sqlState);
    }

    private static boolean isStandby(DatabaseException databaseFailure) {
        return databaseFailure instanceof PgException pgFailure
                && "FATAL".equals(pgFailure.getSeverity())
                && STANDBY_CODES.contains(pgFailure.getSqlState());
    }

    /** Recognises failures that the client throws as exceptions without a type of their own, by their message. */
    private static boolean isPoolFailure(@Nullable Throwable failure) {
        if (!(failure instanceof VertxException)) {
            return false;
        }
        @Nullable String message = failure.getMessage();
        return message != null
                && (message.startsWith("Timeout")
                        || message.contains("Pool closed")
                        || message.startsWith("Connection is not active"));
    }
}
