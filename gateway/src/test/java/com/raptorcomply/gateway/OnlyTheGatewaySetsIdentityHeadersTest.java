package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnlyTheGatewaySetsIdentityHeadersTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Tenant-Id",
                "x-tenant-id",
                "X_Tenant_Id",
                "X-Tenant_Id",
                "X-Tenant-Stamp",
                "X_TENANT_STAMP",
                "X-Tenant",
                "X-Key-Id",
                "X_Key_Id",
                "X-Organization-Id",
                "X-User-Id",
                "X-Forwarded-For",
                "Forwarded",
                "X-Real-IP",
                "Proxy-Authorization",
                "TE",
                "X-HTTP-Method-Override",
                "X_API_Key",
                "X.Tenant.Stamp",
                "X.Key.Id",
                "X~Tenant~Id",
                "X!Organization-Id",
                "Content|Length",
                "Forwarded_",
                "X_Anything_Else"
            })
    void theClientsOwnFieldDoesNotArrive(String name) throws Exception {
        JsonObject echoed = STAGE.echoed("/facilities", name, "forged");

        assertThat(fields(echoed)).noneMatch(field -> field.contains("forged"));
    }

    @Test
    void theStampAndItsIdsArriveOnce() throws Exception {
        List<String> fields = fields(STAGE.echoed("/facilities", "X-Tenant-Id", "forged"));

        assertThat(fields)
                .filteredOn(field -> field.startsWith(Stamp.HEADER + ": "))
                .hasSize(1);
        assertThat(fields)
                .filteredOn(field -> field.startsWith("X-Tenant-Id: "))
                .hasSize(1);
        assertThat(fields).filteredOn(field -> field.startsWith("X-Key-Id: ")).hasSize(1);
    }

    /** Only a route that says so has a stamp for another upstream, too. */
    @Test
    void theStampIsForTheUpstreamsOfItsRoute() throws Exception {
        assertThat(audience("/facilities")).isEqualTo("resources");
        assertThat(audience("/activity/verify")).isEqualTo("resources");
        assertThat(audience("/activity")).isEqualTo(new JsonArray(List.of("resources", "keyservice")));
    }

    private static Object audience(String path) throws Exception {
        String stamp = fields(STAGE.echoed(path)).stream()
                .filter(field -> field.startsWith(Stamp.HEADER + ": "))
                .findFirst()
                .orElseThrow();
        byte[] claims = Base64.getUrlDecoder().decode(stamp.split("\\.", -1)[1]);
        return new JsonObject(Buffer.buffer(claims)).getValue("aud");
    }

    @Test
    void norDoesItSayFromWhere() throws Exception {
        assertThat(fields(STAGE.echoed("/facilities", "Forwarded", "for=192.0.2.7", "X-Forwarded-For", "192.0.2.7")))
                .filteredOn(field -> field.toLowerCase(java.util.Locale.ROOT).contains("forwarded"))
                .containsExactly("Forwarded: for=127.0.0.1;proto=http");
    }

    @Test
    void theKeyDoesNotArrive() throws Exception {
        assertThat(fields(STAGE.echoed("/facilities"))).noneMatch(field -> field.contains("rc_live_"));
    }

    @Test
    void theRequestIdIsTheAnswersOwn() throws Exception {
        String key = STAGE.keyService().key();
        var response = STAGE.get("/facilities", "X-API-Key", key, "X-Request-Id", "my-request-1");

        assertThat(response.headers().allValues("X-Request-Id")).containsExactly("my-request-1");
        assertThat(fields(new JsonObject(response.body()))).contains("X-Request-Id: my-request-1");
    }

    @Test
    void aRequestIdThatCouldDoHarmIsReplaced() throws Exception {
        var response = STAGE.get("/facilities", "X-Request-Id", "a\"b<script>");

        assertThat(response.headers().firstValue("X-Request-Id"))
                .get()
                .asString()
                .hasSize(36);
    }

    static List<String> fields(JsonObject echoed) {
        return echoed.getJsonArray("fields").stream().map(String::valueOf).toList();
    }
}
