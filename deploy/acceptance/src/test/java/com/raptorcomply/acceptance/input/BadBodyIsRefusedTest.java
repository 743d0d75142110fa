package com.raptorcomply.acceptance.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** A body that is not a complete, correct record is refused, the field at fault is named, and nothing is stored. */
@ExtendWith(RunningWhole.class)
class BadBodyIsRefusedTest {

    @TestFactory
    Stream<DynamicTest> whenItIsNoJsonObject(Whole whole) {
        String good = whole.newAsset().encode();
        Map<String, String> bodies = Map.of(
                "half", good.substring(0, good.length() / 2),
                "a word", "asset",
                "an array", "[" + good + "]",
                "two objects", good + good,
                "with a comment", good.substring(0, good.length() - 1) + "/* */}",
                "a name twice", good.substring(0, good.length() - 1) + ",\"count\":2}",
                "no number at all", good.replace("\"count\":1", "\"count\":NaN"));
        return bodies.entrySet().stream()
                .map(body -> DynamicTest.dynamicTest(body.getKey(), () -> {
                    Reply refused = whole.clientA().send("POST", "/cyber-assets", body.getValue(), request -> request);
                    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
                    assertThat(refused.json().getString("error")).isEqualTo("Bad Request");
                    assertNothingLeaked(refused);
                }));
    }

    @TestFactory
    Stream<DynamicTest> whenAFieldIsWrong(Whole whole) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("assetTitle", "x".repeat(256));
        values.put("assetTag", "x".repeat(51));
        values.put("count", 0);
        values.put("cyberSystemId", "not-a-uuid");
        values.put("cipAssetCategory", "toaster");
        values.put("impactLevel", "enormous");
        values.put("manufacturer", 7);
        values.put("inService", "yes");
        values.put("ipAddress", "300.1.1.1");
        values.put("macAddress", "00:11:22:33:44");
        values.put("lastPatchDate", "2026-02-30");
        values.put("model", new JsonArray());
        values.put("colour", "red");
        values.put("id", "00000000-0000-0000-0000-000000000000");
        return values.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    JsonObject body = whole.newAsset().put(entry.getKey(), entry.getValue());
                    assertFieldRefused(whole, body, entry.getKey());
                }));
    }

    @TestFactory
    Stream<DynamicTest> whenAFieldIsMissing(Whole whole) {
        return whole.newAsset().fieldNames().stream()
                .map(field -> DynamicTest.dynamicTest(field, () -> {
                    JsonObject body = whole.newAsset();
                    body.remove(field);
                    Reply refused = assertFieldRefused(whole, body, field);
                    assertThat(refused.json().getString("message")).isEqualTo("Field '" + field + "' is required");
                }));
    }

    @TestFactory
    Stream<DynamicTest> whenItsFormIsWrong(Whole whole) {
        String good = whole.newAsset().encode();
        return Stream.of(
                DynamicTest.dynamicTest("too large", () -> {
                    String huge = new JsonObject(good)
                            .put("assetTitle", "x".repeat(3_000_000))
                            .encode();
                    Reply refused = whole.clientA().send("POST", "/cyber-assets", huge, request -> request);
                    assertThat(refused.status()).isEqualTo(413);
                }),
                DynamicTest.dynamicTest("not declared as JSON", () -> {
                    Reply refused = whole.clientA()
                            .send(
                                    "POST",
                                    "/cyber-assets",
                                    good,
                                    request -> request.setHeader("Content-Type", "text/plain"));
                    assertThat(refused.status()).isEqualTo(415);
                }));
    }

    private static Reply assertFieldRefused(Whole whole, JsonObject body, String field) {
        Reply refused = whole.clientA().post("/cyber-assets", body);
        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(refused.json().getString("error")).isEqualTo("Unprocessable Entity");
        assertThat(refused.json().getString("field")).isEqualTo(field);
        assertNothingLeaked(refused);
        return refused;
    }

    private static void assertNothingLeaked(Reply refused) {
        assertThat(refused.json().getString("requestId")).isNotBlank();
        assertThat(refused.body().toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("exception", "com.raptorcomply", "select ", "postgres", "127.0.0.1");
    }
}
