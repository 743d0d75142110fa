package com.raptorcomply.chassis.failure;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes SQLSTATE codes (PostgreSQL appendix A) for operators. */
final class SqlState {
    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("08001", "the connection could not be established"),
            Map.entry("08006", "the connection was lost"),
            Map.entry("25006", "the database is read-only: a standby, or becoming one"),
            Map.entry("28000", "the role may not connect"),
            Map.entry("28P01", "the password is refused"),
            Map.entry("3D000", "there is no such database"),
            Map.entry("40001", "two concurrent transactions conflicted"),
            Map.entry("40P01", "the transaction was ended because of a deadlock"),
            Map.entry("42501", "the role lacks a privilege"),
            Map.entry("42P01", "a table is missing"),
            Map.entry("53100", "the disk of the database is full"),
            Map.entry("53200", "the database is out of memory"),
            Map.entry("53300", "the database has no connection left"),
            Map.entry("55P03", "a lock was not free in time"),
            Map.entry("57014", "the statement took too long, or was cancelled"),
            Map.entry("57P01", "the database was stopped"),
            Map.entry("57P02", "the database crashed"),
            Map.entry("57P03", "the database is starting or stopping"));

    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("08", "connection failure"),
            Map.entry("0A", "not supported"),
            Map.entry("22", "the database rejected a value"),
            Map.entry("23", "a constraint is violated"),
            Map.entry("25", "the transaction's state does not allow this"),
            Map.entry("28", "the role may not connect"),
            Map.entry("40", "the transaction was rolled back"),
            Map.entry("42", "wrong statement, or no privilege for it"),
            Map.entry("53", "the database lacks resources"),
            Map.entry("54", "a limit of the database is exceeded"),
            Map.entry("55", "the object is not in the needed state"),
            Map.entry("57", "an operator or a time-out intervened"),
            Map.entry("58", "the database server's system failed"),
            Map.entry("XX", "internal error of the database"));

    /** Classes of codes whose server messages name roles and databases, but never values of a row. */
    private static final Set<String> WITHOUT_VALUES = Set.of("08", "28", "3D", "53", "57");

    private SqlState() {}

    static String describe(@Nullable String code) {
        if (code == null || code.length() != 5) {
            return "the database failed";
        }
        String meaning = CODES.getOrDefault(
                code, CLASSES.getOrDefault(code.substring(0, 2), "see appendix A of PostgreSQL's manual"));
        return "SQLSTATE " + code + ", " + meaning;
    }

    /** Returns true if the server's message may be shown, because it contains no values of a row. */
    static boolean isWithoutValues(@Nullable String code) {
        return code != null && code.length() == 5 && WITHOUT_VALUES.contains(code.substring(0, 2));
    }
}
