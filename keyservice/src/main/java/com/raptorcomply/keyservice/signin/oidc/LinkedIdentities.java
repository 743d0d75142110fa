package com.raptorcomply.keyservice.signin.oidc;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** Removes users' identities at OpenID providers, for the management of users. */
public final class LinkedIdentities {
    private static final String REMOVE = "DELETE FROM oidc_identity WHERE user_id = $1";

    private static final String END_SIGN_INS =
            "UPDATE oidc_sign_in SET subject = NULL, user_id = NULL WHERE user_id = $1";

    private LinkedIdentities() {}

    /**
     * Unlinks the user, so that the next sign-in searches by verified address again.
     *
     * @return true if there was an identity
     */
    public static Future<Boolean> remove(SqlClient client, UUID userId) {
        return client.preparedQuery(REMOVE).execute(Tuple.of(userId)).map(rows -> rows.rowCount() > 0);
    }

    /** Ends sign-ins that wait for a code of the user's second factor, because the provider's proof no longer holds. */
    public static Future<Void> endSignIns(SqlClient client, UUID userId) {
        return client.preparedQuery(END_SIGN_INS).execute(Tuple.of(userId)).mapEmpty();
    }
}
