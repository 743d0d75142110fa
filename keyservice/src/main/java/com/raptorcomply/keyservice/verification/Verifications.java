package com.raptorcomply.keyservice.verification;

import com.raptorcomply.keyservice.client.grant.Verdict;
import com.raptorcomply.keyservice.client.grant.Verdict.Granted;
import com.raptorcomply.keyservice.client.grant.Verification;
import com.raptorcomply.keyservice.client.grant.VerificationJson.Question;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.function.Consumer;

/**
 * Answers verifications. Revocation: Fence. The sequence and everything that the answer rests on come from the snapshot
 * of one statement, begun after the question arrived; answers are neither kept nor shared.
 */
public final class Verifications {
    /** What {@link VerdictRow} reads. */
    static final String COLUMNS = """
            h.epoch::text AS epoch, h.sequence, statement_timestamp() AS now, \
            s.id AS secret_id, s.digest, s.revoked_at AS secret_revoked_at, s.expires_at AS secret_expires_at, \
            s.overlap_seconds IS NOT NULL AS is_first_use, \
            k.id AS key_id, k.name AS key_name, k.owner_user_id, k.role AS role, k.permissions, k.allowed_cidrs, \
            k.rate_limit, k.expires_at, k.revoked_at, \
            o.id AS organization_id, o.name AS organization_name, o.status AS organization_status, \
            u.role AS owner_role, u.status AS owner_status, \
            (SELECT jsonb_agg(jsonb_build_object('facilities', r.facilities, 'controlCenters', r.control_centers, \
            'cyberSystems', r.cyber_systems, 'operations', r.operations) ORDER BY r.id) \
            FROM restriction r WHERE r.key_id = k.id OR r.user_id = k.owner_user_id) AS restrictions""";

    /** A secret with everything that it rests on. */
    static final String SECRET = """
            key_secret s JOIN api_key k ON k.id = s.key_id JOIN organization o ON o.id = k.organization_id \
            LEFT JOIN app_user u ON u.id = k.owner_user_id""";

    /** One index look-up per table; the row of the head is there even when there is no such secret. */
    private static final String STATEMENT =
            "SELECT " + COLUMNS + " FROM change_head h LEFT JOIN (" + SECRET + ") ON s.id = $1";

    private final Pool pool;
    private final Consumer<String> firstUse;

    /** @param firstUse told the id of a secret whose predecessor is to end some time after this secret's first use */
    public Verifications(Pool pool, Consumer<String> firstUse) {
        this.pool = pool;
        this.firstUse = firstUse;
    }

    public Future<Verification> verify(Question question) {
        return pool.preparedQuery(STATEMENT)
                .execute(Tuple.of(question.secretId()))
                .map(rows -> answer(rows.iterator().next(), question));
    }

    private Verification answer(Row row, Question question) {
        Verdict verdict = VerdictRow.read(row, question);
        if (verdict instanceof Granted && row.getBoolean("is_first_use")) {
            firstUse.accept(question.secretId());
        }
        return new Verification(row.getString("epoch"), verdict);
    }
}
