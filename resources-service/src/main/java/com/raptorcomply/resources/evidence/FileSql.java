package com.raptorcomply.resources.evidence;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import java.util.List;

/** The statements on files. PostgreSQL writes the JSON that responses show. */
final class FileSql {
    private static final String TIME = "to_char(%s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
    private static final String VERSION = """
            'version', %1$s.version, 'name', %1$s.name, 'contentType', %1$s.content_type, 'size', %1$s.size,
            'sha256', encode(%1$s.sha256, 'hex')""";
    private static final String METADATA = "SELECT convert_to(json_build_object('id', f.id, " + VERSION.formatted("v")
            + ", 'createdAt', " + TIME.formatted("f.created_at") + ", 'updatedAt', " + TIME.formatted("f.updated_at")
            + ", 'versions', (SELECT json_agg(json_build_object(" + VERSION.formatted("w") + ", 'createdAt', "
            + TIME.formatted("w.created_at")
            + ") ORDER BY w.version) FROM file_version w WHERE w.file_id = f.id))::text, 'UTF8')"
            + " FROM file f JOIN file_version v ON v.file_id = f.id AND v.version = f.version"
            + " WHERE f.id = $1 AND f.deleted_at IS NULL";

    /** Reads the metadata. $1 id; scoped. */
    static final String READ = TenantDatabase.scopedToOne(METADATA + " AND caller.known", 1);

    /** Locks a file and reads its metadata. $1 id. */
    static final String LOCK = METADATA + " FOR NO KEY UPDATE OF f";

    /** Reads what a download needs. $1 id, $2 version or null; scoped. */
    static final String DOWNLOAD = TenantDatabase.scopedToOne("""
            SELECT v.name, v.content_type, v.size, encode(v.sha256, 'hex') FROM file f
            JOIN file_version v ON v.file_id = f.id AND v.version = COALESCE($2, f.version)
            WHERE f.id = $1 AND f.deleted_at IS NULL AND caller.known""", 2);

    /** Adds a file. $1 organization, $2 id, $3 uploader. */
    static final String INSERT = "INSERT INTO file (organization_id, id, uploader_id) VALUES ($1, $2, $3)";

    /** Adds a version. $1 organization, $2 file, $3 version, $4 name, $5 type, $6 size, $7 digest in hexadecimal. */
    static final String INSERT_VERSION = """
            INSERT INTO file_version (organization_id, file_id, version, name, content_type, size, sha256)
            VALUES ($1, $2, $3, $4, $5, $6, decode($7, 'hex'))""";

    /** Makes a version the current one. $1 id, $2 version. */
    static final String ADVANCE = "UPDATE file f SET version = $2, updated_at = change_time() WHERE f.id = $1";

    /** Marks a file as deleted. $1 id. */
    static final String DELETE =
            Postgres.ONCE + "UPDATE file f SET deleted_at = change_time(), updated_at = change_time() WHERE f.id = $1";

    /** Counts what refers to a file. $1 id. */
    static final String REFERENCES = Postgres.ONCE + "SELECT f.reference_count FROM file f WHERE f.id = $1";

    /** Returns the digests that versions of the organization have. $1 digests in hexadecimal. */
    static final String USED = Postgres.ONCE + """
            SELECT encode(v.sha256, 'hex') FROM file_version v
            WHERE v.sha256 = ANY (ARRAY(SELECT decode(d, 'hex') FROM unnest($1::text[]) d))""";

    private FileSql() {}

    /** Returns all statements, to be prepared at start. */
    static List<String> statements() {
        return List.of(READ, LOCK, DOWNLOAD, INSERT, INSERT_VERSION, ADVANCE, DELETE, REFERENCES, USED);
    }
}
