package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.http.request.CursorSeal;
import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.ResourcesService;
import com.raptorcomply.resources.UnderTest;
import com.raptorcomply.resources.inventory.Inventory;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Runs the statements of the inventory's lists under the role that serves requests, bound by row-level security. The planner's
 * settings make a table of a test look like a large one, of which it would not sort all records for a page.
 */
final class PlannedLists implements AutoCloseable {
    /** Entries of indexes and rows of tables that the transaction has read from a table, functions included. */
    private static final String READ = """
            SELECT sum(pg_stat_get_xact_tuples_returned(o)) FROM (SELECT '%1$s'::regclass::oid AS o UNION ALL
              SELECT indexrelid FROM pg_index WHERE indrelid = '%1$s'::regclass) r""";

    private static final ResourceCompiler COMPILER =
            new ResourceCompiler(OpenApiDocument.read(ResourcesService.class, ResourcesService.DOCUMENT));

    private final Caller caller;
    private final String restrictions;
    private final PgConnection connection;

    private PlannedLists(Caller caller, String restrictions, PgConnection connection) {
        this.caller = caller;
        this.restrictions = restrictions;
        this.connection = connection;
        execute("SET random_page_cost = 1");
    }

    static PlannedLists of(UnderTest service, Caller caller) {
        return new PlannedLists(caller, "", service.indexConnection());
    }

    /** Returns those of a caller with restrictions, as {@code app.restrictions} has them. */
    static PlannedLists restricted(UnderTest service, Caller caller, String restrictions) {
        return new PlannedLists(caller, restrictions, service.indexConnection());
    }

    /** Returns the query of a request. */
    ListQuery query(String request) {
        QueryStringDecoder decoder = new QueryStringDecoder(request);
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
        decoder.parameters().forEach(parameters::add);
        ListOperation list = list(decoder.path());
        UUID parent =
                list.parent() == null ? null : UUID.fromString(decoder.path().split("/", -1)[2]);
        return list.query(list.parameters().read(parameters), parent, new CursorSeal(new byte[1]), "organization");
    }

    /** Returns the first records of a query. */
    List<Row> rows(ListQuery query, int count) {
        return run("", query, count);
    }

    /** Returns the plan of the page of 100 as text. */
    String plan(ListQuery query) {
        StringBuilder text = new StringBuilder();
        run("EXPLAIN (COSTS OFF) ", query, 101)
                .forEach(row -> text.append(row.getString(0)).append('\n'));
        return text.toString();
    }

    /** Returns the plan of a page that was read, with the numbers of rows. */
    JsonObject analyzed(ListQuery query, int count) {
        return run("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ", query, count)
                .get(0)
                .getJsonArray(0)
                .getJsonObject(0)
                .getJsonObject("Plan");
    }

    /** Returns how many rows and entries of a table reading a page takes. */
    long read(ListQuery query, int count) {
        String table = query.path().replaceFirst(".*/(.*)s$", "$1").replace('-', '_');
        execute("BEGIN");
        // PostgreSQL still counts what earlier transactions have read, for a second.
        long before = read(table);
        rows(query, count);
        long read = read(table) - before;
        execute("ROLLBACK");
        return read;
    }

    private long read(String table) {
        return execute(READ.formatted(table)).get(0).getLong(0);
    }

    /** Returns how often PostgreSQL makes a plan for the values of a statement that a connection keeps and runs so often. */
    long plansFor(ListQuery query, int count, int runs) {
        ListSql.Statement statement = statement(query, count);
        return plansFor(statement.sql(), statement.parameters(), runs);
    }

    /** Does the same for a statement without its last two parameters, which are those of the caller. */
    long plansFor(String scoped, Tuple parameters, int runs) {
        PreparedStatement kept = Await.result(connection.prepare(scoped));
        Tuple values = ofCaller(parameters);
        for (int i = 0; i < runs; i++) {
            Await.result(kept.query().execute(values));
        }
        long plans = execute("SELECT custom_plans FROM pg_prepared_statements")
                .get(0)
                .getLong(0);
        Await.result(kept.close());
        return plans;
    }

    @Override
    public void close() {
        Await.result(connection.close());
    }

    private List<Row> execute(String sql) {
        List<Row> rows = new ArrayList<>();
        Await.result(connection.query(sql).execute()).forEach(rows::add);
        return rows;
    }

    private List<Row> run(String explain, ListQuery query, int count) {
        ListSql.Statement statement = statement(query, count);
        List<Row> rows = new ArrayList<>();
        Await.result(connection.preparedQuery(explain + statement.sql()).execute(ofCaller(statement.parameters())))
                .forEach(rows::add);
        return rows;
    }

    private ListSql.Statement statement(ListQuery query, int count) {
        return list(query.path()).sql().statement(query, count, !restrictions.isEmpty());
    }

    private Tuple ofCaller(Tuple parameters) {
        return parameters.addString(caller.organization().toString()).addString(restrictions);
    }

    private static ListOperation list(String path) {
        String template = path.replaceFirst("[0-9a-f-]{36}", "{id}");
        return Inventory.declarations().stream()
                .flatMap(definition -> COMPILER.lists(COMPILER.compile(definition)).stream())
                .filter(list -> template.equals(
                        list.parent() == null ? list.path() : list.parent().path() + list.path()))
                .findFirst()
                .orElseThrow();
    }
}
