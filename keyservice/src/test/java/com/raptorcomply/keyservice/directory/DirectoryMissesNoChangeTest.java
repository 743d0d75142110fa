package com.raptorcomply.keyservice.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DirectoryMissesNoChangeTest {
    private static final String CREDENTIAL = "data-service-credential-of-the-test";
    private static final TestService SERVICE = TestService.with(Map.of("resources.credential", CREDENTIAL));
    private static final int WRITERS = 4;
    private static final int PEOPLE_EACH = 25;

    private final UUID organization = SERVICE.organization();

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    @Test
    void howeverWritersOverlap() {
        Follower follower = new Follower();
        Set<String> made = new HashSet<>();
        CompletableFuture<?> writers = CompletableFuture.allOf(IntStream.range(0, WRITERS)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < PEOPLE_EACH; i++) {
                        String id = person();
                        synchronized (made) {
                            made.add(id);
                        }
                    }
                }))
                .toArray(CompletableFuture[]::new));
        while (!writers.isDone()) {
            follower.step(0);
        }
        writers.join();
        follower.step(0);
        assertThat(follower.seen.keySet()).containsAll(made);
    }

    @Test
    void ofATransactionThatCommitsLate() throws SQLException {
        Follower follower = new Follower();
        UUID late = UUID.randomUUID();
        try (Connection connection = SERVICE.database().ownerConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO app_user (id, organization_id, email, name, role, address_key) VALUES ('"
                    + late + "', '" + organization + "', '" + late + "@example.test', 'Late', 'user', '" + late + "')");
            String other = person();
            follower.step(0);
            assertThat(follower.seen).containsKey(other).doesNotContainKey(late.toString());
            connection.commit();
        }
        follower.step(0);
        assertThat(follower.seen).containsKey(late.toString());
    }

    @Test
    void ofNameStatusAndTimeZone() {
        Follower follower = new Follower();
        TestCaller admin = SERVICE.person(organization, UserRole.ORG_ADMIN);
        String person = person();
        follower.step(0);

        SERVICE.patch(admin, "/users/" + person, new JsonObject().put("name", "Other Name"));
        SERVICE.patch(admin, "/organizations/" + organization, new JsonObject().put("timeZone", "America/Denver"));
        follower.step(0);
        assertThat(Objects.requireNonNull(follower.seen.get(person)).getString("name"))
                .isEqualTo("Other Name");
        assertThat(Objects.requireNonNull(follower.seen.get(organization.toString()))
                        .getString("timeZone"))
                .isEqualTo("America/Denver");

        assertThat(SERVICE.delete(admin, "/users/" + person).status()).isEqualTo(200);
        follower.step(0);
        assertThat(follower.seen.get(person).getString("status")).isEqualTo("deleted");
    }

    @Test
    void whileItWaitsForOne() {
        Follower follower = new Follower();
        follower.step(0);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> follower.step(30));
        String person = person();
        waiting.join();
        assertThat(follower.seen).containsKey(person);
    }

    @Test
    void ofADatabaseThatWasRestored() {
        Follower follower = new Follower();
        String person = person();
        follower.epoch = UUID.randomUUID().toString();
        follower.sequence = 999_999_999_999L;
        follower.step(0);
        assertThat(follower.seen).containsKey(person);
    }

    @Test
    void forDataServicesOnly() {
        for (String credential : new String[] {TestService.GATEWAY_CREDENTIAL, "", CREDENTIAL + "x"}) {
            Reply refused = SERVICE.send(SERVICE.request(null, "/internal/directory")
                    .header("Authorization", "Bearer " + credential)
                    .GET());
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.object().getString("code")).isEqualTo("data_service_credential_invalid");
        }
        assertThat(TestService.shared()
                        .send(TestService.shared()
                                .request(null, "/internal/directory")
                                .header("Authorization", "Bearer " + CREDENTIAL)
                                .GET())
                        .status())
                .as("of a key service without a credential for data services")
                .isEqualTo(404);
    }

    /** Creates a person and returns the id. */
    private String person() {
        return Await.result(SERVICE.bootstrap()
                        .createUser(organization, UUID.randomUUID() + "@example.test", "Some Body", UserRole.USER))
                .toString();
    }

    /** Follows as a data service does. */
    private static final class Follower {
        final Map<String, JsonObject> seen = new HashMap<>();
        String epoch = "";
        long sequence;

        void step(int waitSeconds) {
            String position = epoch.isEmpty() ? "" : "&epoch=" + epoch + "&after=" + sequence;
            Reply reply = SERVICE.send(SERVICE.request(null, "/internal/directory?wait=" + waitSeconds + position)
                    .header("Authorization", "Bearer " + CREDENTIAL)
                    .GET());
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            epoch = reply.object().getString("epoch");
            sequence = reply.object().getLong("sequence");
            for (Object each : reply.object().getJsonArray("entries")) {
                JsonObject entry = (JsonObject) each;
                seen.put(entry.getString("id"), entry);
            }
        }
    }
}
