package com.raptorcomply.chassis.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailureBecomesAProblemResponseTest {
    private final ServerOfATest server = new ServerOfATest(FailureBecomesAProblemResponseTest::routes);

    private static void routes(Vertx vertx, Router router) {
        router.get("/things/:id").handler(ctx -> ctx.fail(Problem.notFound().exception()));
        router.put("/things/:id").handler(ctx -> ctx.end());
        router.get("/things/all").handler(ctx -> ctx.end());
        router.get("/broken").handler(ctx -> {
            throw new IllegalStateException("SELECT secret FROM db.internal.example");
        });
        router.get("/down").handler(ctx -> ctx.fail(new ConnectException("db.internal.example:5432")));
        router.get("/cut").handler(ctx -> ctx.fail(ClosedConnectionException.INSTANCE));
        router.get("/key").handler(ctx -> ctx.fail(Problem.invalidKey().exception()));
        Router mounted = Router.router(vertx);
        mounted.delete("/parts").handler(ctx -> ctx.end());
        router.route("/mounted/*").subRouter(mounted);
        router.get("/begun").handler(ctx -> {
            ctx.response().setChunked(true).write("[1,");
            ctx.fail(new IllegalStateException("in the middle"));
        });
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void unknownFailureSaysNothingOfItsCause() throws Exception {
        HttpResponse<String> response = server.send(server.request("/broken").header("X-Request-Id", "my-request-1"));
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(new JsonObject(response.body()))
                .isEqualTo(new JsonObject()
                        .put("error", "Internal Server Error")
                        .put("message", "An unexpected error occurred. Please try again later.")
                        .put("code", "internal_error")
                        .put("requestId", "my-request-1"));
        assertThat(response.headers().firstValue("X-Request-Id")).hasValue("my-request-1");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void unreachableDatabaseIs503AndNotA500() throws Exception {
        for (String path : new String[] {"/down", "/cut"}) {
            HttpResponse<String> response = server.send(server.request(path));
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(response.body()).doesNotContain("internal.example");
        }
    }

    @Test
    void unknownPathIs404() throws Exception {
        HttpResponse<String> response = server.send(server.request("/nothing"));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(new JsonObject(response.body()).getString("message")).isEqualTo("Resource not found");
    }

    @Test
    void wrongMethodIs405AndNamesTheRightOnes() throws Exception {
        HttpResponse<String> response = server.send(server.request("/things/7").POST(BodyPublishers.ofString("{}")));
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, PUT");
        assertThat(new JsonObject(response.body()).getString("error")).isEqualTo("Method Not Allowed");
    }

    @Test
    void aSlashAtTheEndOfThePathChangesNothingOfThat() throws Exception {
        HttpResponse<String> response = server.send(server.request("/things/7/").POST(BodyPublishers.ofString("{}")));
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, PUT");
    }

    @Test
    void parametersDoNotLendTheirMethodsToAPathOfItsOwn() throws Exception {
        HttpResponse<String> response =
                server.send(server.request("/things/all").POST(BodyPublishers.ofString("{}")));
        assertThat(response.headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void pathThatCannotBeDecodedIs400AndNotA500() throws Exception {
        assertThat(server.sendAsItIs("GET /things/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"message\":\"The request is malformed\"");
    }

    @Test
    void wrongMethodInAMountedRouterToo() throws Exception {
        HttpResponse<String> response = server.send(server.request("/mounted/parts"));
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("DELETE");
    }

    @Test
    void refusedKeyCarriesAChallenge() throws Exception {
        HttpResponse<String> response = server.send(server.request("/key"));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(new JsonObject(response.body()).getString("message")).isEqualTo("Invalid API key");
    }

    @Test
    void problemDetailsIfAccepted() throws Exception {
        HttpResponse<String> response =
                server.send(server.request("/things/7").header("Accept", "application/problem+json"));
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonObject body = new JsonObject(response.body());
        assertThat(body.getInteger("status")).isEqualTo(404);
        assertThat(body.getString("title")).isEqualTo("Not Found");
        assertThat(body.getString("detail")).isEqualTo("Resource not found");
        assertThat(body.getString("error")).isEqualTo("Not Found");
    }

    @Test
    void aStartedResponseIsResetRatherThanCompleted() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> server.send(server.request("/begun"))))
                .isInstanceOf(java.io.IOException.class);
    }
}
