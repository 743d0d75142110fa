package com.raptorcomply.acceptance.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.architecture.Sources;
import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The scenario of {@code deploy/clients/run}, which takes too long for each change, has a step for every operation of every
 * document, and for no other.
 */
@ExtendWith(RunningWhole.class)
class GeneratedClientsCallEveryOperationTest {
    private static final Map<String, String> PATHS = Map.of(
            "gateway", "/gateway/openapi.json",
            "keys", "/keyservice/openapi.json",
            "people", "/openapi.json",
            "data", "/openapi.json");

    @Test
    void ofEachDocument(Whole whole) throws IOException {
        Map<String, Set<String>> steps = steps();

        assertThat(steps.keySet()).isEqualTo(PATHS.keySet());
        PATHS.forEach((document, path) ->
                assertThat(steps.get(document)).as(document).isEqualTo(operations(service(document, whole), path)));
    }

    @Test
    void ofTheWholeApi(Whole whole) throws IOException {
        Set<String> calls =
                steps().values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));

        assertThat(calls).containsAll(operations(whole.stranger(), "/openapi.json"));
    }

    private static Client service(String document, Whole whole) {
        return switch (document) {
            case "people" -> new Client(whole.value("KEYSERVICE_URL"), "");
            case "data" -> new Client(whole.value("RESOURCES_URL"), "");
            default -> whole.stranger();
        };
    }

    /** Returns the ids of a document's operations. */
    private static Set<String> operations(Client service, String path) {
        return service.get(path).json().getJsonObject("paths").stream()
                .flatMap(item -> ((JsonObject) item.getValue()).stream())
                .filter(member -> member.getValue() instanceof JsonObject)
                .map(member -> ((JsonObject) member.getValue()).getString("operationId"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the operations that the steps call, by document. */
    private static Map<String, Set<String>> steps() throws IOException {
        JsonObject scenario = new JsonObject(Files.readString(Sources.root().resolve("deploy/clients/scenario.json")));
        Map<String, Set<String>> steps = new TreeMap<>();
        objects(scenario.getJsonArray("parts"))
                .forEach(part -> part.getJsonArray("steps").forEach(step -> (step instanceof String list
                                ? objects(scenario.getJsonArray(list))
                                : Stream.of((JsonObject) step))
                        .map(one -> one.getString("call"))
                        .forEach(steps.computeIfAbsent(part.getString("document"), document -> new TreeSet<>())::add)));
        return steps;
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }
}
