package com.raptorcomply.resources.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller with the permission sees each change once, newest first, under all filters, and only of records in sight. */
class ActivityOfRecordsIsReadTest {
    private static final String ALL = "/activity";

    private final Caller caller = Caller.ofNewOrganization();
    private final Caller reader = caller.withPermissions("activity:read");
    private final Records records = Records.of(caller);
    private final UUID system = records.system("S-1");
    private String path = "";

    @BeforeEach
    void change() {
        path = caller.post("/cyber-assets", Records.asset(system, "T-1"), "X-Request-Id", "request-0001")
                .header("Location");
        caller.actingAs(UUID.randomUUID(), "Kim Lee").patch(path, new JsonObject().put("count", 2));
        caller.post("/cyber-assets", Records.asset(system, "T-2"));
        caller.patch("/cyber-systems/" + system, new JsonObject().put("systemTitle", "Other"));
        caller.delete(path);
    }

    @Test
    void newestFirstPageByPage() {
        List<JsonObject> entries = entries(reader, ALL);

        assertThat(entries)
                .extracting(entry -> entry.getString("action"))
                .containsExactly("delete", "update", "create", "update", "create");
        JsonObject first = entries.get(4);
        assertThat(first.getString("requestId")).isEqualTo("request-0001");
        assertThat(first.getJsonObject("changes").getString("assetTag")).isEqualTo("T-1");
        assertThat(first.getJsonObject("actor").getString("name")).isEqualTo("Data import service");
        assertThat(entries.get(3)
                        .getJsonObject("actor")
                        .getJsonObject("actingAs")
                        .getString("name"))
                .isEqualTo("Kim Lee");
        assertThat(entries.get(3).getJsonObject("changes"))
                .isEqualTo(new JsonObject()
                        .put("count", new JsonObject().put("from", 1).put("to", 2)));
        List<JsonObject> paged = new ArrayList<>();
        String next = ALL + "?limit=2&resourceType=cyber_asset";
        while (!next.isEmpty()) {
            Answer page = reader.get(next);
            page.array().forEach(entry -> paged.add((JsonObject) entry));
            next = page.header("Link").replaceFirst("<([^>]+)>.*", "$1");
        }
        assertThat(paged)
                .isEqualTo(entries(reader, ALL + "?resourceType=cyber_asset"))
                .hasSize(4);
    }

    @Test
    void underEachFilter() {
        List<JsonObject> all = entries(reader, ALL);
        String middle = all.get(2).getString("at");

        assertThat(entries(reader, ALL + "?action=update")).hasSize(2);
        assertThat(entries(reader, ALL + "?actor=Kim%20Lee")).containsExactly(all.get(3));
        assertThat(entries(reader, ALL + "?actor=" + caller.key())).hasSize(5);
        assertThat(entries(reader, ALL + "?actor=Kim")).isEmpty();
        assertThat(entries(reader, ALL + "?from=" + middle)).isEqualTo(all.subList(0, 3));
        assertThat(entries(reader, ALL + "?to=" + middle)).isEqualTo(all.subList(3, 5));
        assertThat(entries(reader, ALL + "?resourceType=cyber_system&action=update&from=" + middle))
                .containsExactly(all.get(1));
        assertThat(entries(reader, "/activity/by-resource-type/cyber_asset/" + path.replaceFirst(".*/", "")))
                .containsExactly(all.get(0), all.get(3), all.get(4));
        assertThat(entries(reader, "/activity/by-resource-type/facility/" + path.replaceFirst(".*/", "")))
                .isEmpty();
    }

    @Test
    void ofTheOwnOrganizationAndInSightOnly() {
        UUID elsewhere = records.system("S-2");
        Caller some =
                reader.withRestrictions(new Stamp.Restriction(List.of(), List.of(), List.of(elsewhere), List.of()));
        caller.post("/cyber-assets", Records.asset(elsewhere, "T-3"));

        assertThat(entries(some, ALL))
                .extracting(entry -> entry.getJsonObject("changes").getString("assetTag"))
                .containsExactly("T-3");
        assertThat(entries(some, "/activity/by-resource-type/cyber_system/" + system))
                .isEmpty();
        assertThat(entries(Caller.ofNewOrganization().withPermissions("activity:read"), ALL))
                .isEmpty();
        assertThat(some.get("/activity/verify").status()).isEqualTo(403);
        assertThat(some.get("/activity/export").status()).isEqualTo(403);
        assertThat(caller.get(ALL).status()).isEqualTo(403);
    }

    @Test
    void cursorBelongsToItsFilters() {
        String cursor = reader.get(ALL + "?limit=1").header("Link").replaceFirst(".*cursor=([^>]+)>.*", "$1");

        assertThat(reader.get(ALL + "?cursor=" + cursor).status()).isEqualTo(200);
        for (String other : List.of(
                ALL + "?action=update&cursor=" + cursor,
                ALL + "?cursor=x",
                "/activity/by-resource-type/cyber_system/" + system + "?cursor=" + cursor)) {
            assertThat(reader.get(other).object().getString("field")).isEqualTo("cursor");
        }
        assertThat(reader.get(ALL + "?from=" + URLEncoder.encode("yesterday", StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(400);
        assertThat(reader.get("/activity/by-resource-type/No!/" + system).status())
                .isEqualTo(404);
        assertThat(reader.send("HEAD", ALL, "").body()).isEmpty();
    }

    private static List<JsonObject> entries(Caller asking, String path) {
        Answer answer = asking.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.array().stream().map(JsonObject.class::cast).toList();
    }
}
