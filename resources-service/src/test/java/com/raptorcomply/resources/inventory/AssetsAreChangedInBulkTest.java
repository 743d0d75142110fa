package com.raptorcomply.resources.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.crud.BulkForm;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Up to 1,000 assets are created and changed in one request, each with its outcome, or all or none. */
class AssetsAreChangedInBulkTest {
    private static final String PATH = "/cyber-assets/bulk";

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID system = records.system("S-1");

    private static JsonObject items(JsonObject... items) {
        return new JsonObject().put("items", new JsonArray(List.of(items)));
    }

    private static JsonObject item(String action, JsonObject record) {
        return new JsonObject().put("action", action).put("record", record);
    }

    private static JsonObject update(String id, JsonObject record) {
        return item("update", record).put("id", id);
    }

    private JsonObject asset(String tag) {
        return Records.asset(system, tag);
    }

    private Answer create(String tag) {
        return caller.post("/cyber-assets", asset(tag));
    }

    private static List<Integer> statuses(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.object().getJsonArray("outcomes").stream()
                .map(each -> ((JsonObject) each).getInteger("status"))
                .toList();
    }

    private static JsonObject outcome(Answer answer, int place) {
        return answer.object().getJsonArray("outcomes").getJsonObject(place);
    }

    private static String fault(Answer answer, int place) {
        JsonObject error = outcome(answer, place).getJsonArray("errors").getJsonObject(0);
        return error.getString("field") + ' ' + error.getString("code");
    }

    private List<String> tags() {
        return caller.get("/cyber-assets?sort=assetTag").array().stream()
                .map(each -> ((JsonObject) each).getString("assetTag"))
                .toList();
    }

    @Test
    void eachWithItsOutcome() {
        Answer first = create("T-1");
        Answer second = create("T-2");
        Answer answer = caller.post(
                PATH,
                items(
                        item("create", asset("T-3")),
                        item("create", asset("T-1")),
                        update(first.object().getString("id"), new JsonObject().put("count", 7)),
                        item("upsert", asset("T-2")),
                        item("upsert", asset("T-4")),
                        item(
                                "create",
                                asset("T-5")
                                        .put("cyberSystemId", UUID.randomUUID().toString())),
                        item("create", asset("T-6").put("count", 0)),
                        update(UUID.randomUUID().toString(), new JsonObject()),
                        update(second.object().getString("id"), new JsonObject().put("count", 8))
                                .put("ifMatch", "\"stale\"")));

        assertThat(statuses(answer)).containsExactly(201, 409, 200, 200, 201, 422, 422, 404, 422);
        JsonObject all = answer.object();
        assertThat(List.of(
                        all.getInteger("created"),
                        all.getInteger("updated"),
                        all.getInteger("unchanged"),
                        all.getInteger("failed")))
                .containsExactly(2, 1, 1, 5);
        assertThat(fault(answer, 1)).isEqualTo("assetTag already_exists");
        assertThat(fault(answer, 5)).isEqualTo("cyberSystemId reference_not_found");
        assertThat(fault(answer, 6)).isEqualTo("count invalid_value");
        assertThat(fault(answer, 7)).isEqualTo("record not_found");
        assertThat(fault(answer, 8)).isEqualTo("id invalid_value");
        assertThat(tags()).containsExactly("T-1", "T-2", "T-3", "T-4");
        assertThat(caller.get(first.header("Location")).object().getInteger("count"))
                .isEqualTo(7);
        assertThat(outcome(answer, 0).getJsonObject("record"))
                .isEqualTo(caller.get("/cyber-assets?assetTag=T-3").array().getJsonObject(0));
        assertThat(records.query("SELECT count(DISTINCT link) || ' ' || count(*) FROM activity"))
                .containsExactly("3 5");
    }

    @Test
    void orAllOrNone() {
        Answer refused = caller.post(
                PATH + "?atomic=true",
                items(
                        item("create", asset("T-1")),
                        item("create", asset("T-2").put("count", 0)),
                        item("upsert", asset("T-3").put("model", 1))));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.object().getJsonArray("errors"))
                .map(each -> ((JsonObject) each).getString("field"))
                .containsExactly("items[1].record.count", "items[2].record.model");
        assertThat(tags()).isEmpty();
        assertThat(records.query("SELECT count(*) FROM activity")).containsExactly("0");

