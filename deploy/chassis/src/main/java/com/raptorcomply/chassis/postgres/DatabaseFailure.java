package com.raptorcomply.chassis.postgres;

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

/** Tells a database that cannot be reached, or has no room now, from a query that is wrong. */
public final class DatabaseFailure {
    /** SQLSTATE classes and codes (PostgreSQL appendix A) after which the same query may work a little later. */
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "57");

    private static final Set<String> RETRY_CODES = Set.of("40001", "40P01", "55P03", "25006");

    /** With which a standby ends a connection that asks to write ({@link Postgres}). */
    private static final Set<String> STANDBY_CODES = Set.of("0A000", "25001");

    private DatabaseFailure() {}

    /** Whether to answer “try again later” rather than “something is broken”. */
    public static boolean isUnavailable(@Nullable Throwable failure) {
        if (failure instanceof DatabaseException refused) {
            return isUnavailable(refused.getSqlState()) || isStandby(refused);
        }
        if (failure instanceof SQLException refused) {
            return isUnavailable(refused.getSQLState()) || isUnavailable(refused.getCause());
        }
        return failure instanceof ClosedConnectionException
                || failure instanceof ConnectionPoolTooBusyException
                || failure instanceof IOException
                || failure instanceof TimeoutException
                || isPoolFailure(failure);
    }

    private static boolean isUnavailable(@Nullable String sqlState) {
        if (sqlState == null || sqlState.length() != 5) {
            return false;
        }
        return RETRY_CODES.contains(sqlState) || UNAVAILABLE_CLASSES.contains(sqlState.substring(0, 2));
    }

    private static boolean isStandby(DatabaseException refused) {
        return refused instanceof PgException connecting
                && "FATAL".equals(connecting.getSeverity())
                && STANDBY_CODES.contains(connecting.getSqlState());
    }

    /** The client says these with exceptions that have no type of their own. */
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
