package com.raptorcomply.resources.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.postgres.PostgresConfig;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A copy of data that was restored from a backup may have what the data lack, so the operator makes clients read them again. */
class RestoredDataIsReadAgainTest {
    private final UnderTest service = new UnderTest(PostgresServer.shared()).start(Map.of());
    private final Caller caller = Caller.of(service, UUID.randomUUID());
    private final Records records = new Records(service.database(), caller.organization());
    private final UUID facility = records.facility("F-1");
    private final UUID system = records.systemIn("facility_id", facility, "S-1");
    private final Caller restricted = caller.withAnotherKey()
            .withRestrictions(new Stamp.Restriction(List.of(facility), List.of(), List.of(), List.of()));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void byClientsThatFollowTheChanges() {
        caller.post("/cyber-assets", Records.asset(system, "T-1"));
        for (Caller each : List.of(caller, restricted)) {
            String before = next(each.get("/changes"));
            assertThat(each.get("/changes?after=" + before).status()).isEqualTo(200);

            newEpoch();

            Answer gone = each.get("/changes?after=" + before);
            assertThat(gone.status()).isEqualTo(410);
            assertThat(gone.object().getString("code")).isEqualTo("sight_moved");
            String again = next(each.get("/changes"));
            assertThat(each.get("/changes?after=" + again).status()).isEqualTo(200);
        }
    }

    @Test
    void byClientsThatAskForChangesSinceATime() {
        caller.post("/cyber-assets", Records.asset(system, "T-1"));
        for (Caller each : List.of(caller, restricted)) {
            String before = each.get("/cyber-assets").header("Changes-Since");
            assertThat(since(each, before).status()).isEqualTo(200);

            newEpoch();

            assertThat(since(each, before).status()).isEqualTo(410);
            String again = each.get("/cyber-assets?limit=1").header("Changes-Since");
            assertThat(since(each, again).array()).isEmpty();
            Answer made = caller.post("/cyber-assets", Records.asset(system, "T-" + again));
            assertThat(since(each, again).array())
                    .extracting(record -> ((JsonObject) record).getString("id"))
                    .containsExactly(made.object().getString("id"));
        }
    }

    /** A clock that was set back makes no time earlier than the epoch before. */
    @Test
    void eachEpochIsLaterThanTheOneBeforeAndEarlierThanTheNextChange() {
        records.executeAsOwner("INSERT INTO epoch SELECT clock_timestamp() + interval '1 hour'");
        String before = caller.get("/cyber-assets").header("Changes-Since");

        newEpoch();

        assertThat(since(caller, before).status()).isEqualTo(410);
        String epoch = caller.get("/cyber-assets").header("Changes-Since");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("began at " + epoch + ".");
        JsonObject made =
                caller.post("/cyber-assets", Records.asset(system, "T-1")).object();
        assertThat(made.getString("updatedAt")).isGreaterThan(epoch);
    }

    private static Answer since(Caller caller, String time) {
        return caller.get("/cyber-assets?includeDeleted=true&updatedSince=" + time);
    }

    private static String next(Answer changes) {
        assertThat(changes.status()).as(changes.body()).isEqualTo(200);
        return changes.object().getString("next");
    }

    private void newEpoch() {
        PostgresConfig settings = service.database().settings();
        int status = ResourcesCommands.ALL.run(
                new String[] {"new-epoch"},
                Map.of(
                        "RESOURCES_DATABASE_URL",
                                "postgresql://127.0.0.1:" + settings.port() + "/" + settings.database(),
                        "RESOURCES_DATABASE_USER", settings.user(),
                        "RESOURCES_DATABASE_PASSWORD", settings.password().reveal(),
                        "RESOURCES_DATABASE_OWNER", settings.owner(),
                        "RESOURCES_DATABASE_OWNER_PASSWORD",
                                settings.ownerPassword().reveal()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err);
        assertThat(status).isZero();
    }
}
