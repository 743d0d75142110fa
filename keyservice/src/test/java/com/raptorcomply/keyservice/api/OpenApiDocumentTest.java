package com.raptorcomply.keyservice.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.openapi.CheckableDocument;
import com.raptorcomply.chassis.openapi.DocumentFaults;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import io.vertx.core.Vertx;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.OpenAPIVersion;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {
    @Test
    void isServed() {
        Reply reply = TestService.shared().get(null, "/openapi.json");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.object()).isEqualTo(Api.document().json());
    }

    @Test
    void givesGeneratorsNothingToStumbleOver() {
        assertThat(DocumentFaults.of(Api.document().json())).isEmpty();
    }

    @Test
    void isOpenApi31() {
        Vertx vertx = Vertx.vertx();
        try {
            OpenAPIContract contract = Await.result(OpenAPIContract.from(
                    vertx, CheckableDocument.of(Api.document().json())));

            assertThat(contract.getVersion()).isEqualTo(OpenAPIVersion.V3_1);
        } finally {
            Await.result(vertx.close());
        }
    }
}
