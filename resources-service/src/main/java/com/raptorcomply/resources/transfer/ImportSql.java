package com.raptorcomply.resources.transfer;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.resources.crud.CompiledResource;
import com.raptorcomply.resources.crud.ResourceSql;
import com.raptorcomply.resources.schema.Field;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Composes the statements of an import, once at start. Connections do not keep them prepared, because imports are rare.
 * The asset of each row is looked up in the index (LATERAL and LIMIT), because the planner knows too little of a table that
 * is filled and emptied all the time to choose among joins. For the same reason, an update is an
 * insert with a conflict, which is no join. Rows are staged as rows of the table of assets, with the details of their log
 * entries, so that little is computed while other changes wait.
 */
final class ImportSql {
    /** Adds the rows of {@code stored} to the log, whose number it returns. */
    private static final String LOG = """
            SELECT e.stored%3$s, add_entries(e.actions, e.types, e.ids, e.details)
            FROM (SELECT count(*) AS stored, array_agg('%1$s'::text) AS actions, array_agg('%2$s'::text) AS types,
                array_agg(s.id) AS ids, array_agg(s.details) AS details FROM stored s) e""";

    /** Removes the rows. $1 import. */
    static final String UNSTAGE = Postgres.ONCE + "DELETE FROM import_row WHERE import_id = $1";

    /**
     * Finds what is wrong with the rows together: the first errors of each kind, with the number of errors of that kind. $1
     * import, $2 true if assets with the same tag are updated, $3 errors of a kind at most.
     */
    static final String FAULTS = Postgres.ONCE + """
            WITH staged AS MATERIALIZED (SELECT row_number AS number, asset_tag, cyber_system_id FROM import_row WHERE import_id = $1),
            faults AS MATERIALIZED (
              SELECT t.number, 'twice' AS kind, t.asset_tag AS value, t.first
                FROM (SELECT s.number, s.asset_tag, min(s.number) OVER (PARTITION BY s.asset_tag COLLATE "C") AS first FROM staged s
                  WHERE s.asset_tag IS NOT NULL) t WHERE t.number > t.first
              UNION ALL SELECT s.number, 'taken', s.asset_tag, NULL FROM staged s WHERE s.asset_tag IN (SELECT taken_tags($1))
                AND NOT ($2 AND EXISTS (SELECT FROM cyber_asset a WHERE a.asset_tag = s.asset_tag AND a.deleted_at IS NULL))
              UNION ALL SELECT s.number, 'dangling', s.cyber_system_id::text, NULL FROM staged s WHERE s.cyber_system_id IN (
                SELECT named.id FROM (SELECT DISTINCT cyber_system_id AS id FROM staged) named
                WHERE NOT EXISTS (SELECT FROM cyber_system y WHERE y.id = named.id AND y.deleted_at IS NULL)))
            SELECT f.number, f.kind, f.value, f.first, k.count
            FROM (SELECT n.*, row_number() OVER (PARTITION BY n.kind ORDER BY n.number) AS place FROM faults n) f
            JOIN (SELECT kind, count(*) AS count FROM faults GROUP BY kind) k ON k.kind = f.kind
            WHERE f.place <= $3 ORDER BY f.number""";

    /**
     * Counts the systems of rows that are gone since {@link #FAULTS} was read. Nothing else has to be looked at again: the unique
     * index refuses a tag that was taken since then. $1 import.
     */
    static final String GONE_SYSTEMS = Postgres.ONCE + """
            SELECT count(*) FROM (SELECT DISTINCT i.cyber_system_id AS id FROM import_row i WHERE i.import_id = $1) named
            WHERE NOT EXISTS (SELECT FROM cyber_system y WHERE y.id = named.id AND y.deleted_at IS NULL)""";

    /** Stores the words of rows, none of which has an asset. Parameters as of {@link #create}. */
    static final String STORE_WORDS = Postgres.ONCE + "SELECT store_import_words($1, $2, $3)";

    /** Takes assets that were moved out of the areas of their former places. $1 ids. */
    static final String LEAVE_AREAS = Postgres.ONCE + """
            WITH stored AS (
              SELECT l.area AS id, json_build_object('cyberAssetIds', json_build_object('removed', to_json(l.gone))) AS details
              FROM leave_areas($1) l)
            """ + LOG.formatted("update", "physical_area", "");

    private final List<Field> fields;
    private final String stage;
    private final String create;
    private final String insert;
    private final String update;
    private final String outcome;

    ImportSql(CompiledResource asset) {
        fields = CellType.columns(asset.schema());
        stage = stage(asset.sql());
        create = insert(asset.sql(), "", "");
        insert = insert(asset.sql(), """
                  LEFT JOIN LATERAL (
                    SELECT a.id FROM cyber_asset a WHERE a.asset_tag = i.asset_tag AND a.deleted_at IS NULL LIMIT 1) x ON true
                """, " AND x.id IS NULL");
        update = Postgres.ONCE + "WITH " + changed()
                + """
                , written AS (
                  INSERT INTO cyber_asset AS r (organization_id, id, %s)
                  SELECT (c.before).organization_id, c.asset, %s FROM changed c WHERE c.details IS NOT NULL
                  ON CONFLICT (organization_id, id) DO UPDATE SET %s, updated_at = EXCLUDED.updated_at),
                stored AS (SELECT c.asset AS id, c.details, c.moved FROM changed c WHERE c.details IS NOT NULL)
                """.formatted(list("%s"), list("c.%s"), list("%1$s = EXCLUDED.%1$s"))
                + LOG.formatted("update", "cyber_asset", """
                        , (SELECT count(*) FROM changed) AS found,
                        (SELECT array_agg(s.id) FROM stored s WHERE s.moved) AS moved""");
        outcome = Postgres.ONCE + "WITH " + changed() + " SELECT count(*), count(c.details) FROM changed c";
    }

