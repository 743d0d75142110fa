package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A record of another organization is indistinguishable from a missing one. */
class ForeignRecordIsMissingTest {
    private final Caller ours = Caller.ofNewOrganization();
    private final Caller theirs = Caller.ofNewOrganization();
    private final UUID ourSystem = Records.of(ours).system("S1");
    private final UUID theirSystem = Records.of(theirs).system("S1");

    @Test
    void everyOperation() {
        String foreign =
                theirs.post("/cyber-assets", Records.asset(theirSystem, "T-1")).header("Location");
        String missing = "/cyber-assets/" + UUID.randomUUID();

        for (String method : new String[] {"GET", "DELETE", "PATCH", "PUT"}) {
            String body = method.equals("PATCH")
                    ? "{\"count\":2}"
                    : method.equals("PUT") ? Records.asset(ourSystem, "T-9").encode() : "";
            Answer one = ours.send(method, foreign, body, "Content-Type", "application/json", "If-Match", "\"x\"");
            Answer other = ours.send(method, missing, body, "Content-Type", "application/json", "If-Match", "\"x\"");

            assertThat(one.status()).as(method).isEqualTo(404);
            assertThat(withoutRequestId(one)).isEqualTo(withoutRequestId(other));
            assertThat(one.message()).isEqualTo("Resource not found");
            assertThat(one.http().headers().map().keySet())
                    .isEqualTo(other.http().headers().map().keySet());
        }
        assertThat(theirs.get(foreign).status()).isEqualTo(200);
    }

    @Test
    void reference() {
        Answer foreign = ours.post("/cyber-assets", Records.asset(theirSystem, "T-1"));
        Answer missing = ours.post("/cyber-assets", Records.asset(UUID.randomUUID(), "T-1"));

        assertThat(foreign.status()).isEqualTo(422);
        assertThat(foreign.object().getString("field")).isEqualTo("cyberSystemId");
        assertThat(withoutRequestId(foreign)).isEqualTo(withoutRequestId(missing));
        assertThat(ours.get("/cyber-assets").body()).isEqualTo("[]");
    }

    @Test
    void referenceOfAChange() {
        String path =
                ours.post("/cyber-assets", Records.asset(ourSystem, "T-1")).header("Location");

        Answer refused = ours.patch(path, new JsonObject().put("cyberSystemId", theirSystem.toString()));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(ours.get(path).object().getString("cyberSystemId")).isEqualTo(ourSystem.toString());
    }

    @Test
    void uniqueValue() {
        assertThat(theirs.post("/cyber-assets", Records.asset(theirSystem, "T-1"))
                        .status())
                .isEqualTo(201);
        assertThat(ours.post("/cyber-assets", Records.asset(ourSystem, "T-1")).status())
                .isEqualTo(201);
    }

    @Test
    void cursor() {
        for (int i = 0; i < 3; i++) {
            theirs.post("/cyber-assets", Records.asset(theirSystem, "T-" + i));
        }
        String next = theirs.get("/cyber-assets?limit=1").header("Link").replaceAll("^<|>.*$", "");

        assertThat(ours.get(next).status()).isEqualTo(400);
        assertThat(ours.get(next).object().getString("code")).isEqualTo("invalid_cursor");
    }

    private static JsonObject withoutRequestId(Answer answer) {
        JsonObject body = answer.object();
        body.remove("requestId");
        return body;
    }
}
