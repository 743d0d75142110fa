package com.raptorcomply.keyservice.signin.oidc;

import com.raptorcomply.keyservice.activity.ActivityAction;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.activity.ActivityEntry;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.signin.session.SessionStart.SignedIn;
import com.raptorcomply.keyservice.sql.RowReader;
import com.raptorcomply.keyservice.user.email.EmailAddress;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the user of a provider's identity. The first time it searches by verified address, later by subject alone,
 * because an address may pass to another person.
 */
final class Identities {
    private static final String FIND = """
            SELECT u.id, u.organization_id, u.name, u.status = 'active' AND o.status = 'active' AS active, \
              EXISTS (SELECT FROM oidc_identity i WHERE i.issuer = $1 AND i.subject = $2 AND i.user_id = u.id) AS linked, \
              EXISTS (SELECT FROM oidc_identity i WHERE i.issuer = $1 AND i.subject <> $2 AND i.user_id = u.id) \
                AS linked_to_another \
            FROM app_user u JOIN organization o ON o.id = u.organization_id WHERE u.status <> 'deleted' AND\
            """;

    private static final String BY_SUBJECT =
            FIND + " u.id = (SELECT i.user_id FROM oidc_identity i WHERE i.issuer = $1 AND i.subject = $2)";
    private static final String BY_EMAIL = FIND + " u.address_key IN ($3, lower($4))"
            + " ORDER BY u.address_key = lower($4) DESC, u.address_claimed DESC, u.created_at LIMIT 1";
    private static final String BY_ID = FIND + " u.id = $3";

    /** Claims the address for the user, because the provider has verified it. */
    private static final String CLAIM =
            "UPDATE app_user SET address_claimed = true WHERE id = $1 AND NOT address_claimed";

    private static final String LINK = """
            INSERT INTO oidc_identity (issuer, subject, user_id) VALUES ($1, $2, $3) \
            ON CONFLICT (issuer, subject) DO UPDATE SET user_id = EXCLUDED.user_id, linked_at = now() \
            WHERE oidc_identity.user_id <> EXCLUDED.user_id""";

    private final String issuer;

    Identities(String issuer) {
        this.issuer = issuer;
    }

    /**
     * A user found for an identity.
     *
     * @param active true if the user and the organization are active
     * @param linked true if this identity is linked to the user
     * @param linkedToAnother true if another identity of the same provider is linked to the user
     */
    record Match(SignedIn person, boolean active, boolean linked, boolean linkedToAnother) {}

    String issuer() {
        return issuer;
    }

    /** Finds the token's user and locks the row until the transaction ends. */
    Future<Optional<Match>> find(SqlConnection client, IdToken token) {
        String subject = token.subject();
        return first(client, BY_SUBJECT, Tuple.of(issuer, subject))
                .compose(known -> known.isPresent() || token.verifiedEmail().isEmpty()
                        ? Future.succeededFuture(known)
                        : first(
                                client,
                                BY_EMAIL,
                                byEmail(subject, token.verifiedEmail().get())));
    }

    private Tuple byEmail(String subject, String email) {
        return Tuple.of(issuer, subject, EmailAddress.key(email), email);
    }

    /** Finds a user who was found before and locks the row until the transaction ends. */
    Future<Optional<Match>> find(SqlConnection client, String subject, UUID userId) {
        return first(client, BY_ID, Tuple.of(issuer, subject, userId));
    }

    /** Links the subject to the user and writes an entry in the activity log. */
    Future<Void> link(SqlConnection connection, String subject, SignedIn person, String requestId) {
        ActivityContext author = new ActivityContext(Actor.user(person.userId(), person.name()), requestId);
        JsonObject identity = new JsonObject().put("issuer", issuer).put("subject", subject);
        ActivityEntry entry = new ActivityEntry(
                person.organizationId(),
                ActivityAction.LINK_IDENTITY,
                "user",
                person.userId().toString(),
                identity);
        return connection
                .preparedQuery(LINK)
                .execute(Tuple.of(issuer, subject, person.userId()))
                .compose(linked -> connection.preparedQuery(CLAIM).execute(Tuple.of(person.userId())))
                .compose(linked -> ActivityLog.append(connection, author, entry));
    }

    private static Future<Optional<Match>> first(SqlConnection client, String query, Tuple values) {
        return client.preparedQuery(query + " FOR SHARE OF u").execute(values).map(RowReader.first(Identities::match));
    }

    private static Match match(Row row) {
        return new Match(
                SignedIn.of(row),
                row.getBoolean("active"),
                row.getBoolean("linked"),
                row.getBoolean("linked_to_another"));
    }
}