    private static String stage(ResourceSql sql) {
        return Postgres.ONCE + """
                INSERT INTO import_row (organization_id, import_id, row_number, id, asset_tag, cyber_system_id, asset, details)
                SELECT $1, $2, ($3::integer[])[r.place], r.id, r.asset_tag, r.cyber_system_id, r.asset,
                  '{' || %s
                FROM (SELECT a.*, a AS asset, row_number() OVER () AS place
                  FROM json_populate_recordset(NULL::cyber_asset, $4::text::json) a) r""".formatted(sql.members(ImportSql::isStaged));
    }

    /** Returns true if a member is known before the change. */
    private static boolean isStaged(Field member) {
        return !member.readOnly() || member.name().equals("id");
    }

    private String insert(ResourceSql sql, String lookup, String condition) {
        return Postgres.ONCE
                + """
                WITH added AS MATERIALIZED (
                  SELECT i.organization_id, i.id, i.asset, i.details FROM import_row i
                  %s
                  WHERE i.import_id = $1 AND i.row_number > $2 AND i.row_number <= $3%s
                  ORDER BY i.row_number),
                times AS MATERIALIZED (
                  SELECT r.created_at, r.updated_at, ',' || %s || '}' AS details
                  FROM (SELECT change_time() AS created_at, change_time() AS updated_at, NULL::timestamptz AS deleted_at) r),
                written AS (
                  INSERT INTO cyber_asset (organization_id, id, %s, created_at, updated_at)
                  SELECT a.organization_id, a.id, %s, t.created_at, t.updated_at FROM added a, times t),
                stored AS (SELECT a.id, (a.details || t.details)::json AS details FROM added a, times t)
                """.formatted(
                        lookup, condition, sql.members(member -> !isStaged(member)), list("%s"), list("(a.asset).%s"))
                + LOG.formatted("create", "cyber_asset", "");
    }

    /**
     * Adds rows, with all that can be made before the change. $1 organization, $2 import, $3 numbers of the rows, $4 their
     * records as JSON; of rows with errors only id, tag and system.
     */
    String stage() {
        return stage;
    }

    /** Inserts the rows, none of which has an asset, and logs them. $1 import, $2 and $3 rows after and until. */
    String create() {
        return create;
    }

    /** Inserts the rows that have no asset, and logs them. Parameters as of {@link #create}. */
    String insert() {
        return insert;
    }

    /**
     * Updates the assets that differ from their rows, and logs them. $1 import, $2 and $3 rows after and until, $4 columns
     * of the file. Returns after two others the numbers of updated and of all such assets, and the ids of moved ones.
     */
    String update() {
        return update;
    }

    /** Counts the rows with an asset, and those that differ from it. Parameters as of {@link #update}. */
    String outcome() {
        return outcome;
    }

    List<String> statements() {
        return List.of(stage, UNSTAGE, FAULTS, GONE_SYSTEMS, STORE_WORDS, LEAVE_AREAS, create, insert, update, outcome);
    }

    /** Joins the rows with their assets. Columns that the file does not have stay as they are. */
    private String changed() {
        String after = fields.stream()
                .map(field -> field.mandatory()
                        ? "v." + field.column()
                        : "CASE WHEN '%1$s' = ANY ($4::text[]) THEN v.%1$s ELSE (f.before).%1$s END AS %1$s"
                                .formatted(field.column()))
                .collect(Collectors.joining(", "));
        String differences = fields.stream()
                .map(field ->
                        "CASE WHEN p.%1$s IS DISTINCT FROM (p.before).%1$s THEN ',\"%2$s\":{\"from\":' || %3$s || ',\"to\":' || %4$s || '}' END"
                                .formatted(field.column(), field.name(), json(field, "(p.before)."), json(field, "p.")))
                .collect(Collectors.joining(", "));
        return """
                changed AS MATERIALIZED (
                  SELECT q.*, CASE WHEN q.differences <> '' THEN ('{' || substr(q.differences, 2) || '}')::json END AS details FROM (
                    SELECT p.*, concat(%s) AS differences, p.cyber_system_id <> (p.before).cyber_system_id AS moved FROM (
                      SELECT f.id AS asset, f.before, %s
                      FROM import_row i
                      CROSS JOIN unnest(ARRAY[i.asset]) v
                      CROSS JOIN LATERAL (
                        SELECT a.id, a AS before FROM cyber_asset a WHERE a.asset_tag = i.asset_tag AND a.deleted_at IS NULL LIMIT 1) f
                      WHERE i.import_id = $1 AND i.row_number > $2 AND i.row_number <= $3) p) q)""".formatted(differences, after);
    }

    private static String json(Field field, String row) {
        return "COALESCE(" + field.type().json(row + field.column()) + ", 'null')";
    }

    private String list(String form) {
        return fields.stream().map(field -> form.formatted(field.column())).collect(Collectors.joining(", "));
    }
}
