package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The description of the API is there for whoever wants to write a client, without a key. */
@ExtendWith(RunningWhole.class)
class ApiDescriptionTest {

    @Test
    void isServedByTheGateway(Whole whole) {
        Reply reply = whole.stranger().get("/openapi.json");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().getString("openapi")).startsWith("3.1");
        assertThat(reply.json().getJsonObject("paths").fieldNames()).contains("/facilities", "/cyber-assets/{id}");
    }

    @Test
    void thatOfTheKeyServiceToo(Whole whole) {
        Reply reply = whole.stranger().get("/keyservice/openapi.json");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().getJsonObject("paths").fieldNames()).contains("/api-keys", "/users/{id}");
    }
}
