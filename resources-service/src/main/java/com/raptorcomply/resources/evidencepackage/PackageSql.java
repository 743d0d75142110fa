package com.raptorcomply.resources.evidencepackage;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import java.util.List;

/**
 * The statements of a package, each planned anew, because packages are rare. What a package has does not depend on what
 * happens after its period, but for a file that was removed since.
 */
final class PackageSql {
    static final int EVIDENCE_ID = 1;
    static final int FILE_NAME = 2;
    static final int FILE_BYTES = 3;
    static final int FILE_SHA256 = 4;

    private static final String TIME = "to_char(%s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";

    /**
     * The evidence of a period that was not deleted in it. $1 beginning, $2 end, $3 types of records, $4 id after which to
     * begin, $5 rows. The columns of the file are null without one, or if it was removed.
     */
    static final String EVIDENCE = once("""
            SELECT json_strip_nulls(json_build_object('id', r.id, 'resourceType', r.resource_type, 'resourceId', r.resource_id,
                'type', r.type, 'description', r.description, 'noteText', r.note_text, 'url', r.url,
                'file', CASE WHEN v.name IS NOT NULL THEN json_build_object('id', r.file_id, 'version', r.file_version,
                  'name', v.name, 'bytes', v.size, 'sha256', encode(v.sha256, 'hex'),
                  'removed', CASE WHEN f.deleted_at IS NOT NULL THEN true END) END,
                'createdAt', %s))::text, r.id,
              CASE WHEN f.deleted_at IS NULL THEN v.name END, v.size, encode(v.sha256, 'hex')
            FROM evidence r LEFT JOIN file_version v ON v.file_id = r.file_id AND v.version = r.file_version
              LEFT JOIN file f ON f.id = r.file_id
            WHERE caller.known AND r.created_at >= $1::timestamptz AND r.created_at < $2::timestamptz
              AND (r.deleted_at IS NULL OR r.deleted_at >= $2) AND r.resource_type = ANY ($3::text[]) AND r.id > $4::uuid
            ORDER BY r.id LIMIT $5::integer""".formatted(TIME.formatted("r.created_at")), 5);

    /** The approved versions of policies that were in force in a period. $1 beginning, $2 end, $3 id after which to begin, $4 rows. */
    static final String APPROVALS = once("""
            SELECT json_build_object('id', r.id, 'policyDocumentId', r.policy_document_id, 'version', r.version, 'title', r.title,
                'approvedAt', %s, 'approvedById', r.approved_by_id, 'approvedBy', r.approved_by,
                'nextReviewDate', r.next_review_date, 'sha256', r.sha256, 'content', r.content)::text, r.id
            FROM policy_document_version r
            WHERE caller.known AND r.approved_at < $2::timestamptz AND r.id > $3::uuid
              AND (r.approved_at >= $1::timestamptz OR r.version = (SELECT max(x.version) FROM policy_document_version x
                WHERE x.policy_document_id = r.policy_document_id AND x.approved_at < $1::timestamptz))
            ORDER BY r.id LIMIT $4::integer""".formatted(TIME.formatted("r.approved_at")), 4);

    /** The last links before a period and in it, with their hashes. $1 beginning, $2 end. */
    static final String CHAIN = once("""
            SELECT t.number, COALESCE(l.sequence, 0) AS sequence, COALESCE(encode(l.hash, 'hex'), '') AS hash
            FROM (VALUES (1, $1::timestamptz), (2, $2::timestamptz)) t(number, time)
            LEFT JOIN LATERAL (SELECT x.sequence, x.hash FROM activity_link x WHERE x.at < t.time ORDER BY x.at DESC LIMIT 1) l ON true
            WHERE caller.known ORDER BY t.number""", 2);

    private PackageSql() {}

    /** Returns all statements, to be prepared at start. */
    static List<String> statements() {
        return List.of(EVIDENCE, APPROVALS, CHAIN);
    }

    private static String once(String sql, int parameters) {
        return Postgres.ONCE + TenantDatabase.scoped(sql, parameters);
    }
}
