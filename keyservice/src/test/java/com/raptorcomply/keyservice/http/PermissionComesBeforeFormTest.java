package com.raptorcomply.keyservice.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.openapi.OpenApiDocument.Operation;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import io.vertx.core.http.HttpMethod;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A key without any permission tries every operation that changes data. */
class PermissionComesBeforeFormTest {
    private static final TestService SERVICE = TestService.shared();
    private static final TestCaller POWERLESS = TestCaller.organizationKey(SERVICE.organization(), List.of());
    private static final String SECRET_ID = "AbCdEfGhIjK";

    /** A key has no session to end: 404. */
    private static final String NOT_FOR_KEYS = "deleteCurrentSession";

    private static final Map<String, String> BODIES = Map.of(
            "no body", "",
            "an empty object", "{}",
            "broken JSON", "{\"name\":",
            "an oversized body", "{\"name\":\"" + "x".repeat(400_000) + "\"}");

    static Stream<Named<Operation>> operations() {
        return OperationRouter.document().operations().stream()
                .filter(operation -> !operation.method().equals(HttpMethod.GET))
                .filter(operation -> !operation.json().containsKey("security"))
                .filter(operation -> !operation.id().equals(NOT_FOR_KEYS))
                .map(operation -> Named.of(operation.id(), operation));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void callerThatMayNotIsToldSoWhateverTheBody(Operation operation) {
        BODIES.forEach((name, body) -> {
            assertThat(send(operation, body, "application/json").status())
                    .as(name)
                    .isEqualTo(403);
            assertThat(send(operation, body, "text/plain").status())
                    .as(name + " as text")
                    .isEqualTo(403);
        });
    }

    private static Reply send(Operation operation, String body, String contentType) {
        String path = operation
                .path()
                .replace("{secretId}", SECRET_ID)
                .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        return SERVICE.send(SERVICE.request(POWERLESS, path)
                .header("Content-Type", contentType)
                .method(operation.method().name(), HttpRequest.BodyPublishers.ofString(body)));
    }
}
