package com.raptorcomply.keyservice.verification;

import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.Verdict.Granted;
import com.raptorcomply.keyservice.revocation.WarmGrants;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Reads the grants of the most recently used secrets, as gateways have reported their use. */
public final class RecentGrants implements WarmGrants {
    private static final String STATEMENT = "SELECT " + Verifications.COLUMNS + " FROM change_head h"
            + " CROSS JOIN (SELECT secret_id FROM secret_usage ORDER BY last_used_at DESC LIMIT $1) g JOIN ("
            + Verifications.SECRET + ") ON s.id = g.secret_id";

    @Override
    public Future<List<Grant>> read(SqlConnection connection, int grantsMax) {
        return connection.preparedQuery(STATEMENT).execute(Tuple.of(grantsMax)).map(rows -> {
            List<Grant> grants = new ArrayList<>(rows.size());
            for (Row row : rows) {
                if (VerdictRowMapper.ofStored(row) instanceof Granted granted) {
                    grants.add(granted.grant());
                }
            }
            return grants;
        });
    }
}
