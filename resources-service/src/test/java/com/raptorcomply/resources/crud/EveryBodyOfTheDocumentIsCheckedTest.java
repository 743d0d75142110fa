package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.openapi.OpenApiDocument.Operation;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bodies that {@link EveryConstraintOfTheDocumentIsEnforcedTest} leaves out, because their operations are no plain ones of
 * a resource: each constraint is broken in turn, and the response is 422 with the code and the path of the field.
 */
class EveryBodyOfTheDocumentIsCheckedTest {
    /** The plain operations, which the other test has. */
    private static final Set<String> PLAIN = Stream.concat(
                    Subject.all().map(Subject::declared).flatMap(resource -> Stream.of("create", "replace")
                            .map(operation -> operation + resource.name())),
                    Subject.changeable()
                            .map(subject -> "update" + subject.declared().name()))
            .collect(Collectors.toSet());

    private static final String[] PERMISSIONS = Subject.DOCUMENT.operations().stream()
            .map(operation -> operation.json().getString("x-permission"))
            .distinct()
            .toArray(String[]::new);

    private final Caller caller = Subject.stranger(PERMISSIONS);

    static List<Operation> operations() {
        List<Operation> operations = Subject.DOCUMENT.operations().stream()
                .filter(operation -> !PLAIN.contains(operation.id()))
                .filter(operation -> content(operation).containsKey("application/json"))
                .toList();
        assertThat(operations).extracting(Operation::id).contains("createEvidence", "previewImpact", "createTasks");
        return operations;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void inEachField(Operation operation) {
        JsonObject good = example(operation);
        List<Breakage> breakages = breakages(operation).stream()
                .filter(each -> !isOfAnItem(operation, each))
                .toList();
        SoftAssertions all = new SoftAssertions();

        for (Breakage each : breakages) {
            String name = each.field().split("[.\\[]", 2)[0];
            JsonObject body = good.copy();
            body.put(name, each.value());
            assertRefused(all, each, send(operation, body));
        }

        all.assertAll();
        assertThat(breakages).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void andNoOtherField(Operation operation) {
        Answer answer = send(operation, example(operation).put("unheardOf", 1));

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.object().getString("field")).isEqualTo("unheardOf");
        assertThat(answer.object().getString("code")).isEqualTo("unknown_field");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void onlyAsOneJsonObject(Operation operation) {
        for (String body : List.of("", "[]", "null", "{", "{} {}", "{\"a\":1,\"a\":2}", "{\"a\":NaN}")) {
            Answer answer = caller.send(method(operation), path(operation), body, "Content-Type", "application/json");
            assertThat(answer.status()).as(body + ' ' + answer.body()).isEqualTo(400);
        }
        assertThat(caller.send(method(operation), path(operation), "{}", "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
    }

    /**
     * Items in bulk have outcomes of their own, and a record with a natural key is the one in the path: {@code
     * AssetsAreChangedInBulkTest} and {@code AssetIsPutByItsTagTest} test them.
     */
    private static boolean isOfAnItem(Operation operation, Breakage breakage) {
        return (operation.path().endsWith("/bulk") && breakage.field().contains("]."))
                || operation.path().contains("{" + breakage.field() + "}");
    }

    private Answer send(Operation operation, JsonObject body) {
        return caller.send(method(operation), path(operation), body.encode(), "Content-Type", "application/json");
    }

    private static String method(Operation operation) {
        return operation.method().name();
    }

    private static String path(Operation operation) {
        return operation
                .path()
                .replace("{dueDate}", "2026-01-31")
                .replace("{assetTag}", example(operation).getString("assetTag", ""))
                .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
    }

    private static void assertRefused(SoftAssertions all, Breakage breakage, Answer answer) {
        String told = answer.status() == 422
                ? answer.object().getString("code") + ' ' + answer.object().getString("field")
                : answer.status() + " " + answer.body();
        String value = String.valueOf(breakage.value());
        all.assertThat(told)
                .as(breakage.name() + " of " + breakage.field() + " with "
                        + value.substring(0, Math.min(80, value.length())))
                .isEqualTo(breakage.code() + ' ' + breakage.field());
    }

    private static List<Breakage> breakages(Operation operation) {
        JsonObject sent = media(operation).getJsonObject("schema");
        String name = sent.getString("$ref").replaceFirst(".*/", "");
        JsonArray required = Subject.schema(name).getJsonArray("required", new JsonArray());
        JsonObject declared = Subject.schema(name);
        JsonObject schema = declared.containsKey("properties")
                ? declared
                : Subject.schema(name.replaceFirst("(New|Patch)$", "Fields"));
        JsonArray oneOf = schema.getJsonArray("x-exactly-one-of", new JsonArray());
        List<Breakage> all = new ArrayList<>();
        schema.getJsonObject("properties").forEach(field -> {
            if (!oneOf.contains(field.getKey())) {
                all.addAll(
                        Breakage.of(field.getKey(), (JsonObject) field.getValue(), required.contains(field.getKey())));
            }
        });
        return all;
    }

    private static JsonObject content(Operation operation) {
        return operation
                .json()
                .getJsonObject("requestBody", new JsonObject())
                .getJsonObject("content", new JsonObject());
    }

    private static JsonObject media(Operation operation) {
        return content(operation).getJsonObject("application/json");
    }

    private static JsonObject example(Operation operation) {
        JsonObject examples = media(operation).getJsonObject("examples");
        JsonObject first =
                examples.getJsonObject(examples.fieldNames().iterator().next());
        String reference = first.getString("$ref");
        JsonObject example = reference == null
                ? first
                : Subject.DOCUMENT
                        .json()
                        .getJsonObject("components")
                        .getJsonObject("examples")
                        .getJsonObject(reference.replaceFirst(".*/", ""));
        return example.getJsonObject("value").copy();
    }
}
