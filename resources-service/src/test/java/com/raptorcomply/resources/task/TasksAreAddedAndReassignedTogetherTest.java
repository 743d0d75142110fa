package com.raptorcomply.resources.task;

import static com.raptorcomply.resources.task.TaskBodies.listed;
import static com.raptorcomply.resources.task.TaskBodies.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.crud.BulkForm;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Up to 1,000 tasks are added in one request, each with its outcome or all or none; those of a person move in one. */
class TasksAreAddedAndReassignedTogetherTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID ada = records.person("Ada");
    private final UUID bob = records.person("Bob");
    private final UUID facility = records.facility("F-1");

    private static JsonObject tasks(Object... tasks) {
        return new JsonObject().put("tasks", new JsonArray(List.of(tasks)));
    }

    private JsonObject faulty() {
        return task(ada, "Faulty", "2026-02-30");
    }

    private JsonObject dangling() {
        return task(ada, "Dangling", "2090-01-01")
                .put("relatedResourceId", UUID.randomUUID().toString())
                .put("relatedResourceType", "facility");
    }

    @Test
    void eachWithItsOutcome() {
        Answer answer = caller.post(
                "/tasks/bulk",
                tasks(task(ada, "One", "2090-01-01"), faulty(), dangling(), task(bob, "Two", "2090-01-02")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonObject outcome = answer.object();
        assertThat(outcome.getInteger("created")).isEqualTo(2);
        assertThat(outcome.getInteger("failed")).isEqualTo(2);
        assertThat(outcome.getJsonArray("outcomes"))
                .map(each -> ((JsonObject) each).getInteger("status"))
                .containsExactly(201, 422, 422, 201);
        JsonObject first = outcome.getJsonArray("outcomes").getJsonObject(0).getJsonObject("task");
        assertThat(caller.get("/tasks/" + first.getString("id")).object()).isEqualTo(first);
        assertThat(listed(caller, "/tasks", "title")).containsExactlyInAnyOrder("One", "Two");
        assertThat(records.query("SELECT count(DISTINCT link) || ' ' || count(*) FROM activity"))
                .containsExactly("1 2");
    }

    @Test
    void orAllOrNone() {
        Answer refused = caller.post("/tasks/bulk?atomic=true", tasks(task(ada, "One", "2090-01-01"), dangling()));
        Answer nothing = caller.post("/tasks/bulk", tasks(faulty()), "Idempotency-Key", "k");
        Answer created =
                caller.post("/tasks/bulk?atomic=true", tasks(task(ada, "One", "2090-01-01")), "Idempotency-Key", "k");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.object().getString("field")).isEqualTo("tasks[1].relatedResourceId");
        assertThat(refused.message()).startsWith("Field 'tasks[1].relatedResourceId'");
        assertThat(nothing.object().getInteger("created")).isZero();
        assertThat(created.status()).as(created.body()).isEqualTo(200);
        assertThat(listed(caller, "/tasks", "title")).containsExactly("One");
    }

    @Test
    void onceForARepeatedRequest() {
        JsonObject body = tasks(task(ada, "One", "2090-01-01"), faulty());
        Answer first = caller.post("/tasks/bulk", body, "Idempotency-Key", "k");
        Answer again = caller.post("/tasks/bulk", body, "Idempotency-Key", "k");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(listed(caller, "/tasks", "title")).containsExactly("One");
    }

    @Test
    void upToTheBound() {
        JsonArray most = new JsonArray(IntStream.range(0, BulkForm.ITEMS_MAX)
                .mapToObj(number -> task(ada, "Task " + number, "2090-01-01"))
                .toList());
        Answer answer = caller.post("/tasks/bulk", new JsonObject().put("tasks", most));
        assertThat(answer.object().getInteger("created")).isEqualTo(BulkForm.ITEMS_MAX);
        assertThat(caller.get("/tasks").array()).hasSize(BulkForm.ITEMS_MAX);

        Answer tooMany = caller.post(
                "/tasks/bulk", new JsonObject().put("tasks", most.copy().add(faulty())));
        assertThat(tooMany.status()).isEqualTo(422);
        assertThat(tooMany.object().getString("field")).isEqualTo("tasks");
        for (Object none : new Object[] {new JsonArray(), "one", 1}) {
            assertThat(caller.post("/tasks/bulk", new JsonObject().put("tasks", none))
                            .status())
                    .isEqualTo(422);
        }
        assertThat(caller.post("/tasks/bulk", tasks(1)).object().getString("field"))
                .isEqualTo("tasks[0]");
        assertThat(caller.post("/tasks/bulk?atomic=perhaps", tasks(faulty())).status())
                .isEqualTo(400);
    }

    @Test
    void openOnesOfAPersonGoToAnother() {
        caller.post("/tasks", task(ada, "Open", "2090-01-01"));
        caller.post("/tasks", task(ada, "Overdue", "2020-01-01").put("status", "in_progress"));
        caller.post("/tasks", task(ada, "Complete", "2090-01-01").put("status", "complete"));
        caller.post("/tasks", task(bob, "Of Bob", "2090-01-01"));
        JsonObject body = new JsonObject().put("csmId", ada.toString()).put("assigneeId", bob.toString());

        assertThat(caller.post("/tasks/reassign-from-csm", body).object())
                .isEqualTo(new JsonObject().put("reassigned", 2));
        assertThat(caller.post("/tasks/reassign-from-csm", body).object())
                .isEqualTo(new JsonObject().put("reassigned", 0));
        assertThat(listed(caller, "/tasks?assigneeId=" + bob, "title"))
                .containsExactlyInAnyOrder("Open", "Overdue", "Of Bob");
        assertThat(listed(caller, "/tasks?assigneeId=" + ada, "title")).containsExactly("Complete");
        assertThat(records.query("SELECT changes #>> '{assigneeId,to}' FROM activity WHERE action = 'update'"))
                .containsExactly(bob.toString(), bob.toString());
    }

    @Test
    void ofTheCurrentSeniorManagerIfNobodyIsNamed() {
        caller.post("/tasks", task(ada, "Open", "2090-01-01"));
        JsonObject body = new JsonObject().put("assigneeId", bob.toString());
        assertThat(caller.post("/tasks/reassign-from-csm", body).status()).isEqualTo(409);

        caller.post(
                "/cip-senior-manager-assignments",
                new JsonObject().put("userId", ada.toString()).put("effectiveDate", "2026-01-01"));
        assertThat(caller.post("/tasks/reassign-from-csm", body).object().getInteger("reassigned"))
                .isEqualTo(1);
        assertThat(listed(caller, "/tasks", "assigneeId")).containsExactly(bob.toString());
    }

    /** A task about a record is seen with it, and one about nothing by callers without restrictions only. */
    @Test
    void byARestrictedCallerInItsPlaces() {
        UUID elsewhere = records.facility("F-2");
        Caller inside =
                caller.withRestrictions(new Stamp.Restriction(List.of(facility), List.of(), List.of(), List.of()));
        JsonObject here = task(ada, "Here", "2090-01-01")
                .put("relatedResourceId", facility.toString())
                .put("relatedResourceType", "facility");
        caller.post(
                "/tasks/bulk",
                tasks(
                        here,
                        task(ada, "About nothing", "2090-01-01"),
                        here.copy().put("title", "There").put("relatedResourceId", elsewhere.toString())));

        assertThat(listed(inside, "/tasks", "title")).containsExactly("Here");
        assertThat(listed(inside, "/tasks?relatedResourceId=" + elsewhere, "title"))
                .isEmpty();
        assertThat(inside.post("/tasks", task(ada, "New", "2090-01-01")).status())
                .isEqualTo(403);
        Answer some = inside.post(
                "/tasks/bulk", tasks(here.copy().put("title", "Also here"), task(ada, "New", "2090-01-01")));
        assertThat(some.object().getJsonArray("outcomes"))
                .map(each -> ((JsonObject) each).getInteger("status"))
                .containsExactly(201, 403);
        JsonObject body = new JsonObject().put("csmId", ada.toString()).put("assigneeId", bob.toString());
        assertThat(inside.post("/tasks/reassign-from-csm", body).object().getInteger("reassigned"))
                .isEqualTo(2);
        assertThat(listed(caller, "/tasks?assigneeId=" + ada, "title"))
                .containsExactlyInAnyOrder("About nothing", "There");
    }
}
