package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.openapi.OpenApiDocument.Operation;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each operation refuses each value of a query parameter that the document does not allow, a parameter that is given twice, one
 * that it does not have, and the end of a range that is before its beginning: the response is 400 and names the parameter.
 */
class EveryParameterOfTheDocumentIsCheckedTest {
    private static final String[] PERMISSIONS = Subject.DOCUMENT.operations().stream()
            .map(operation -> operation.json().getString("x-permission"))
            .distinct()
            .toArray(String[]::new);

    private final Caller caller = Subject.stranger(PERMISSIONS);

    static Stream<Operation> operations() {
        return Subject.DOCUMENT.operations().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void andIsNamed(Operation operation) {
        Map<String, JsonObject> schemas = operation.parameters().schemas();
        SoftAssertions all = new SoftAssertions();

        schemas.forEach((name, given) -> {
            JsonObject schema = Breakage.resolved(given);
            String good = ParameterFaults.good(schema);
            List<String> bad = new ArrayList<>(ParameterFaults.of(schema));
            bad.add(good + '&' + name + '=' + good);
            for (String value : bad) {
                assertRefused(all, operation, name, others(operation, name) + '&' + name + '=' + value);
            }
        });
        assertRefused(all, operation, "unheardOf", others(operation, "") + "&unheardOf=1");
        ranges(schemas).forEach((begin, end) -> {
            String first = ParameterFaults.good(Breakage.resolved(Objects.requireNonNull(schemas.get(begin))));
            String reversed = '&' + begin + '=' + first.replace("2026", "2027") + '&' + end + '=' + first;
            assertRefused(
                    all, operation, end, others(operation, begin).replaceFirst("&" + end + "=[^&]*", "") + reversed);
        });

        all.assertAll();
    }

    /** Returns the ranges that the parameters can name: name of the beginning → name of the end. */
    private static Map<String, String> ranges(Map<String, JsonObject> schemas) {
        return schemas.keySet().stream()
                .filter(name -> schemas.containsKey(end(name)) && !end(name).equals(name))
                .collect(Collectors.toMap(name -> name, EveryParameterOfTheDocumentIsCheckedTest::end));
    }

    private static String end(String begin) {
        return begin.replaceFirst("From$", "To").replaceFirst("^from$", "to");
    }

    private void assertRefused(SoftAssertions all, Operation operation, String name, String query) {
        String path = operation.path().replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        Answer answer =
                caller.send(operation.method().name(), path + '?' + query.replaceFirst("^&", ""), "", "Accept", "*/*");
        String told = answer.status() == 400 ? answer.object().getString("field") : answer.status() + answer.body();
        all.assertThat(told)
                .as(operation.id() + '?' + query.substring(0, Math.min(90, query.length())))
                .isEqualTo(name);
    }

    /** Returns a good value of each required parameter but the one with this name. */
    private static String others(Operation operation, String name) {
        Map<String, JsonObject> required = new LinkedHashMap<>();
        for (Object each : operation.json().getJsonArray("parameters", new JsonArray())) {
            JsonObject parameter = (JsonObject) each;
            if (parameter.getBoolean("required", false)
                    && "query".equals(parameter.getString("in"))
                    && !name.equals(parameter.getString("name"))) {
                required.put(parameter.getString("name"), Breakage.resolved(parameter.getJsonObject("schema")));
            }
        }
        return required.entrySet().stream()
                .map(entry -> '&' + entry.getKey() + '=' + ParameterFaults.good(entry.getValue()))
                .collect(Collectors.joining());
    }
}
