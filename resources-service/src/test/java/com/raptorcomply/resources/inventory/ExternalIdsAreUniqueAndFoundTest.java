package com.raptorcomply.resources.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An asset has the ids of other systems. Each belongs to one live asset of the organization, and a filter finds it. */
class ExternalIdsAreUniqueAndFoundTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID system = records.system("S-1");

    private static JsonObject id(String source, String id) {
        return new JsonObject().put("source", source).put("id", id);
    }

    private JsonObject asset(String tag, JsonObject... ids) {
        return Records.asset(system, tag).put("externalIds", new JsonArray(List.of(ids)));
    }

    private static List<String> found(Caller by, String externalId) {
        String encoded = URLEncoder.encode(externalId, StandardCharsets.UTF_8);
        return by.get("/cyber-assets?externalId=" + encoded).array().stream()
                .map(each -> ((JsonObject) each).getString("assetTag"))
                .toList();
    }

    @Test
    void shownAsSentAndFoundOneByOne() {
        Answer created = caller.post("/cyber-assets", asset("T-1", id("cmdb", "a:1 ü"), id("sap", "7")));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.object().getJsonArray("externalIds")).containsExactly(id("cmdb", "a:1 ü"), id("sap", "7"));
        assertThat(found(caller, "cmdb:a:1 ü")).containsExactly("T-1");
        assertThat(found(caller, "sap:7")).containsExactly("T-1");
        assertThat(found(caller, "cmdb:7")).isEmpty();

        Answer moved = caller.patch(
                created.header("Location"), new JsonObject().put("externalIds", new JsonArray().add(id("sap", "8"))));
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
        assertThat(found(caller, "sap:7")).isEmpty();
        assertThat(found(caller, "sap:8")).containsExactly("T-1");
        assertThat(records.query("SELECT changes #>> '{externalIds,to,0,id}' FROM activity WHERE action = 'update'"))
                .containsExactly("8");
    }

    @Test
    void asTheyWereAtATime() {
        Answer created = caller.post("/cyber-assets", asset("T-1", id("cmdb", "1")));
        caller.patch(
                created.header("Location"), new JsonObject().put("externalIds", new JsonArray().add(id("cmdb", "2"))));
        String then = "&asOf=" + created.object().getString("createdAt");

        assertThat(found(caller, "cmdb:1")).isEmpty();
        assertThat(caller.get("/cyber-assets?externalId=cmdb:1" + then).array())
                .singleElement()
                .satisfies(each -> assertThat(((JsonObject) each).getJsonArray("externalIds"))
                        .containsExactly(id("cmdb", "1")));
        assertThat(caller.get("/cyber-assets?externalId=cmdb:2" + then).array()).isEmpty();
    }

    @Test
    void freeAgainWhenTheAssetIsGoneOrGivesThemUp() {
        String first =
                caller.post("/cyber-assets", asset("T-1", id("cmdb", "1"))).header("Location");
        String second =
                caller.post("/cyber-assets", asset("T-2", id("cmdb", "2"))).header("Location");
        caller.delete(first);
        caller.patch(second, new JsonObject().putNull("externalIds"));
        Answer both = caller.post("/cyber-assets", asset("T-3", id("cmdb", "1"), id("cmdb", "2")));

        assertThat(both.status()).as(both.body()).isEqualTo(201);
        assertThat(found(caller, "cmdb:1")).containsExactly("T-3");
        assertThat(records.query("SELECT count(*)::text FROM external_id")).containsExactly("2");
    }

    /** As a tag, an id is unique in the organization, so a restricted caller is told that a hidden asset has it. */
    @Test
    void onceInAnOrganization() {
        UUID elsewhere = records.system("S-2");
        caller.post("/cyber-assets", asset("T-1", id("cmdb", "1")).put("cyberSystemId", elsewhere.toString()));
        Caller inside =
                caller.withRestrictions(new Stamp.Restriction(List.of(), List.of(), List.of(system), List.of()));

        for (Caller by : List.of(caller, inside)) {
            Answer taken = by.post("/cyber-assets", asset("T-2", id("cmdb", "1")));
            assertThat(taken.status()).isEqualTo(409);
            assertThat(taken.object().getString("field")).isEqualTo("externalIds");
        }
        assertThat(found(caller, "cmdb:1")).containsExactly("T-1");
        assertThat(found(inside, "cmdb:1")).isEmpty();
        assertThat(caller.get("/cyber-assets").array()).hasSize(1);
        Caller other = Caller.ofNewOrganization();
        UUID theirs = Records.of(other).system("S-1");
        assertThat(other.post("/cyber-assets", asset("T-1", id("cmdb", "1")).put("cyberSystemId", theirs.toString()))
                        .status())
                .isEqualTo(201);
        assertThat(found(other, "cmdb:1")).hasSize(1);
    }

    @Test
    void atMostTenAndEachOnce() {
        JsonObject[] eleven =
                IntStream.range(0, 11).mapToObj(i -> id("cmdb", "" + i)).toArray(JsonObject[]::new);
        assertThat(caller.post("/cyber-assets", asset("T-1", eleven)).message())
                .isEqualTo("Field 'externalIds' must have at most 10 items");
        Answer twice = caller.post("/cyber-assets", asset("T-1", id("cmdb", "1"), id("sap", "1"), id("cmdb", "1")));
        assertThat(twice.status()).isEqualTo(422);
        assertThat(twice.message()).isEqualTo("Field 'externalIds[2]' repeats an earlier item");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmdb", ":1", "cmdb:"})
    void filterNeedsBothParts(String malformed) {
        Answer refused = caller.get("/cyber-assets?externalId=" + malformed);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.object().getString("field")).isEqualTo("externalId");
    }
}
