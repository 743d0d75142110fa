package com.raptorcomply.keyservice.verification;

import com.raptorcomply.keyservice.client.grant.Verdict;
import com.raptorcomply.keyservice.client.grant.Verdict.Granted;
import com.raptorcomply.keyservice.client.grant.Verification;
import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Verifies presented keys (Revocation: Fence). The sequence and all data of the response come from the snapshot of one
 * statement, begun after the request arrived. Responses are neither cached nor shared.
 */
public final class Verifications {
    private static final String HELD = """
            h.epoch::text AS epoch, h.sequence, statement_timestamp() AS now, \
            s.id AS secret_id, s.digest, s.revoked_at AS secret_revoked_at, s.expires_at AS secret_expires_at, \
            s.overlap_seconds IS NOT NULL AS is_first_use, \
            k.id AS key_id, k.name AS key_name, k.owner_user_id, k.role AS role, k.permissions, k.allowed_cidrs, \
            k.rate_limit, k.expires_at, k.revoked_at, \
            o.id AS organization_id, o.name AS organization_name, o.status AS organization_status, \
            u.role AS owner_role, u.status AS owner_status, \
            (SELECT jsonb_agg(jsonb_build_object('facilities', r.facilities, 'controlCenters', r.control_centers, \
            'cyberSystems', r.cyber_systems, 'operations', r.operations) ORDER BY r.id) \
            FROM restriction r WHERE r.key_id = k.id OR r.user_id =""";

    /** The columns that {@link VerdictRowMapper} reads for a key by itself. */
    static final String COLUMNS = HELD + " k.owner_user_id) AS restrictions";

    /** The columns for a key that acts as a user. They include the user's restrictions. */
    private static final String ACTING_COLUMNS = HELD
            + " a.id) AS restrictions, a.id AS actor_id, a.name AS actor_name, a.role AS actor_role, a.status AS actor_status";

    /** Joins the secret with its key, organization and owner. */
    static final String SECRET = """
            key_secret s JOIN api_key k ON k.id = s.key_id JOIN organization o ON o.id = k.organization_id \
            LEFT JOIN app_user u ON u.id = k.owner_user_id""";

    /** Needs one index look-up per table. The head's row is there even if the secret does not exist. */
    private static final String STATEMENT =
            "SELECT " + COLUMNS + " FROM change_head h LEFT JOIN (" + SECRET + ") ON s.id = $1";

    /** Treats a user of another organization like a user that does not exist. */
    private static final String ACTING_STATEMENT =
            "SELECT " + ACTING_COLUMNS + " FROM change_head h LEFT JOIN (" + SECRET + ") ON s.id = $1"
                    + " LEFT JOIN app_user a ON a.id = $2 AND a.organization_id = k.organization_id";

    private final Pool pool;
    private final Consumer<String> firstUse;

    /** @param firstUse receives the id of a secret at its first use if the use starts its predecessor's overlap */
    public Verifications(Pool pool, Consumer<String> firstUse) {
        this.pool = pool;
        this.firstUse = firstUse;
    }

    public Future<Verification> verify(VerificationRequest request) {
        UUID actsAs = request.actsAs();
        Future<RowSet<Row>> found = actsAs == null
                ? pool.preparedQuery(STATEMENT).execute(Tuple.of(request.secretId()))
                : pool.preparedQuery(ACTING_STATEMENT).execute(Tuple.of(request.secretId(), actsAs));
        return found.map(rows -> verification(rows.iterator().next(), request));
    }

    private Verification verification(Row row, VerificationRequest request) {
        Verdict verdict = VerdictRowMapper.read(row, request);
        if (verdict instanceof Granted && row.getBoolean("is_first_use")) {
            firstUse.accept(request.secretId());
        }
        return new Verification(row.getString("epoch"), verdict);
    }
}
