package com.raptorcomply.resources.audit;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

/** Reads links and entries of the log as the exact texts whose digests make the chain, one JSON object in each line. */
public final class ChainLines {
    /** The column of the line. */
    public static final int LINE_COLUMN = 2;

    static final String SQL = Postgres.ONCE + TenantDatabase.scoped("""
            SELECT e.link, e.ordinal, e.line FROM (
              (SELECT l.sequence AS link, 0 AS ordinal,
                 json_build_object('link', activity_link_text(l), 'hash', encode(l.hash, 'hex'))::text AS line
               FROM activity_link l WHERE caller.known AND l.sequence >= $1 AND (l.sequence > $1 OR $2 < 0) AND l.sequence <= $3
               ORDER BY l.sequence LIMIT $4::integer)
              UNION ALL
              (SELECT a.link, a.ordinal, CASE WHEN a.hash IS NULL
                 THEN json_build_object('entry',
                   activity_entry_text(a.ordinal, a.action, a.resource_type, a.resource_id, a.changes))
                 ELSE json_build_object('link', activity_own_link_text(a), 'hash', encode(a.hash, 'hex')) END::text
               FROM activity a WHERE caller.known AND (a.link, a.ordinal) > ($1::bigint, $2::integer) AND a.link <= $3::bigint
               ORDER BY a.link, a.ordinal LIMIT $4::integer)) e
            ORDER BY e.link, e.ordinal LIMIT $4::integer""", 4);

    private ChainLines() {}

    /**
     * A place between two lines.
     *
     * @param ordinal of the last entry before it; -1 before the link itself
     */
    public record Position(long link, int ordinal) {
        /** The place before all lines. */
        public static final Position START = new Position(0, -1);

        /** Returns the place after all lines of a link. */
        public static Position afterLink(long link) {
            return new Position(link, Integer.MAX_VALUE);
        }

        /** Returns the place after the line of a row. */
        public static Position of(Row row) {
            return new Position(row.getLong(0), row.getInteger(1));
        }
    }

    /**
     * Reads the next lines.
     *
     * @param last the last link
     */
    public static Future<RowSet<Row>> read(
            RoutingContext ctx, TenantDatabase database, Position after, long last, int lines) {
        return database.readRows(ctx, SQL, Tuple.of(after.link, after.ordinal, last, lines), lines);
    }
}
