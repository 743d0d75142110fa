package com.raptorcomply.acceptance.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** A record of another organization looks like one that never existed, for every verb and in every list. */
@ExtendWith(RunningWhole.class)
class ForeignRecordIsNotFoundTest {
    private static final Set<String> COLLECTIONS =
            Set.of("/facilities", "/control-centers", "/cyber-systems", "/cyber-assets");

    @TestFactory
    Stream<DynamicTest> forReads(Whole whole) {
        return COLLECTIONS.stream()
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    String foreign = firstId(whole.clientB(), path);
                    Reply ofAnother = whole.clientA().get(path + "/" + foreign);
                    Reply ofNobody = whole.clientA().get(path + "/" + UUID.randomUUID());
                    assertThat(whole.clientB().get(path + "/" + foreign).status())
                            .isEqualTo(200);
                    assertThat(ofAnother.status()).isEqualTo(404);
                    assertThat(ofAnother.errorWithoutRequestId())
                            .isEqualTo(new JsonObject()
                                    .put("error", "Not Found")
                                    .put("message", "Resource not found")
                                    .put("code", "not_found"))
                            .isEqualTo(ofNobody.errorWithoutRequestId());
                }));
    }

    @TestFactory
    Stream<DynamicTest> inLists(Whole whole) {
        return COLLECTIONS.stream()
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    Set<String> shared = ids(whole.clientA().get(path).array());
                    shared.retainAll(ids(whole.clientB().get(path).array()));
                    assertThat(shared).isEmpty();
                }));
    }

    @Test
    void forChanges(Whole whole) {
        String path = "/cyber-assets/" + firstId(whole.clientB(), "/cyber-assets");
        String before = whole.clientB().get(path).body();
        assertThat(whole.clientA()
                        .patch(path, new JsonObject().put("model", "changed"))
                        .status())
                .isEqualTo(404);
        assertThat(whole.clientA().delete(path).status()).isEqualTo(404);
        assertThat(whole.clientB().get(path).body()).isEqualTo(before);
    }

    @Test
    void asAReferenceOfAnOwnRecord(Whole whole) {
        String foreign = firstId(whole.clientB(), "/cyber-systems");
        JsonObject asset = whole.newAsset();
        Reply refused = whole.clientA().post("/cyber-assets", asset.copy().put("cyberSystemId", foreign));
        Reply ofNobody = whole.clientA()
                .post(
                        "/cyber-assets",
                        asset.copy().put("cyberSystemId", UUID.randomUUID().toString()));
        assertThat(refused.status()).isEqualTo(ofNobody.status()).isBetween(400, 499);
        assertThat(refused.json().getString("field")).isEqualTo("cyberSystemId");
        assertThat(refused.errorWithoutRequestId()).isEqualTo(ofNobody.errorWithoutRequestId());
    }

    @Test
    void whateverTheClientClaimsToBe(Whole whole) {
        String foreign = "/cyber-assets/" + firstId(whole.clientB(), "/cyber-assets");
        String organizationB = whole.clientB()
                .get("/validate")
                .json()
                .encode()
                .replaceFirst(".*\"organizationId\":\"([^\"]+)\".*", "$1");
        Map<String, String> claims = Map.of(
                "X-Tenant-Id", organizationB,
                "X_Tenant_Id", organizationB,
                "X-Tenant-Stamp", "eyJhbGciOiJub25lIn0.eyJvcmciOiIxIn0.",
                "X-Organization-Id", organizationB,
                "X-Key-Id", UUID.randomUUID().toString());
        JsonArray mine = whole.clientA().get("/facilities").array();
        for (String query : new String[] {"", "?organizationId=" + organizationB, "?tenant=" + organizationB}) {
            Reply reply = whole.clientA().send("GET", foreign + query, "", request -> {
                claims.forEach(request::header);
                return request;
            });
            assertThat(reply.status()).as(reply.toString()).isIn(400, 404);
            Reply own = whole.clientA().send("GET", "/facilities", "", request -> {
                claims.forEach(request::header);
                return request;
            });
            assertThat(own.array()).isNotEmpty().isEqualTo(mine);
        }
    }

    private static String firstId(Client client, String path) {
        return client.get(path + "?limit=1").array().getJsonObject(0).getString("id");
    }

    private static Set<String> ids(JsonArray records) {
        Set<String> ids = new TreeSet<>();
        for (int i = 0; i < records.size(); i++) {
            ids.add(records.getJsonObject(i).getString("id"));
        }
        assertThat(ids).isNotEmpty();
        return ids;
    }
}
