package com.raptorcomply.resources.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.PublishedActivity;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The entries of both services are one list by time: each entry once, whatever the pages; whole, or a 503. */
class ActivityOfBothLogsIsMergedTest {
    private static final long SEED = 20261129;
    private static final int ENTRIES_MAX = 100;

    private final Caller caller = Caller.ofNewOrganization();
    private final Caller reader = caller.withPermissions("activity:read");
    private final PublishedActivity keys = UnderTest.shared().keyActivity();
    private final UUID system = Records.of(caller).system("S-1");

    @AfterEach
    void heal() {
        keys.setStatus(200);
    }

    @Test
    void inEveryPageSize() {
        Random random = new Random(SEED);
        for (int i = 0; i < 40; i++) {
            if (random.nextBoolean()) {
                caller.post("/cyber-assets", Records.asset(system, "T-" + i));
            } else {
                keys.add(caller.organization(), Instant.now().toString(), "create");
            }
        }
        keys.add(caller.organization(), Instant.now().toString(), "create");

        List<JsonObject> whole = pages(1_000);
        assertThat(whole).hasSize(41);
        assertThat(whole.subList(0, 41))
                .isSortedAccordingTo(Comparator.comparing((JsonObject entry) -> Instant.parse(entry.getString("at")))
                        .reversed());
        for (int limit : new int[] {1, 2, 3, 7, 40, 41, 42}) {
            assertThat(pages(limit)).as("limit " + limit).isEqualTo(whole);
        }
    }

    @Test
    void wholeOrNotAtAll() {
        for (int status : new int[] {500, 503, 401, 429}) {
            keys.setStatus(status);
            Answer answer = reader.get("/activity");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotEmpty();
        }
        assertThat(reader.get("/activity/by-resource-type/cyber_system/" + system)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void withoutKeysForACallerWithRestrictions() {
        keys.add(caller.organization(), Instant.now().toString(), "create");
        Caller some = reader.withRestrictions(new Stamp.Restriction(List.of(), List.of(), List.of(system), List.of()));
        caller.post("/cyber-assets", Records.asset(system, "T-1"));
        keys.setStatus(500);

        assertThat(some.get("/activity").array())
                .extracting(entry -> ((JsonObject) entry).getString("service"))
                .containsOnly("resources");
        assertThat(some.get("/activity?organizationId=" + UUID.randomUUID()).status())
                .isEqualTo(403);
    }

    @Test
    void ofAnotherOrganizationTheKeysAlone() {
        caller.post("/cyber-assets", Records.asset(system, "T-1"));
        keys.add(caller.organization(), Instant.now().toString(), "create");

        assertThat(reader.get("/activity?organizationId=" + caller.organization())
                        .array())
                .hasSizeGreaterThan(1);
        assertThat(reader.get("/activity?organizationId=" + UUID.randomUUID()).array())
                .extracting(entry -> ((JsonObject) entry).getString("service"))
                .containsOnly("keyservice");
    }

    private List<JsonObject> pages(int limit) {
        List<JsonObject> entries = new ArrayList<>();
        String next = "/activity?limit=" + limit;
        while (!next.isEmpty()) {
            Answer page = reader.get(next);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            assertThat(page.array().size()).isBetween(1, limit);
            assertThat(entries).as("entries before another page").hasSizeLessThan(ENTRIES_MAX);
            page.array().forEach(entry -> entries.add((JsonObject) entry));
            next = page.header("Link").replaceFirst("<([^>]+)>.*", "$1");
        }
        return entries;
    }
}
