package com.raptorcomply.resources.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** An action that takes nothing refuses what a client sends, like any unknown field, so that nothing is lost in silence. */
class ActionWithoutABodyRefusesOneTest {
    private final Documents documents = Documents.withSeniorManager();
    private final Caller caller = documents.caller();
    private final String path = documents.draft();

    @Test
    void withMembers() {
        Answer refused = send("{\"comment\":\"Please approve\",\"reviewerId\":null}", "application/json");

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.object().getString("code")).isEqualTo("unknown_field");
        assertThat(refused.message()).isEqualTo("Unknown field 'comment'");
        assertThat(refused.object().getJsonArray("errors")).hasSize(2);
        assertStillADraft();
    }

    @Test
    void thatIsNoObjectInJson() {
        assertThat(send("[]", "application/json").status()).isEqualTo(400);
        assertThat(send("comment=x", "application/x-www-form-urlencoded").status())
                .isEqualTo(415);
        assertStillADraft();
    }

    /** Some clients send {@code {}} with each POST, which the document does not mention. */
    @Test
    void butTakesAnEmptyObject() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(caller.url() + path + "/submit"))
                .headers(Stamp.HEADER, caller.stamp(), "Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    private Answer send(String body, String type) {
        return caller.send("POST", path + "/submit", body, "Content-Type", type);
    }

    private void assertStillADraft() {
        assertThat(caller.get(path).object().getString("status")).isEqualTo("draft");
    }
}
