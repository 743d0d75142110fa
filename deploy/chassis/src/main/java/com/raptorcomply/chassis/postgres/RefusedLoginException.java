package com.raptorcomply.chassis.postgres;

import io.vertx.sqlclient.DatabaseException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A login that the database refuses, with the settings that name it. The password is wrong, or the role is missing or may not
 * connect: PostgreSQL does not tell strangers which.
 */
final class RefusedLoginException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Set<String> SQL_STATES = Set.of("28P01", "28000");

    /** The login of the role that serves requests. */
    static final String USER = "'database.user' and 'database.password'";

    /** The login of the role that owns the tables. */
    static final String OWNER = "'database.owner' and 'database.ownerPassword'";

    private final String settings;

    /** @param settings that name the login, as {@link #USER} */
    RefusedLoginException(String settings, SQLException cause) {
        super(words(settings), cause);
        this.settings = settings;
    }

    String settings() {
        return settings;
    }

    static String words(String settings) {
        return "it refuses the login of settings " + settings;
    }

    static boolean isCauseOf(Throwable failure) {
        return failure instanceof DatabaseException refused && isState(refused.getSqlState());
    }

    static boolean isState(@Nullable String sqlState) {
        return sqlState != null && SQL_STATES.contains(sqlState);
    }
}
