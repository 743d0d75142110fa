package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A resource that is declared in one fragment, one migration and one line of Java has all plain operations, with filters,
 * idempotency, conditions, restriction, isolation and the activity log. The examples of the document are its bodies.
 */
class EveryDeclaredResourceKeepsTheContractTest {
    static List<Subject> subjects() {
        return Subject.all().toList();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void fromCreationToDeletion(Subject subject) {
        Caller caller = subject.caller();
        JsonObject body = subject.body();

        Answer created = caller.post(subject.path(), body);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertHolds(created, body);
        String path = created.header("Location");
        assertThat(path).isEqualTo(subject.path() + '/' + id(created));
        assertThat(caller.get(path).object()).isEqualTo(created.object());
        assertThat(subject.listed(caller, subject.path())).containsExactly(id(created));

        Answer changed = caller.patch(path, subject.change());
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertHolds(changed, subject.change());
        Answer replaced = caller.put(path, subject.otherBody());
        assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
        assertHolds(replaced, subject.otherBody());

        assertThat(caller.delete(path).status()).isEqualTo(204);
        assertThat(caller.get(path).status()).isEqualTo(404);
        assertThat(subject.listed(caller, subject.path())).isEmpty();
        assertThat(caller.get(subject.path() + "?includeDeleted=true").array())
                .map(JsonObject.class::cast)
                .filteredOn(record -> record.getString("id").equals(id(created)))
                .singleElement()
                .satisfies(gone -> {
                    assertThat(gone.getBoolean("isDeleted")).isTrue();
                    assertThat(gone.getString("deletedAt")).isNotNull();
                });
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void foundByWordsAndUnderItsParents(Subject subject) {
        Caller caller = subject.caller();
        JsonObject record = caller.post(subject.path(), subject.body()).object();
        String id = record.getString("id");

        for (String field : subject.declared().words()) {
            Matcher word = Pattern.compile("[A-Za-z0-9]+").matcher(record.getString(field, ""));
            if (word.find()) {
                assertThat(subject.listed(caller, subject.path() + "?q=" + word.group()))
                        .containsExactly(id);
            }
        }
        subject.declared().parents().forEach((parent, filter) -> {
            String owner = record.getString(filter);
            if (owner != null) {
                String list = parent.replace("{id}", owner) + subject.path();
                assertThat(subject.listed(caller, list)).as(list).containsExactly(id);
                assertThat(subject.stranger().get(list).status()).isEqualTo(404);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void withAnEntryInTheLogForEachChange(Subject subject) {
        Caller caller = subject.caller();
        Answer created = caller.post(subject.path(), subject.body());
        String path = created.header("Location");
        caller.put(path, subject.otherBody());
        caller.put(path, subject.otherBody());
        caller.post(subject.path(), subject.otherBody());
        caller.delete(path);

        assertThat(subject.records().query("SELECT action FROM activity WHERE resource_id = '" + id(created) + "'"))
                .containsExactlyInAnyOrder("create", "update", "delete");
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void forItsOwnOrganizationOnly(Subject subject) {
        Caller stranger = subject.stranger();
        String path = subject.caller().post(subject.path(), subject.body()).header("Location");

        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.patch(path, subject.change()).status()).isEqualTo(404);
        assertThat(stranger.put(path, subject.body()).status()).isEqualTo(404);
        assertThat(stranger.delete(path).status()).isEqualTo(404);
        assertThat(subject.listed(stranger, subject.path())).isEmpty();
        assertThat(subject.listed(stranger, subject.path() + "?includeDeleted=true"))
                .isEmpty();
        assertThat(subject.caller().get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void inThePlacesOfARestrictedCaller(Subject subject) {
        Answer created = subject.caller().post(subject.path(), subject.body());
        String path = created.header("Location");
        Caller inside = subject.restrictedTo(id(created));
        Caller outside = subject.restrictedElsewhere();

        assertThat(subject.listed(inside, subject.path())).containsExactly(id(created));
        assertThat(inside.get(path).status()).isEqualTo(200);
        assertThat(inside.patch(path, subject.change()).status()).isEqualTo(200);
        if (subject.isOpen()) {
            assertThat(subject.listed(outside, subject.path())).containsExactly(id(created));
            return;
        }
        assertThat(subject.listed(outside, subject.path())).isEmpty();
        assertThat(outside.get(path).status()).isEqualTo(404);
        assertThat(outside.patch(path, subject.change()).status()).isEqualTo(404);
        assertThat(outside.delete(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void withThePermissionOfEachOperation(Subject subject) {
        String path = subject.caller().post(subject.path(), subject.body()).header("Location");

        assertThat(subject.without("read").get(path).status()).isEqualTo(403);
        assertThat(subject.without("list").get(subject.path()).status()).isEqualTo(403);
        assertThat(subject.without("create")
                        .post(subject.path(), subject.otherBody())
                        .status())
                .isEqualTo(403);
        assertThat(subject.without("update").patch(path, subject.change()).status())
                .isEqualTo(403);
        assertThat(subject.without("replace").put(path, subject.body()).status())
                .isEqualTo(403);
        assertThat(subject.without("delete").delete(path).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void onceForARepeatedRequest(Subject subject) {
        Caller caller = subject.caller();
        Answer first = caller.post(subject.path(), subject.body(), "Idempotency-Key", "one");
        Answer again = caller.post(subject.path(), subject.body(), "Idempotency-Key", "one");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(subject.listed(caller, subject.path())).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void underTheConditionsOfTheClient(Subject subject) {
        Caller caller = subject.caller();
        Answer created = caller.post(subject.path(), subject.body());
        String path = created.header("Location");
        String stale = created.header("ETag");

        assertThat(caller.get(path, "If-None-Match", stale).status()).isEqualTo(304);
        assertThat(caller.put(path, subject.otherBody(), "If-Match", stale).status())
                .isEqualTo(200);
        assertThat(caller.delete(path, "If-Match", stale).status()).isEqualTo(412);
        assertThat(caller.delete(path, "If-Match", caller.get(path).header("ETag"))
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void selectedByEachFilter(Subject subject) {
        Caller caller = subject.caller();
        JsonObject created = caller.post(subject.path(), subject.body()).object();
        for (String filter : subject.declared().filters()) {
            Object value = created.getValue(filter);
            if (value != null) {
                assertThat(subject.listed(caller, subject.path() + '?' + filter + '=' + Subject.inQuery(value)))
                        .as(filter)
                        .containsExactly(created.getString("id"));
            }
            if (filter.endsWith("Id")) {
                String other = (filter.equals("externalId") ? "cmdb:" : "") + UUID.randomUUID();
                assertThat(subject.listed(caller, subject.path() + '?' + filter + '=' + other))
                        .as(filter)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void sortedByEachOrder(Subject subject) {
        Caller caller = subject.caller();
        caller.post(subject.path(), subject.body());
        caller.post(subject.path(), subject.otherBody());
        for (String order : subject.declared().orders()) {
            List<String> upwards = subject.listed(caller, subject.path() + "?limit=10&sort=" + order);
            List<String> downwards = subject.listed(caller, subject.path() + "?limit=10&sort=-" + order);

            assertThat(upwards).as(order).hasSize(2).containsExactlyInAnyOrderElementsOf(downwards);
        }
    }

    /** Asserts that the record has these values. */
    private static void assertHolds(Answer answer, JsonObject values) {
        JsonObject record = answer.object();
        values.fieldNames()
                .forEach(name -> assertThat(record.getValue(name)).as(name).isEqualTo(values.getValue(name)));
    }

    private static String id(Answer answer) {
        return answer.object().getString("id");
    }
}
