package com.raptorcomply.chassis.failure;

import com.raptorcomply.chassis.log.Redaction;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Describes why something failed: a database failure by its SQLSTATE and meaning, a connection failure by its address.
 * Any thread.
 */
public final class FailureReason {
    /** The most characters of a line. */
    static final int LINE_CHARACTERS_MAX = 600;

    private static final int CHARACTERS_MAX = 300;
    private static final int CAUSES_MAX = 10;
    private static final Pattern ADDRESS = Pattern.compile("(?:[^\\s/]*/)?([^\\s/]+:\\d{1,5})\\s*$");

    /** Messages with which the PostgreSQL client reports a failure of TLS, because it has no type for that. */
    private static final Set<String> TLS_MESSAGES = Set.of(
            "SSL handshake failed", "Postgres Server does not handle SSL connection", "Invalid SSL connection message");

    private FailureReason() {}

    /** Returns true if no encrypted connection came about, as with a certificate that is not trusted. */
    public static boolean isTls(@Nullable Throwable failure) {
        return failure instanceof SSLException || (failure != null && TLS_MESSAGES.contains(text(failure)));
    }

    /**
     * Returns the kind and its detail, such as {@code connection refused: 127.0.0.1:8081}, then those of each cause below
     * that says more: one line of at most {@link #LINE_CHARACTERS_MAX} characters, without keys and passwords.
     */
    public static String of(@Nullable Throwable failure) {
        Throwable last = mostSpecific(failure);
        StringBuilder line = new StringBuilder(described(last));
        for (int depth = 0; depth < CAUSES_MAX && last.getCause() != null && mayShowCauses(last); depth++) {
            last = last.getCause();
            String words = Redaction.redact(firstLine(text(last)));
            boolean mayRepeat = words.isEmpty() || last instanceof ConnectException;
            if (!contains(line, mayRepeat ? kindOf(last) : words)) {
                line.append("; cause: ").append(described(last));
            }
        }
        return line.substring(0, Math.min(line.length(), LINE_CHARACTERS_MAX));
    }

    private static boolean contains(StringBuilder line, String words) {
        return line.toString().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }

    /** Returns false for a database failure whose causes may contain values of a row. */
    private static boolean mayShowCauses(Throwable failure) {
        if (failure instanceof DatabaseException databaseFailure) {
            return SqlState.isWithoutValues(databaseFailure.getSqlState());
        }
        return !(failure instanceof SQLException databaseFailure)
                || SqlState.isWithoutValues(databaseFailure.getSQLState());
    }

    private static String described(Throwable failure) {
        @Nullable String detail = detail(failure);
        if (detail == null || detail.isBlank()) {
            return cut(kindOf(failure));
        }
        boolean isOfNoKind = failure.getClass() == IOException.class;
        return cut(isOfNoKind ? detail : kindOf(failure) + ": " + detail);
    }

    private static String cut(String text) {
        // Half a password, which a cut leaves, would not be found.
        String line = Redaction.redact(firstLine(text));
        return line.substring(0, Math.min(line.length(), CHARACTERS_MAX));
    }

    /** Returns the kind only, without addresses, names and values, such as {@code connection refused}. */
    public static String kind(@Nullable Throwable failure) {
        return kindOf(mostSpecific(failure));
    }

    private static String kindOf(Throwable cause) {
        if (isTls(cause) || (cause instanceof SQLException && isTls(cause.getCause()))) {
            return "TLS failed";
        }
        if (cause instanceof DatabaseException databaseFailure) {
            return SqlState.describe(databaseFailure.getSqlState());
        }
        if (cause instanceof SQLException databaseFailure) {
            return SqlState.describe(databaseFailure.getSQLState());
        }
        if (cause instanceof ConnectException) {
            return text(cause).contains("timed out") ? "connection timed out" : "connection refused";
        }
        if (cause instanceof UnknownHostException) {
            return "unknown host name";
        }
        if (cause instanceof ClosedConnectionException || cause instanceof ClosedChannelException) {
            return "the connection was closed";
        }
        if (cause instanceof ConnectionPoolTooBusyException) {
            return "too many requests wait for a connection";
        }
        if (cause instanceof TimeoutException || text(cause).startsWith("Timeout")) {
            return "timed out";
        }
        return words(cause);
    }

    private static @Nullable String detail(Throwable cause) {
        if (cause instanceof DatabaseException databaseFailure) {
            return SqlState.isWithoutValues(databaseFailure.getSqlState()) ? databaseFailure.getMessage() : null;
        }
        if (cause instanceof SQLException databaseFailure) {
            return SqlState.isWithoutValues(databaseFailure.getSQLState()) ? databaseFailure.getMessage() : null;
        }
        if (cause instanceof ConnectException) {
            Matcher address = ADDRESS.matcher(text(cause));
            return address.find() ? address.group(1) : text(cause);
        }
        return cause instanceof ClosedConnectionException ? null : cause.getMessage();
    }

    /**
     * Returns the first of a failure and its causes that comes from the database or the network; else the first that has
     * words of its own.
     */
    private static Throwable mostSpecific(@Nullable Throwable failure) {
        Throwable last = failure == null ? new IllegalStateException("unknown failure") : failure;
        @Nullable Throwable cause = last;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (cause instanceof DatabaseException || cause instanceof SQLException || cause instanceof IOException) {
                return cause;
            }
            @Nullable Throwable below = cause.getCause();
            if (cause == last && below != null && below.toString().equals(cause.getMessage())) {
                last = below;
            }
            cause = below;
        }
        return last;
    }

    /** Returns {@code HandshakeFailedException} as "handshake failed", for example. */
    private static String words(Throwable cause) {
        if (cause.getClass() == VertxException.class) {
            return "failed";
        }
        String name = cause.getClass().getSimpleName().replaceAll("NoStackTrace|Exception$|Throwable$|Error$", "");
        String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words.isBlank() ? "failed" : words;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    private static String text(Throwable cause) {
        @Nullable String message = cause.getMessage();
        return message == null ? "" : message;
    }
}
