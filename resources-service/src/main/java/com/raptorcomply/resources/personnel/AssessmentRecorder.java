package com.raptorcomply.resources.personnel;

import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.resources.crud.RecordIds;
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
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records the dates of a user's latest assessment. The same dates again change and log nothing. */
final class AssessmentRecorder implements Handler<RoutingContext> {
    private static final String RESOURCE_TYPE = "personnel_risk_assessment";
    private static final String ASSESSED = "assessmentDate";
    private static final String DUE = "nextDueDate";

    /** $1 organization, $2 id of a new record, $3 user, $4 date of the assessment, $5 next due date or null. */
    private static final String STORE = """
            INSERT INTO personnel_risk_assessment AS p (organization_id, id, user_id, assessment_date, next_due_date)
            VALUES ($1, $2, $3, $4, COALESCE($5, ($4::date + interval '7 years')::date))
            ON CONFLICT (organization_id, user_id) DO UPDATE SET assessment_date = EXCLUDED.assessment_date,
              next_due_date = EXCLUDED.next_due_date, updated_at = change_time()
            WHERE (p.assessment_date, p.next_due_date) <> (EXCLUDED.assessment_date, EXCLUDED.next_due_date)""";

    private final View ofUser;
    private final ObjectSchema schema;
    private final Writer writer;

    /** @param schema of the body */
    AssessmentRecorder(View ofUser, ObjectSchema schema, Writer writer) {
        this.ofUser = ofUser;
        this.schema = schema;
        this.writer = writer;
    }

    /** Returns its statements, for preparing them at start. */
    static List<String> statements(View ofUser) {
        return List.of(STORE, ofUser.inside());
    }

    @Override
    public void handle(RoutingContext ctx) {
        UUID user = Responses.id(ctx, RiskAssessments.USER);
        JsonBody.read(ctx.request(), JsonBody.BYTES_MAX)
                .compose(body -> {
                    WriteSupport.check(schema, body);
                    return writer.write(ctx, work -> person(work, user)
                            .compose(known -> current(work, user))
                            .compose(before -> record(work, user, body, before)));
                })
                .onSuccess(recorded -> Responses.changed(ctx, recorded.isNew() ? 201 : 200, recorded.body()))
                .onFailure(ctx::fail);
    }

    /** @param isNew true if the user had none before */
    private record Recorded(boolean isNew, Buffer body) {}

    /** Fails with a 404 for a user who is not known, because the path names the user. */
    private static Future<?> person(UnitOfWork work, UUID user) {
        return WriteSupport.person(work, RiskAssessments.USER, user)
                .recover(failure -> Future.failedFuture(
                        failure instanceof ProblemException ? Problem.notFound().exception() : failure));
    }

    /** Returns what is recorded, or null, if the conditions of the request hold. */
    private Future<@Nullable Buffer> current(UnitOfWork work, UUID user) {
        return work.execute(ofUser.inside(), Tuple.of(user)).map(rows -> {
            if (rows.size() == 0) {
                work.requireNone();
                return null;
            }
            return work.requireMatch(rows.iterator().next().getBuffer(0));
        });
    }

    private Future<Recorded> record(UnitOfWork work, UUID user, JsonObject body, @Nullable Buffer before) {
        return work.execute(
                        STORE,
                        Tuple.of(
                                work.tenant().organizationId(),
                                RecordIds.next(),
                                user,
                                date(body, ASSESSED),
                                date(body, DUE)))
                .compose(stored -> ofUser.inside(work, Tuple.of(user)))
                .map(after -> {
                    log(work, before, after);
                    return new Recorded(before == null, after);
                });
    }

    private static void log(UnitOfWork work, @Nullable Buffer before, Buffer after) {
        JsonObject record = after.toJsonObject();
        UUID id = UUID.fromString(record.getString("id"));
        if (before == null) {
            work.log("create", RESOURCE_TYPE, id, record);
            return;
        }
        JsonObject old = before.toJsonObject();
        JsonObject changes = new JsonObject();
        for (String field : List.of(ASSESSED, DUE)) {
            if (!record.getString(field).equals(old.getString(field))) {
                changes.put(
                        field,
                        new JsonObject().put("from", old.getString(field)).put("to", record.getString(field)));
            }
        }
        if (!changes.isEmpty()) {
            work.log("update", RESOURCE_TYPE, id, changes);
        }
    }

    private static @Nullable LocalDate date(JsonObject body, String field) {
        String text = body.getString(field);
        return text == null ? null : LocalDate.parse(text);
    }
}
