package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The body of a GET can be sent back: read-only members are accepted only with their stored values. */
class ReadOnlyMembersMayBeRepeatedTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final UUID system = Records.of(caller).system("S-1");
    private String path = "";

    @BeforeEach
    void create() {
        path = caller.post("/cyber-assets", Records.asset(system, "T-1")).header("Location");
    }

    @Test
    void replacementByWhatWasRead() {
        Answer read = caller.get(path);
        Answer same = caller.put(path, read.object());

        assertThat(same.status()).as(same.body()).isEqualTo(200);
        assertThat(same.header("ETag")).isEqualTo(read.header("ETag"));
        Answer changed = caller.put(path, read.object().put("count", 7));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.object().getInteger("count")).isEqualTo(7);
    }

    @Test
    void replacementByWhatWasListedWithItsTag() {
        JsonObject listed = caller.get("/cyber-assets?include=etag").array().getJsonObject(0);

        assertThat(caller.put(path, listed.put("count", 7)).status()).isEqualTo(200);
        Answer stale = caller.patch(path, new JsonObject().put("etag", listed.getString("etag")));
        assertThat(stale.status()).isEqualTo(422);
        assertThat(stale.object().getString("field")).isEqualTo("etag");
    }

    @Test
    void inAnotherSpelling() {
        JsonObject read = caller.get(path).object();
        JsonObject patch = new JsonObject()
                .put("id", read.getString("id").toUpperCase(Locale.ROOT))
                .put("createdAt", read.getString("createdAt").replace("Z", "+0000"))
                .putNull("deletedAt")
                .put("count", 3);

        Answer changed = caller.patch(path, patch);

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.object().getInteger("count")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "id, 00000000-0000-7000-8000-000000000000",
        "createdAt, 2020-01-01T00:00:00Z",
        "updatedAt, rubbish",
        "isDeleted, true",
        "deletedAt, 2020-01-01T00:00:00Z",
        "etag, x"
    })
    void notWithAnotherValue(String member, String value) {
        Object sent = value.equals("true") ? true : value;
        String before = caller.get(path).body();

        for (Answer refused : new Answer[] {
            caller.patch(path, new JsonObject().put(member, sent)),
            caller.put(path, Records.asset(system, "T-1").put(member, sent))
        }) {
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.object().getMap()).containsEntry("field", member).containsEntry("code", "read_only");
        }
        assertThat(caller.get(path).body()).isEqualTo(before);
    }

    @Test
    void creationFromACopyNeedsNoIdOfItsOwn() {
        JsonObject copy = Records.asset(system, "T-2")
                .put("isDeleted", false)
                .putNull("deletedAt")
                .putNull("id");

        assertThat(caller.post("/cyber-assets", copy).status()).isEqualTo(201);
    }
}