        assertThat(statuses(caller.post(PATH + "?atomic=true", items(item("create", asset("T-1"))))))
                .containsExactly(201);
    }

    @Test
    void underTheirConditions() {
        Answer created = create("T-1");
        String id = created.object().getString("id");
        JsonObject change = new JsonObject().put("count", 2);

        assertThat(statuses(caller.post(PATH, items(update(id, change).put("ifMatch", "\"other\"")))))
                .containsExactly(412);
        assertThat(statuses(caller.post(PATH, items(item("upsert", asset("T-2")).put("ifMatch", "\"other\"")))))
                .containsExactly(412);
        assertThat(statuses(caller.post(PATH, items(update(id, change).put("ifMatch", created.header("ETag"))))))
                .containsExactly(200);
        assertThat(tags()).containsExactly("T-1");
    }

    @Test
    void eachRecordOnce() {
        Answer created = create("T-1");
        String id = created.object().getString("id");
        Answer answer = caller.post(
                PATH,
                items(
                        update(id, new JsonObject().put("count", 2)),
                        item("upsert", asset("T-1").put("count", 3)),
                        item("create", asset("T-2")),
                        item("upsert", asset("T-2"))));

        assertThat(statuses(answer)).containsExactly(200, 422, 201, 422);
        assertThat(caller.get(created.header("Location")).object().getInteger("count"))
                .isEqualTo(2);
    }

    @Test
    void onceForARepeatedRequest() {
        JsonObject body = items(item("create", asset("T-1")), item("create", asset("T-1")));
        Answer first = caller.post(PATH, body, "Idempotency-Key", "k");
        Answer again = caller.post(PATH, body, "Idempotency-Key", "k");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(tags()).containsExactly("T-1");
    }

    @Test
    void notForAnotherRequestWithTheSameKey() {
        JsonObject body = items(item("create", asset("T-1")), item("create", asset("T-1")));
        caller.post(PATH, body, "Idempotency-Key", "k");

        Answer atomic = caller.post(PATH + "?atomic=true", body, "Idempotency-Key", "k");

        assertThat(atomic.status()).as(atomic.body()).isEqualTo(422);
        assertThat(atomic.object().getString("code")).isEqualTo("idempotency_key_reused");
    }

    @Test
    void upToTheBoundWithFaultyOnesAmongThem() {
        create("Taken");
        JsonArray most = new JsonArray(IntStream.range(0, BulkForm.ITEMS_MAX)
                .mapToObj(i -> item(
                        "upsert",
                        asset("T-" + i)
                                .put(
                                        "externalIds",
                                        new JsonArray()
                                                .add(new JsonObject()
                                                        .put("source", "cmdb")
                                                        .put("id", i == 500 || i == 999 ? "0" : "" + i)))))
                .toList());
        Answer answer = caller.post(PATH, new JsonObject().put("items", most));

        assertThat(answer.object().getInteger("created")).isEqualTo(BulkForm.ITEMS_MAX - 2);
        assertThat(fault(answer, 500)).isEqualTo("externalIds already_exists");
        assertThat(fault(answer, 999)).isEqualTo("externalIds already_exists");
        assertThat(tags()).hasSize(BulkForm.ITEMS_MAX - 1);
        Answer again = caller.post(PATH, new JsonObject().put("items", most));
        assertThat(again.object().getInteger("unchanged")).isEqualTo(BulkForm.ITEMS_MAX - 2);
        Answer tooMany =
                caller.post(PATH, new JsonObject().put("items", most.copy().add(item("create", asset("T")))));
        assertThat(tooMany.status()).isEqualTo(422);
        assertThat(tooMany.object().getString("field")).isEqualTo("items");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":\"delete\",\"record\":{}}|action",
                "{\"record\":{}}|action",
                "{\"action\":\"update\",\"record\":{}}|id",
                "{\"action\":\"update\",\"id\":\"7\",\"record\":{}}|id",
                "{\"action\":\"create\",\"id\":\"0f8fad5b-d9cb-469f-a165-70867728950e\",\"record\":{}}|id",
                "{\"action\":\"create\",\"ifMatch\":\"*\",\"record\":{}}|ifMatch",
                "{\"action\":\"upsert\",\"ifMatch\":7,\"record\":{}}|ifMatch",
                "{\"action\":\"create\",\"record\":[]}|record",
                "{\"action\":\"create\"}|record",
                "{\"action\":\"create\",\"record\":{},\"more\":1}|more"
            })
    void inTheFormOfItems(String faulty) {
        String[] parts = faulty.split("\\|", 2);
        Answer refused = caller.post(PATH, items(new JsonObject(parts[0])));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.object().getString("field")).isEqualTo("items[0]." + parts[1]);
    }

    @Test
    void withinTheSightOfTheCaller() {
        UUID elsewhere = records.system("S-2");
        Answer hidden = caller.post("/cyber-assets", Records.asset(elsewhere, "T-1"));
        Caller inside =
                caller.withRestrictions(new Stamp.Restriction(List.of(), List.of(), List.of(system), List.of()));
        Answer answer = inside.post(
                PATH,
                items(
                        item("create", asset("T-2")),
                        item("upsert", asset("T-1")),
                        update(hidden.object().getString("id"), new JsonObject().put("count", 2)),
                        item("create", Records.asset(elsewhere, "T-3"))));

        assertThat(statuses(answer)).containsExactly(201, 409, 404, 422);
        assertThat(caller.get(hidden.header("Location")).body()).isEqualTo(hidden.body());
        assertThat(tags()).containsExactly("T-1", "T-2");
    }

    @Test
    void onlyByACallerWhoMayCreateAndUpdate() {
        for (String one : List.of("cyber-assets:create", "cyber-assets:update")) {
            assertThat(caller.withPermissions(one).post(PATH, new JsonObject()).status())
                    .isEqualTo(403);
        }
    }
}
