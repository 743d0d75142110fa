package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Bodies;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A change to values that mean the same as the stored ones, however they are written, is neither stored nor logged. */
class ChangeWithoutEffectLeavesNothingTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);

    static List<Subject> subjects() {
        return Subject.changeable().toList();
    }

    /** Each member by itself, those without a value as null, and all together. */
    @ParameterizedTest
    @MethodSource("subjects")
    void membersAsTheyWereRead(Subject subject) {
        Caller changer = subject.caller();
        String path = changer.post(subject.path(), subject.body()).header("Location");
        Answer read = changer.get(path);
        JsonObject record = read.object();
        JsonObject fields = Subject.schema(subject.declared().name() + "Fields");
        List<JsonObject> changes = new ArrayList<>(List.of(record));
        if (!fields.containsKey("oneOf")) { // the document wants a variant as a whole
            record.forEach(member -> changes.add(new JsonObject().put(member.getKey(), member.getValue())));
            fields.getJsonObject("properties").fieldNames().stream()
                    .filter(name -> record.getValue(name) == null)
                    .forEach(name -> changes.add(new JsonObject().putNull(name)));
        }

        for (JsonObject change : changes) {
            Answer changed = changer.patch(path, change);
            assertThat(changed.body()).as(change.encode()).isEqualTo(read.body());
            assertThat(changed.header("ETag")).as(change.encode()).isEqualTo(read.header("ETag"));
        }
        if (subject.declared().operations().contains("replace")) {
            assertThat(changer.put(path, record).body()).isEqualTo(read.body());
        }
        assertThat(updates(subject.records())).isEmpty();
    }

    /** A record that is overdue has one of the words below, which only a change of the word changes. */
    @ParameterizedTest
    @CsvSource({
        "Task, open, in_progress",
        "Task, in_progress, open",
        "TrainingAssignment, assigned, in_progress",
        "TrainingAssignment, in_progress, assigned"
    })
    void wordOfAnOverdueRecord(String name, String word, String other) {
        Subject subject = subjects().stream()
                .filter(each -> each.declared().name().equals(name))
                .findFirst()
                .orElseThrow();
        Caller changer = subject.caller();
        Answer created = changer.post(
                subject.path(), subject.body().put("dueDate", "2020-01-01").put("status", word));
        String path = created.header("Location");
        assertThat(created.object().getString("status")).isEqualTo("overdue");

        Answer same = changer.patch(path, new JsonObject().put("status", word));
        Answer replaced = changer.put(path, created.object().put("status", word));
        assertThat(same.body()).isEqualTo(created.body());
        assertThat(replaced.body()).isEqualTo(created.body());
        assertThat(updates(subject.records())).isEmpty();

        changer.patch(path, new JsonObject().put("status", other));
        assertThat(updates(subject.records()))
                .containsExactly("{\"status\":{\"from\":\"" + word + "\",\"to\":\"" + other + "\"}}");
    }

    @Test
    void wholeNumberAndIdOfAnAsset() {
        UUID system = records.system("S-1");

        assertUnchanged(
                caller.post("/cyber-assets", Records.asset(system, "T-1")),
                new JsonObject()
                        .put("count", new BigDecimal("1.0"))
                        .put("cyberSystemId", system.toString().toUpperCase(Locale.ROOT))
                        .putNull("macAddress"));
    }

    @Test
    void decimalsOfAFacility() {
        JsonObject facility = Bodies.facility("F-1")
                .put("latitude", "48.30")
                .put("generationType", new JsonArray().add("solar").add("storage"));

        assertUnchanged(
                caller.post("/facilities", facility),
                new JsonObject()
                        .put("capacityMw", "205.5")
                        .put("capacityMva", "230.000")
                        .put("latitude", "48.3")
                        .put("generationType", new JsonArray().add("solar").add("storage")));
    }

    @Test
    void numberAndAddressOfAControlCenter() {
        assertUnchanged(
                caller.post("/control-centers", Bodies.controlCenter("C-1")),
                new JsonObject()
                        .put("recoveryTimeObjective", new BigDecimal("4.00"))
                        .put("address", new JsonObject().put("city", "Fargo").putNull("zip")));
    }

    private void assertUnchanged(Answer created, JsonObject change) {
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String path = created.header("Location");
        Answer patched = caller.patch(path, change);
        Answer replaced = caller.put(path, created.object().mergeIn(change));

        assertThat(patched.body()).isEqualTo(created.body());
        assertThat(replaced.body()).isEqualTo(created.body());
        assertThat(replaced.header("ETag")).isEqualTo(created.header("ETag"));
        assertThat(updates(records)).isEmpty();
    }

    /** Returns what the log says of each update. */
    private static List<String> updates(Records records) {
        return records.query("SELECT changes FROM activity WHERE action = 'update'");
    }
}
