package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ValidateRespondsFromTheGrantTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @Test
    void itSaysWhoTheKeyIs() throws Exception {
        HttpResponse<String> response =
                STAGE.get("/validate", "X-API-Key", STAGE.keyService().key());

        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject answer = new JsonObject(response.body());
        assertThat(answer.getString("message")).isEqualTo("Authorized");
        assertThat(answer.getString("organizationName")).isEqualTo("Basin Electric");
        assertThat(answer.getString("kind")).isEqualTo("organization");
        assertThat(answer.getJsonArray("permissions")).isEqualTo(new JsonArray().add("facilities:read"));
        assertThat(answer.containsKey("expiresAt")).isTrue();
        assertThat(answer.getString("expiresAt")).isNull();
        assertThat(STAGE.upstream().requests()).isZero();
    }

    @Test
    void itRefusesWithoutAKey() throws Exception {
        assertThat(STAGE.get("/validate").statusCode()).isEqualTo(401);
    }

    @Test
    void otherMethodsAreNotAllowed() throws Exception {
        HttpResponse<String> response = STAGE.send(STAGE.request("/validate")
                .POST(java.net.http.HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
    }
}
