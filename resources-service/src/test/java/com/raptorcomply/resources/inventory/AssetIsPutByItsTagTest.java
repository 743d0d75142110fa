package com.raptorcomply.resources.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A PUT by tag creates the asset once, replaces it afterwards, and changes nothing when it is repeated. */
class AssetIsPutByItsTagTest {
    private static final int AT_ONCE = 8;

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID system = records.system("S-1");

    private static Answer put(Caller by, String tag, JsonObject body, String... headers) {
        String encoded = URLEncoder.encode(tag, StandardCharsets.UTF_8).replace("+", "%20");
        return by.put("/cyber-assets/by-tag/" + encoded, body, headers);
    }

    private Answer put(String tag, String... headers) {
        return put(caller, tag, Records.asset(system, tag), headers);
    }

    @Test
    void createdThenReplacedThenUnchanged() {
        Answer created = put("T-1");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.header("Location"))
                .isEqualTo("/cyber-assets/" + created.object().getString("id"));

        Answer again = put("T-1");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(created.body());
        assertThat(again.header("ETag")).isEqualTo(created.header("ETag"));

        Answer changed =
                put(caller, "T-1", Records.asset(system, "T-1").put("count", 2).put("serialNumber", "SN-1"));
        assertThat(changed.object().getString("id")).isEqualTo(created.object().getString("id"));
        assertThat(changed.object().getInteger("count")).isEqualTo(2);
        assertThat(put("T-1").object().containsKey("serialNumber")).isFalse();
        assertThat(caller.get("/cyber-assets").array()).hasSize(1);
        assertThat(records.query("SELECT action FROM activity ORDER BY link"))
                .containsExactly("create", "update", "update");
    }

    @Test
    void eightAtOnceMakeOneRecord() {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CompletableFuture<Answer>> sent = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> put("T-1"), threads))
                    .limit(AT_ONCE)
                    .toList();
            assertThat(sent.stream()
                            .map(CompletableFuture::join)
                            .map(Answer::status)
                            .sorted())
                    .containsExactly(200, 200, 200, 200, 200, 200, 200, 201);
        } finally {
            threads.shutdown();
        }
        assertThat(caller.get("/cyber-assets").array()).hasSize(1);
    }

    @Test
    void asItsConditionsSay() {
        assertThat(put("T-1", "If-Match", "*").status()).isEqualTo(412);
        Answer created = put("T-1", "If-None-Match", "*");
        assertThat(created.status()).isEqualTo(201);
        assertThat(put("T-1", "If-None-Match", "*").status()).isEqualTo(412);
        assertThat(put("T-1", "If-Match", "\"other\"").status()).isEqualTo(412);
        JsonObject changed = Records.asset(system, "T-1").put("count", 7);
        assertThat(put(caller, "T-1", changed, "If-Match", created.header("ETag"))
                        .status())
                .isEqualTo(200);
        assertThat(put(caller, "T-1", changed, "If-Match", created.header("ETag"))
                        .status())
                .isEqualTo(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RTU 7", "RTU/7", "Gerät-7", "100%", "a+b", "中-7", "?#&=;:@"})
    void whateverCharactersItHas(String tag) {
        Answer created = put(tag);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.object().getString("assetTag")).isEqualTo(tag);
        assertThat(put(tag).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" T", "T\n1", "Gera\u0308t", "T\u200b1", "123456789012345678901234567890123456789012345678901"})
    void unlessNoAssetMayHaveSuchATag(String tag) {
        Answer refused = put(tag);
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.object().getString("field")).isEqualTo("assetTag");
    }

    @Test
    void withABodyThatIsWholeAndHasTheSameTag() {
        Answer other = put(caller, "T-1", Records.asset(system, "T-2"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.message()).isEqualTo("Field 'assetTag' differs from the one in the path");
        JsonObject without = Records.asset(system, "T-1");
        without.remove("assetTag");
        assertThat(put(caller, "T-1", without).message()).isEqualTo("Field 'assetTag' is required");
        put("T-1");
        assertThat(put(caller, "T-1", without).message()).isEqualTo("Field 'assetTag' is required");
        assertThat(put(caller, "T-1", new JsonObject().put("assetTag", 7)).status())
                .isEqualTo(422);
    }

    /** A tag is unique in the organization, so a POST tells a restricted caller as much of a hidden one. */
    @Test
    void neverOutOfSight() {
        UUID elsewhere = records.system("S-2");
        put(caller, "T-1", Records.asset(elsewhere, "T-1"));
        Caller inside =
                caller.withRestrictions(new Stamp.Restriction(List.of(), List.of(), List.of(system), List.of()));

        Answer hidden = put(inside, "T-1", Records.asset(system, "T-1"));
        Answer posted = inside.post("/cyber-assets", Records.asset(system, "T-1"));
        assertThat(hidden.status()).isEqualTo(409);
        assertThat(hidden.message()).isEqualTo(posted.message());
        assertThat(put(inside, "T-2", Records.asset(system, "T-2")).status()).isEqualTo(201);
        assertThat(put(inside, "T-2", Records.asset(elsewhere, "T-2")).status()).isEqualTo(422);
        assertThat(put(Caller.ofNewOrganization(), "T-1", Records.asset(system, "T-1"))
                        .status())
                .isEqualTo(422);
        assertThat(caller.get("/cyber-assets?assetTag=T-1")
                        .array()
                        .getJsonObject(0)
                        .getString("cyberSystemId"))
                .isEqualTo(elsewhere.toString());
    }

    @Test
    void onlyByACallerWhoMayCreateAndUpdate() {
        for (String one : List.of("cyber-assets:create", "cyber-assets:update")) {
            Answer refused = put(caller.withPermissions(one), "T-1", new JsonObject());
            assertThat(refused.status()).isEqualTo(403);
        }
    }
}
