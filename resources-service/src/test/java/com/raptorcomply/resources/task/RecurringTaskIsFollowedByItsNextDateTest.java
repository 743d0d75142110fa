package com.raptorcomply.resources.task;

import static com.raptorcomply.resources.task.TaskBodies.listed;
import static com.raptorcomply.resources.task.TaskBodies.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each series has one task to do: the date after the last one that is complete. One date can differ from the others. */
class RecurringTaskIsFollowedByItsNextDateTest {
    private static final JsonObject COMPLETE = new JsonObject().put("status", "complete");
    private static final JsonObject CANCELLED = new JsonObject().put("status", "cancelled");

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID ada = records.person("Ada");
    private final UUID bob = records.person("Bob");
    private final UUID facility = records.facility("F-1");
    private final JsonObject monthly = task(ada, "Review access", "2090-01-31")
            .put("recurrence", "monthly")
            .put("relatedResourceId", facility.toString())
            .put("relatedResourceType", "facility");
    private final String path = caller.post("/tasks", monthly).header("Location");
    private final String occurrences = "/tasks?parentTaskId=" + path.substring("/tasks/".length());

    @Test
    void whenOneIsComplete() {
        caller.patch(path, COMPLETE);
        caller.patch(path, new JsonObject().put("notes", "Again"));
        JsonObject second = caller.get(occurrences).array().getJsonObject(0);

        assertThat(second.getMap())
                .containsEntry("dueDate", "2090-02-28")
                .containsEntry("occurrenceDate", "2090-02-28")
                .containsEntry("status", "open")
                .containsEntry("title", "Review access")
                .containsEntry("relatedResourceId", facility.toString())
                .containsEntry("recurrence", null);
        caller.patch("/tasks/" + second.getString("id"), new JsonObject().put("dueDate", "2090-03-05"));
        caller.patch("/tasks/" + second.getString("id"), COMPLETE);
        assertThat(listed(caller, occurrences, "dueDate")).containsExactly("2090-03-05", "2090-03-31");
    }

    @Test
    void onceForCompletionsAtTheSameTime() {
        List<Integer> statuses = IntStream.range(0, 6)
                .parallel()
                .mapToObj(number -> caller.patch(path, COMPLETE).status())
                .toList();

        assertThat(statuses).containsOnly(200);
        assertThat(listed(caller, occurrences, "occurrenceDate")).containsExactly("2090-02-28");
    }

    @Test
    void whenOneIsCancelledOrDeleted() {
        caller.patch(path, COMPLETE);
        caller.patch("/tasks/" + listed(caller, occurrences, "id").get(0), CANCELLED);
        caller.delete("/tasks/" + listed(caller, occurrences, "id").get(1));
        caller.patch("/tasks/" + listed(caller, occurrences, "id").get(1), COMPLETE);

        assertThat(listed(caller, occurrences, "occurrenceDate"))
                .containsExactly("2090-02-28", "2090-04-30", "2090-05-31");
        caller.patch(path, CANCELLED);
        caller.patch("/tasks/" + listed(caller, occurrences, "id").get(2), COMPLETE);
        assertThat(listed(caller, occurrences, "id")).hasSize(3);
    }

    /** No request could name a later date, nor send the task back as it is shown. */
    @Test
    void notAfterTheYear9999() {
        String last = caller.post("/tasks", task(ada, "Review", "9999-11-30").put("recurrence", "monthly"))
                .header("Location");
        String following = "/tasks?parentTaskId=" + last.substring("/tasks/".length());

        caller.patch(last, COMPLETE);
        Answer complete =
                caller.patch("/tasks/" + listed(caller, following, "id").get(0), COMPLETE);

        assertThat(complete.status()).as(complete.body()).isEqualTo(200);
        assertThat(listed(caller, following, "dueDate")).containsExactly("9999-12-30");
        assertThat(caller.put(last + "/+10000-01-30", COMPLETE).status()).isEqualTo(404);
    }

    @Test
    void asTheRequestForItsDateSays() {
        JsonObject body = new JsonObject().put("assigneeId", bob.toString()).put("notes", "In the new building");
        Answer created = caller.put(path + "/2090-03-31", body);
        Answer repeated = caller.put(path + "/2090-03-31", body, "If-Match", created.header("ETag"));
        Answer replaced = caller.put(path + "/2090-03-31", new JsonObject().put("dueDate", "2090-04-02"));

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(caller.get(created.header("Location")).body()).isEqualTo(replaced.body());
        assertThat(created.object().getMap())
                .containsEntry("assigneeId", bob.toString())
                .containsEntry("dueDate", "2090-03-31")
                .containsEntry("parentTaskId", path.substring("/tasks/".length()));
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.body()).isEqualTo(created.body());
        assertThat(replaced.object().getMap())
                .containsEntry("assigneeId", ada.toString())
                .containsEntry("dueDate", "2090-04-02")
                .containsEntry("occurrenceDate", "2090-03-31")
                .doesNotContainKey("notes");
        assertThat(caller.put(path + "/2090-03-31", body, "If-Match", created.header("ETag"))
                        .status())
                .isEqualTo(412);
        caller.patch(path, COMPLETE);
        assertThat(listed(caller, occurrences, "occurrenceDate")).containsExactly("2090-03-31", "2090-02-28");
    }

    @Test
    void onNoOtherDate() {
        String once = caller.post("/tasks", task(ada, "Once", "2090-01-31")).header("Location");
        for (String date : new String[] {"2090-02-27", "2089-12-31", "2090-2-28", "+10000-01-31", "tomorrow"}) {
            assertThat(caller.put(path + "/" + date, COMPLETE).status())
                    .as(date)
                    .isEqualTo(404);
        }
        assertThat(caller.put(path + "/2090-02-27", COMPLETE).message())
                .isEqualTo("The task does not recur on 2090-02-27");
        Answer ofOnce = caller.put(once + "/2090-01-31", COMPLETE);
        assertThat(ofOnce.status()).isEqualTo(404);
        assertThat(ofOnce.message()).isEqualTo("The task does not recur");
        assertThat(caller.put(path + "/2090-01-31", COMPLETE).status()).isEqualTo(409);
        assertThat(Caller.ofNewOrganization()
                        .put(path + "/2090-02-28", COMPLETE)
                        .status())
                .isEqualTo(404);
        assertThat(caller.put(path + "/2090-02-28", new JsonObject().put("recurrence", "yearly"))
                        .status())
                .isEqualTo(422);
        assertThat(caller.get(occurrences).body()).isEqualTo("[]");
    }
}
