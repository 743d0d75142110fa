package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.ResourcesService;
import com.raptorcomply.resources.UnderTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cursor continues the list that has given it, on every replica; for any other list it is refused. */
class CursorBelongsToItsQueryTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID facility = records.facility("F-1");
    private final UUID system = records.systemIn("facility_id", facility, "S-1");

    @BeforeEach
    void create() {
        for (int i = 0; i < 3; i++) {
            caller.post("/cyber-assets", Records.asset(system, "T-" + i));
            records.systemIn("facility_id", facility, "S-2" + i);
        }
    }

    @Test
    void ofTheSameQueryHoweverItIsWritten() {
        String cursor = cursor("/cyber-assets?limit=1&sort=assetTag&cyberSystemId=" + system
                + "&updatedSince=2020-01-01T00:00:00Z&includeDeleted=false");

        for (String same : new String[] {
            "limit=2&sort=assetTag&cyberSystemId=" + system.toString().toUpperCase(java.util.Locale.ROOT)
                    + "&updatedSince=2020-01-01T01:00:00%2B01:00",
            "fields=assetTag&include=etag&updatedSince=2020-01-01T00:00:00Z&sort=assetTag&cyberSystemId=" + system
        }) {
            Answer next = caller.get("/cyber-assets?" + same + "&cursor=" + cursor);
            assertThat(next.status()).as(next.body()).isEqualTo(200);
            assertThat(next.array().getJsonObject(0).getString("assetTag")).isEqualTo("T-1");
        }
    }

    @Test
    void notOfAnotherQuery() {
        String assets = cursor("/cyber-assets?limit=1");
        String sorted = cursor("/cyber-assets?limit=1&sort=assetTag");
        String changes = cursor("/cyber-assets?limit=1&updatedSince=2020-01-01T00:00:00Z");
        String nested = cursor("/facilities/" + facility + "/cyber-assets?limit=1");

        assertRefused("/cyber-systems?cursor=" + assets);
        assertRefused("/cyber-assets?includeDeleted=true&cursor=" + assets);
        assertRefused("/cyber-assets?impactLevel=medium&cursor=" + assets);
        assertRefused("/cyber-assets?q=historian&cursor=" + assets);
        assertRefused("/cyber-assets?sort=assetTag&cursor=" + assets);
        assertRefused("/cyber-assets?updatedSince=2020-01-01T00:00:00Z&cursor=" + assets);
        assertRefused("/cyber-assets?sort=-assetTag&cursor=" + sorted);
        assertRefused("/cyber-assets?cursor=" + sorted);
        assertRefused("/cyber-assets?updatedSince=2030-01-01T00:00:00Z&cursor=" + changes);
        assertRefused("/cyber-assets?facilityId=" + facility + "&cursor=" + nested);
        assertRefused("/facilities/" + records.facility("F-2") + "/cyber-assets?cursor=" + nested);
        assertRefused("/cyber-systems/" + system + "/cyber-assets?cursor=" + nested);
    }

    @Test
    void notOfAnotherOrganization() {
        Caller other = Caller.ofNewOrganization();

        Answer refused = other.get("/cyber-assets?cursor=" + cursor("/cyber-assets?limit=1"));

        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void notAlteredInAnyCharacter() {
        String cursor = cursor("/cyber-assets?limit=1");

        for (int i = 0; i < cursor.length(); i += 5) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused("/cyber-assets?cursor=" + cursor.substring(0, i) + other + cursor.substring(i + 1));
        }
        assertRefused("/cyber-assets?cursor=" + cursor + "A");
        assertRefused("/cyber-assets?cursor=" + cursor.substring(1));
    }

    @Test
    void onAnotherReplica() {
        String cursor = cursor("/cyber-assets?limit=1&sort=assetTag");
        UnderTest shared = UnderTest.shared();
        ResourcesService replica = Await.result(ResourcesService.start(shared.vertx(), shared.settings(Map.of())));
        Caller there = new Caller(
                "http://127.0.0.1:" + replica.port(),
                caller.signer(),
                caller.organization(),
                caller.key(),
                caller.permissions(),
                caller.restrictions(),
                null,
                null);

        Answer next = there.get("/cyber-assets?limit=1&sort=assetTag&cursor=" + cursor);

        assertThat(next.array().getJsonObject(0).getString("assetTag")).isEqualTo("T-1");
        Await.result(replica.close());
    }

    private String cursor(String first) {
        return caller.get(first).header("Link").replaceFirst(".*cursor=([^>]+)>.*", "$1");
    }

    private void assertRefused(String path) {
        Answer refused = caller.get(path);
        assertThat(refused.status()).as(path + refused.body()).isEqualTo(400);
        assertThat(refused.object().getString("field")).isEqualTo("cursor");
        assertThat(refused.object().getString("code")).isEqualTo("invalid_cursor");
    }
}
