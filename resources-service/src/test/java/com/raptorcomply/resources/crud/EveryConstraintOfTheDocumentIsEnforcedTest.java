package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each constraint that the document has on a field is broken in turn: the response is 422 with the code of the constraint and
 * the path of the field, for a creation, a change and a replacement alike, and nothing is stored.
 */
class EveryConstraintOfTheDocumentIsEnforcedTest {
    static List<Subject> subjects() {
        return Subject.all().toList();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void onCreation(Subject subject) {
        Caller caller = subject.caller();
        SoftAssertions all = new SoftAssertions();
        List<Breakage> breakages = breakages(subject);

        for (Breakage each : breakages) {
            assertRefused(all, each, caller.post(subject.path(), broken(subject.body(), each)));
        }

        all.assertAll();
        assertThat(breakages).hasSizeGreaterThan(10);
        assertThat(subject.listed(caller, subject.path())).isEmpty();
    }

    static List<Subject> changeable() {
        return Subject.changeable().toList();
    }

    @ParameterizedTest
    @MethodSource("changeable")
    void onAChange(Subject subject) {
        Caller caller = subject.caller();
        Answer created = caller.post(subject.path(), subject.body());
        String path = created.header("Location");
        SoftAssertions all = new SoftAssertions();

        for (Breakage each : breakages(subject)) {
            JsonObject patch = new JsonObject().put(name(each), each.value());
            assertRefused(all, each, caller.patch(path, patch));
            if (subject.declared().operations().contains("replace")) {
                assertRefused(all, each, caller.put(path, broken(subject.body(), each)));
            }
        }

        all.assertAll();
        assertThat(caller.get(path).body()).isEqualTo(created.body());
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void onFieldsThatClientsDoNotSet(Subject subject) {
        Caller caller = subject.caller();
        String path = caller.post(subject.path(), subject.body()).header("Location");
        SoftAssertions all = new SoftAssertions();
        for (String name : List.of("createdAt", "updatedAt")) {
            Breakage each = new Breakage("readOnly", name, "2020-01-01T00:00:00Z", "read_only");
            assertRefused(all, each, caller.patch(path, new JsonObject().put(name, each.value())));
            assertRefused(all, each, caller.put(path, broken(subject.body(), each)));
        }
        Breakage unknown = new Breakage("unknown", "unheardOf", 1, "unknown_field");
        assertRefused(all, unknown, caller.post(subject.path(), broken(subject.otherBody(), unknown)));
        assertRefused(all, unknown, caller.patch(path, new JsonObject().put("unheardOf", 1)));

        all.assertAll();
    }

    private static void assertRefused(SoftAssertions all, Breakage breakage, Answer answer) {
        String said = answer.status() == 422
                ? answer.object().getString("code") + " " + answer.object().getString("field")
                : answer.status() + " " + answer.body();
        all.assertThat(said)
                .as(breakage.name() + " of " + breakage.field() + " with "
                        + String.valueOf(breakage.value())
                                .substring(
                                        0,
                                        Math.min(
                                                80,
                                                String.valueOf(breakage.value()).length())))
                .isEqualTo(breakage.code() + " " + breakage.field());
    }

    private static List<Breakage> breakages(Subject subject) {
        String name = subject.declared().name();
        JsonObject fields = Subject.schema(name + "Fields").getJsonObject("properties");
        JsonArray required = Subject.schema(name + "New").getJsonArray("required");
        JsonArray oneOf = Subject.schema(name + "Fields").getJsonArray("x-exactly-one-of", new JsonArray());
        List<Breakage> all = new ArrayList<>();
        fields.fieldNames().stream()
                .filter(field -> !oneOf.contains(field))
                .forEach(
                        field -> all.addAll(Breakage.of(field, fields.getJsonObject(field), required.contains(field))));
        return all;
    }

    private static JsonObject broken(JsonObject body, Breakage breakage) {
        return breakage.value() == null ? body.putNull(name(breakage)) : body.put(name(breakage), breakage.value());
    }

    /** Returns the member of the body that has the fault inside. */
    private static String name(Breakage breakage) {
        return breakage.field().split("[.\\[]", 2)[0];
    }
}
