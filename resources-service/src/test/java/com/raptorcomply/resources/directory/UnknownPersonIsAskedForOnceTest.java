package com.raptorcomply.resources.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.PublishedDirectory;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import com.raptorcomply.resources.policy.Documents;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A record may refer to a person whom the key service has made a moment ago: the service asks for people, once for each
 * request. A person whom the key service does not know is a fault of the body.
 */
class UnknownPersonIsAskedForOnceTest {
    private static final UnderTest SERVICE = new UnderTest(PostgresServer.shared()).start(Map.of());

    private final Caller caller = Caller.of(SERVICE, UUID.randomUUID()).withPermissions(Documents.permissions());
    private final UUID type = new Records(SERVICE.database(), caller.organization()).documentType("Plan");
    private final PublishedDirectory directory = SERVICE.directory();

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    @BeforeEach
    void up() {
        directory.setDown(false);
    }

    @Test
    void andFound() {
        int before = directory.reads();
        UUID newcomer = directory.add(caller.organization(), "Grace Ito");

        Answer created = caller.post("/policy-documents", Documents.body(type, newcomer), "Idempotency-Key", "k");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        // One read brings the newcomer, the next one says that this is all.
        assertThat(directory.reads() - before).isEqualTo(2);

        caller.post("/policy-documents", Documents.body(type, newcomer));
        assertThat(directory.reads() - before).isEqualTo(2);
    }

    @Test
    void alsoIfManyOthersAreNewToo() {
        for (int i = 0; i < 1_500; i++) {
            directory.add(caller.organization(), "Person " + i);
        }
        UUID last = directory.add(caller.organization(), "Last");

        assertThat(caller.post("/policy-documents", Documents.body(type, last)).status())
                .isEqualTo(201);
    }

    @Test
    void andElseRefused() {
        caller.post("/policy-documents", Documents.body(type, UUID.randomUUID()));
        int before = directory.reads();

        Answer refused = caller.post("/policy-documents", Documents.body(type, UUID.randomUUID()));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.object().getString("code")).isEqualTo("reference_not_found");
        assertThat(refused.object().getString("field")).isEqualTo("ownerId");
        assertThat(directory.reads() - before).isEqualTo(1);
    }

    @Test
    void notIfThePersonBelongsToAnotherOrganization() {
        UUID stranger = directory.add(UUID.randomUUID(), "Stranger");

        assertThat(caller.post("/policy-documents", Documents.body(type, stranger))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void withoutAnAnswerNobodyCanTell() {
        directory.setDown(true);

        Answer answer = caller.post("/policy-documents", Documents.body(type, UUID.randomUUID()));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.object().getString("code")).isEqualTo("dependency_unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void notForOtherFaults() {
        int before = directory.reads();
        JsonObject body = Documents.body(UUID.randomUUID(), directory.add(caller.organization(), "Someone"));
        caller.post("/policy-documents", body);

        Answer refused = caller.post("/policy-documents", body);
        assertThat(refused.object().getString("field")).isEqualTo("documentTypeId");
        assertThat(directory.reads() - before).isEqualTo(2);
    }
}
