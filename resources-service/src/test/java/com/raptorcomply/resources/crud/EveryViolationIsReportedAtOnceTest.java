package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One response lists all faults of a body. */
class EveryViolationIsReportedAtOnceTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final UUID system = Records.of(caller).system("S-1");

    @Test
    void everyRequiredFieldOfACreation() {
        Answer refused = caller.post("/cyber-assets", new JsonObject());

        assertThat(faults(refused)).hasSize(16).allMatch(fault -> fault.endsWith(" required"));
        assertFirstIsShown(refused);
    }

    @Test
    void faultsOfEveryKind() {
        JsonObject body = Records.asset(system, "T")
                .put("assetTag", "T ")
                .put("count", "1")
                .put("colour", "red")
                .put("size", 2);
        body.put("id", UUID.randomUUID().toString()).remove("model");

        Answer refused = caller.post("/cyber-assets", body);

        assertThat(faults(refused))
                .containsExactly(
                        "colour unknown_field",
                        "size unknown_field",
                        "id read_only",
                        "assetTag invalid_value",
                        "count invalid_type",
                        "model required");
        assertFirstIsShown(refused);
    }

    @Test
    void faultsOfAChange() {
        String path = caller.post("/cyber-assets", Records.asset(system, "T")).header("Location");
        JsonObject patch = new JsonObject()
                .put("colour", "red")
                .put("count", 0)
                .putNull("model")
                .put("isDeleted", true);
        List<String> expected =
                List.of("colour unknown_field", "isDeleted read_only", "count invalid_value", "model required");

        assertThat(faults(caller.patch(path, patch))).isEqualTo(expected);
        assertThat(faults(caller.put(path, Records.asset(system, "T").mergeIn(patch))))
                .isEqualTo(expected);
    }

    private static void assertFirstIsShown(Answer refused) {
        JsonObject first = refused.object().getJsonArray("errors").getJsonObject(0);
        for (String member : List.of("field", "message", "code")) {
            assertThat(refused.object().getString(member)).isEqualTo(first.getString(member));
        }
    }

    private static List<String> faults(Answer refused) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        JsonArray errors = refused.object().getJsonArray("errors");
        return errors.stream()
                .map(JsonObject.class::cast)
                .map(error -> error.getString("field") + " " + error.getString("code"))
                .toList();
    }
}
