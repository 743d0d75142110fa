package com.raptorcomply.resources.policy;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.resources.crud.ActionStep;
import com.raptorcomply.resources.crud.RecordIds;
import com.raptorcomply.resources.crud.UnitOfWork;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Makes an immutable version of a document that is approved, and tells the document of it. */
final class Approval implements ActionStep {
    private static final String RESOURCE_TYPE = "policy_document_version";

    /** A trigger sets the number and the digest. $1 organization, $2 id of the version, $3 document, $4 approver. */
    private static final String SNAPSHOT = Postgres.ONCE + """
            INSERT INTO policy_document_version AS v (organization_id, id, policy_document_id, title, approved_at, approved_by_id,
              approved_by, next_review_date, content)
            SELECT $1, $2, d.id, d.title, change_time(), p.id, p.name,
              organization_date(change_time()) + d.review_interval_days, policy_content(d.id)
            FROM policy_document d, person p WHERE d.id = $3 AND p.id = $4
            RETURNING v.version, v.sha256, v.next_review_date::text""";

    /** $1 the version. */
    private static final String STAMP = Postgres.ONCE + """
            UPDATE policy_document d SET latest_version = v.version, approved_at = v.approved_at,
              approved_by_id = v.approved_by_id, next_review_date = v.next_review_date
            FROM policy_document_version v
            WHERE v.id = $1 AND d.organization_id = v.organization_id AND d.id = v.policy_document_id""";

    @Override
    public Future<?> run(UnitOfWork work, UUID id) {
        UUID version = RecordIds.next();
        Tuple parameters = Tuple.of(
                work.tenant().organizationId(), version, id, work.tenant().person());
        Future<?> made = work.execute(SNAPSHOT, parameters).map(rows -> {
            Row row = rows.iterator().next();
            work.log(
                    "create",
                    RESOURCE_TYPE,
                    version,
                    new JsonObject()
                            .put("policyDocumentId", id.toString())
                            .put("version", row.getInteger(0))
                            .put("sha256", row.getString(1))
                            .put("nextReviewDate", row.getString(2)));
            return rows;
        });
        return made.compose(stored -> work.execute(STAMP, Tuple.of(version)));
    }

    @Override
    public List<String> statements() {
        return List.of(SNAPSHOT, STAMP);
    }
}
