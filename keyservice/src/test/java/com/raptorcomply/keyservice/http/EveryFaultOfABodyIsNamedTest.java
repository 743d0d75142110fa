package com.raptorcomply.keyservice.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.chassis.problem.Violation;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EveryFaultOfABodyIsNamedTest {

    @Test
    void eachFaultHasItsFieldSentenceAndCode() {
        JsonFields fields = new JsonFields(new JsonObject()
                .put("note", 7)
                .put("title", "x".repeat(6))
                .put("end", "soon")
                .put("colour", "red")
                .put("limit", new JsonObject().put("unit", "s")));

        fields.plainText("name", 5);
        fields.optionalText("note");
        fields.plainText("title", 5);
        fields.optionalTime("end");
        fields.optionalObject("limit").orElseThrow().optionalInteger("requests", 1, 9);

        assertThat(problem(fields).violations())
                .extracting(Violation::field, Violation::message, Violation::code)
                .containsExactly(
                        tuple("name", "Field 'name' is required", ErrorCode.REQUIRED),
                        tuple("note", "Field 'note' must be a string", ErrorCode.INVALID_TYPE),
                        tuple("title", "Field 'title' must have at most 5 characters", ErrorCode.TOO_LONG),
                        tuple(
                                "end",
                                "Field 'end' must be a time such as 2027-01-31T00:00:00Z",
                                ErrorCode.INVALID_VALUE),
                        tuple("colour", "Unknown field 'colour'", ErrorCode.UNKNOWN_FIELD),
                        tuple("limit.unit", "Unknown field 'limit.unit'", ErrorCode.UNKNOWN_FIELD));
    }

    @Test
    void firstFaultIsTheProblemsOwn() {
        JsonFields fields = new JsonFields(new JsonObject().put("b", 1));

        fields.text("a");
        fields.text("b");

        Problem problem = problem(fields);
        assertThat(problem.field()).isEqualTo("a");
        assertThat(problem.message()).isEqualTo("Field 'a' is required");
        assertThat(problem.code()).isEqualTo(ErrorCode.REQUIRED);
    }

    @Test
    void eachMemberHasItsFirstFaultOnly() {
        JsonFields fields = new JsonFields(new JsonObject().put("a", 1));

        fields.text("a");
        fields.reject("a", "must be nicer");

        assertThat(problem(fields).violations()).hasSize(1);
    }

    @Test
    void faultsAreBounded() {
        JsonFields fields = new JsonFields(new JsonObject());

        for (int i = 0; i < 1_000; i++) {
            fields.text("a" + i);
        }

        assertThat(problem(fields).violations()).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "100.0", "1e2", "1.00E+2"})
    void wholeNumberIsOneHoweverItIsWritten(String number) {
        JsonFields fields = new JsonFields(new JsonObject().put("n", new BigDecimal(number)));

        assertThat(fields.optionalInteger("n", 1, 100)).contains(100L);
        assertThatCode(fields::requireValid).doesNotThrowAnyException();
    }

    private static Problem problem(JsonFields fields) {
        try {
            fields.requireValid();
            throw new AssertionError("No fault was found");
        } catch (ProblemException refused) {
            return refused.problem();
        }
    }
}
