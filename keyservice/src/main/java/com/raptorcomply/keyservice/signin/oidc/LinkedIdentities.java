package com.raptorcomply.keyservice.signin.oidc;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** Who people are at OpenID providers, for the management of people. */
public final class LinkedIdentities {
    private static final String REMOVE = "DELETE FROM oidc_identity WHERE user_id = $1";

    private static final String END_SIGN_INS =
            "UPDATE oidc_sign_in SET subject = NULL, user_id = NULL WHERE user_id = $1";

    private LinkedIdentities() {}

    /**
     * Lets the person be found by the verified address again, the next time.
     *
     * @return whether there was anything to remove
     */
    public static Future<Boolean> remove(SqlClient client, UUID userId) {
        return client.preparedQuery(REMOVE).execute(Tuple.of(userId)).map(rows -> rows.rowCount() > 0);
    }

    /** Ends the sign-ins that wait for a code of the person's second factor: what the provider vouched for is no longer so. */
    public static Future<Void> endSignIns(SqlClient client, UUID userId) {
        return client.preparedQuery(END_SIGN_INS).execute(Tuple.of(userId)).mapEmpty();
    }
}
