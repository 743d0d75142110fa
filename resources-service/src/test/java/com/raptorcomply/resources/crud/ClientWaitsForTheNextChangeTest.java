package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** With {@code wait}, a response comes with the next change, whoever makes it; so many clients of an organization may wait. */
class ClientWaitsForTheNextChangeTest {
    private static final int SECONDS_MAX = 20;
    private static final int OTHERS = 5;

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID system = records.system("S-1");
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void ofThisProcessAndOfAnother() throws Exception {
        String next = caller.get("/changes").object().getString("next");

        CompletableFuture<HttpResponse<String>> waiting = waiting(caller, next);
        caller.post("/cyber-assets", Records.asset(system, "T-1"));
        JsonObject first =
                new JsonObject(waiting.get(SECONDS_MAX, TimeUnit.SECONDS).body());

        assertThat(tags(first)).containsExactly("T-1");
        waiting = waiting(caller, first.getString("next"));
        // The database alone tells this process of it.
        records.execute("UPDATE cyber_asset SET asset_tag = 'T-2', updated_at = change_time()");
        records.executeAsOwner("UPDATE activity_head SET last_at = last_at + interval '1 s'");
        assertThat(tags(new JsonObject(
                        waiting.get(SECONDS_MAX, TimeUnit.SECONDS).body())))
                .containsExactly("T-2");
    }

    @Test
    void whileSoManyWaitTheOthersGetAnEmptyResponse() throws Exception {
        String next = caller.get("/changes").object().getString("next");
        List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(
                        0, ChangeWaiters.WAITING_OF_ORGANIZATION_MAX + OTHERS)
                .mapToObj(i -> waiting(caller, next))
                .toList();
        Await.until(
                "the others have their responses",
                () -> all.stream().filter(CompletableFuture::isDone).count() >= OTHERS);

        caller.post("/cyber-assets", Records.asset(system, "T-1"));

        List<Integer> changes = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> each : all) {
            changes.add(
                    tags(new JsonObject(each.get(SECONDS_MAX, TimeUnit.SECONDS).body()))
                            .size());
        }
        assertThat(changes).filteredOn(count -> count == 0).hasSize(OTHERS);
    }

    @Test
    void butNotWithHead() {
        Answer head = caller.send("HEAD", "/changes?wait=30", "");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void afterItsOwnPositionOnly() {
        String next = caller.get("/changes").object().getString("next");
        Caller stranger = Caller.ofNewOrganization().withPermissions("changes:read", "cyber-assets:read");

        for (String after : List.of("x", next + "A", "AAECAwQFBgcICQoLDA0OD4AAAAAAAAAA")) {
            Answer refused = caller.get("/changes?after=" + after);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.object().getString("field")).isEqualTo("after");
        }
        assertThat(stranger.get("/changes?after=" + next).status()).isEqualTo(400);
        assertThat(caller.get("/changes?wait=31").object().getString("field")).isEqualTo("wait");
        assertThat(caller.get("/changes?limit=0").object().getString("field")).isEqualTo("limit");
    }

    @Test
    void ofTheTypesThatItMayRead() {
        caller.post("/cyber-assets", Records.asset(system, "T-1"));
        Caller some = caller.withPermissions("changes:read", "cyber-assets:read");
        String next = some.get("/changes").object().getString("next");

        assertThat(some.get("/changes").object().getJsonArray("changes"))
                .extracting(change -> ((JsonObject) change).getString("type"))
                .containsExactly("cyber_asset");
        assertThat(caller.get("/changes?after=" + next).status()).isEqualTo(410);
    }

    private CompletableFuture<HttpResponse<String>> waiting(Caller asking, String next) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(asking.url() + "/changes?wait=25&after=" + next))
                        .header(Stamp.HEADER, asking.stamp())
                        .build(),
                BodyHandlers.ofString());
    }

    private static List<String> tags(JsonObject page) {
        JsonArray changes = page.getJsonArray("changes");
        return changes.stream()
                .map(change -> ((JsonObject) change).getJsonObject("record").getString("assetTag"))
                .toList();
    }
}
