package com.raptorcomply.resources.policy;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.crud.CompiledResource;
import com.raptorcomply.resources.crud.Responses;
import com.raptorcomply.resources.crud.UnitOfWork;
import com.raptorcomply.resources.crud.View;
import com.raptorcomply.resources.crud.WriteSupport;
import com.raptorcomply.resources.crud.Writer;
import com.raptorcomply.resources.schema.ObjectSchema;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Puts the sections of a draft in the order of a request, which names each of them once. The conditions of the request are
 * about the document with its sections, because these show the order.
 */
final class SectionOrder implements Handler<RoutingContext> {
    private static final String FIELD = "sectionIds";

    private static final String SECTIONS = Postgres.ONCE
            + "SELECT s.id FROM document_section s WHERE s.policy_document_id = $1 AND s.deleted_at IS NULL";
    private static final String MOVE = Postgres.ONCE + """
            UPDATE document_section s SET position = o.place, updated_at = change_time()
            FROM document_section b JOIN unnest($1::uuid[]) WITH ORDINALITY AS o(id, place) ON o.id = b.id
            WHERE s.organization_id = b.organization_id AND s.id = b.id AND b.position <> o.place
            RETURNING s.id, b.position, s.position""";

    private final CompiledResource document;
    private final View whole;
    private final ObjectSchema schema;
    private final Writer writer;

    /**
     * Creates the handler.
     *
     * @param whole the document with its sections
     * @param schema of the body
     */
    SectionOrder(CompiledResource document, View whole, ObjectSchema schema, Writer writer) {
        this.document = document;
        this.whole = whole;
        this.schema = schema;
        this.writer = writer;
    }

    /** Returns its statements, for preparing them at start. */
    static List<String> statements(View whole) {
        return List.of(SECTIONS, MOVE, whole.inside());
    }

    @Override
    public void handle(RoutingContext ctx) {
        UUID id = Responses.id(ctx);
        JsonBody.read(ctx.request(), JsonBody.BYTES_MAX)
                .compose(body -> {
                    WriteSupport.check(schema, body);
                    return writer.write(ctx, work -> work.lockEditable(document, id)
                            .compose(editable -> whole.inside(work, Tuple.of(id)))
                            .map(work::requireMatch)
                            .compose(matching -> reorder(work, id, ids(body))));
                })
                .onSuccess(ordered -> Responses.changed(ctx, 200, ordered))
                .onFailure(ctx::fail);
    }

    private Future<Buffer> reorder(UnitOfWork work, UUID id, List<UUID> order) {
        return work.execute(SECTIONS, Tuple.of(id))
                .compose(sections -> {
                    WriteSupport.refuse(faults(order, sections));
                    return work.execute(MOVE, Tuple.tuple().addArrayOfUUID(order.toArray(UUID[]::new)));
                })
                .compose(moved -> {
                    moved.forEach(section -> log(work, section));
                    return whole.inside(work, Tuple.of(id));
                });
    }

    private static void log(UnitOfWork work, Row section) {
        JsonObject position =
                new JsonObject().put("from", section.getInteger(1)).put("to", section.getInteger(2));
        work.log("update", "document_section", section.getUUID(0), new JsonObject().put("position", position));
    }

    private static List<Violation> faults(List<UUID> order, RowSet<Row> sections) {
        Set<UUID> own = StreamSupport.stream(sections.spliterator(), false)
                .map(row -> row.getUUID(0))
                .collect(Collectors.toSet());
        List<Violation> faults = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            if (!own.contains(order.get(i))) {
                faults.add(WriteSupport.dangling(FIELD + "[" + i + "]"));
            }
        }
        order.forEach(own::remove);
        if (!own.isEmpty()) {
            faults.add(Violation.of(
                    FIELD,
                    ErrorCode.INVALID_VALUE,
                    "must name every section of the document: " + own.size() + " missing"));
        }
        return faults;
    }

    private static List<UUID> ids(JsonObject body) {
        return body.getJsonArray(FIELD).stream()
                .map(id -> UUID.fromString((String) id))
                .toList();
    }
}
