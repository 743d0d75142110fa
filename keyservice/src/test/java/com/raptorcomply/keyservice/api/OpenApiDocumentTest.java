package com.raptorcomply.keyservice.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {
    private static final Set<String> READABLE = Set.of("application/json");

    @Test
    void isServed() {
        Reply reply = TestService.shared().get(null, "/openapi.json");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.object()).isEqualTo(OpenApi.document());
    }

    @Test
    void isOpenApi31() {
        Vertx vertx = Vertx.vertx();
        try {
            OpenAPIContract contract =
                    Await.result(OpenAPIContract.from(vertx, (JsonObject) readable(OpenApi.document())));

            assertThat(contract.getVersion()).isEqualTo(OpenAPIVersion.V3_1);
        } finally {
            Await.result(vertx.close());
        }
    }

    /** Without the media types that the checking library does not know. */
    private static Object readable(Object value) {
        if (value instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            array.forEach(item -> copy.add(readable(item)));
            return copy;
        }
        if (!(value instanceof JsonObject object)) {
            return value;
        }
        JsonObject copy = new JsonObject();
        object.forEach(member -> {
            if (!member.getKey().matches("(application|text)/.*") || READABLE.contains(member.getKey())) {
                copy.put(member.getKey(), readable(member.getValue()));
            }
        });
        return copy;
    }
}
