package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.openapi.Audience;
import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.chassis.openapi.OpenApiDocument.Operation;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.PostgresProxy;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.ResourcesService;
import com.raptorcomply.resources.UnderTest;
import com.raptorcomply.resources.tenancy.WalkedRequests;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Whatever clients ask for, a connection keeps a bounded number of statements, each of which PostgreSQL has read at the
 * start of the service.
 */
class KeptStatementsAreFewAndCheckedAtStartTest {
    private static final String[] FORM_TYPE = {"Content-Type", "multipart/form-data; boundary=b"};
    private static final String FORM = """
            --b\r
            Content-Disposition: form-data; name="file"; filename="%s"\r
            \r
            %s\r
            --b--\r
            """;
    private static final List<String> WITH_EACH =
            List.of("limit=1", "limit=1&includeDeleted=true&include=etag", "limit=1&updatedSince=2020-01-01T00:00:00Z");

    private static final OpenApiDocument DOCUMENT =
            OpenApiDocument.read(ResourcesService.class, ResourcesService.DOCUMENT);
    private static final int ROUNDS = 3;
    private static final long SEED = 1;

    @Test
    void ofAllOperationsWithAllParameters() throws IOException, InterruptedException {
        UnderTest shared = UnderTest.shared();
        // Services with one Vert.x would share their port.
        Vertx vertx = Vertx.vertx();
        try (PostgresProxy proxy = new PostgresProxy(
                vertx, shared.database().port(), shared.database().user())) {
            String url = "postgresql://127.0.0.1:" + proxy.port() + "/"
                    + shared.database().name();
            ResourcesService service = Await.result(ResourcesService.start(
                    vertx, shared.settings(Map.of("database.url", url, "database.poolSize", 1))));
            Set<String> atStart = new HashSet<>(proxy.kept());
            int checked = proxy.closed().size();
            Caller caller = at(service.port());

            writeAndRead(caller);
            list(caller);
            walk(caller);

            assertThat(atStart).containsAll(proxy.kept());
            assertThat(proxy.mostOnOneConnection()).isBetween(100, Postgres.PREPARED_STATEMENTS_MAX);
            assertThat(proxy.closed())
                    .as("no statement was replaced by another")
                    .hasSize(checked);
            Await.result(service.close());
        } finally {
            Await.result(vertx.close());
        }
    }

    @Test
    void faultyOneFailsTheStart() {
        ResourceDefinition faulty = ResourceDefinition.of("Gadget", "Gadgets", "gadget")
                .computed("name", "r.nmae")
                .build();

        try (UnderTest service = new UnderTest(PostgresServer.shared())) {
            assertThatThrownBy(() -> service.start(Subject.GADGETS, "migrations/gadget", faulty))
                    .hasStackTraceContaining("r.nmae");
        }
    }

    private static void writeAndRead(Caller caller) {
        UUID system = new Records(UnderTest.shared().database(), caller.organization()).system("S-1");
        for (int i = 0; i < 2; i++) {
            caller.post("/cyber-assets", Records.asset(system, "T-1"), "Idempotency-Key", "k");
        }
        Answer created = caller.post("/cyber-assets", Records.asset(system, "T-2"));
        String path = created.header("Location");
        assertThat(caller.patch(path, new JsonObject().put("count", 2)).status())
                .isEqualTo(200);
        assertThat(caller.put(path, Records.asset(system, "T-3")).status()).isEqualTo(200);
        assertThat(caller.get(path).status()).isEqualTo(200);
        assertThat(caller.delete(path).status()).isEqualTo(204);
        for (String list : List.of("control-centers", "facilities", "cyber-systems", "physical-areas")) {
            caller.get("/" + list + "/" + UUID.randomUUID());
        }
    }

    /** Sends every operation some times, with and without a restriction, about records of all kinds. */
    private static void walk(Caller caller) throws IOException, InterruptedException {
        WalkedRequests requests =
                new WalkedRequests(DOCUMENT.served(Audience.KEYS).json(), new Random(SEED));
        Records records = new Records(UnderTest.shared().database(), caller.organization());
        List<UUID> ids = new ArrayList<>(List.of(records.system("S-2"), records.facility("F-2")));
        requests.createEach(caller, ids);
        Answer file = caller.send("POST", "/files/upload", FORM.formatted("a.txt", "text"), FORM_TYPE);
        assertThat(file.status()).as(file.body()).isEqualTo(201);
        ids.add(UUID.fromString(file.object().getString("id")));
        String assets = "/cyber-systems/" + ids.get(0) + "/cyber-assets/import";
        assertThat(caller.send("POST", assets, FORM.formatted("a.csv", "assetTag\r\nT-1"), FORM_TYPE)
                        .status())
                .isEqualTo(400);
        Caller restricted =
                caller.withRestrictions(new Stamp.Restriction(List.of(ids.get(1)), List.of(), List.of(), List.of()));
        for (int i = 0; i < ROUNDS; i++) {
            for (Operation operation : DOCUMENT.operations()) {
                Caller walking = i == 0 ? restricted : caller;
                WalkedRequests.Sent sent = requests.send(walking, operation, ids, List.of("A"));
                if (sent.status() == 503) { // one connection for all may be busy for too long, so a client sends again
                    sent = requests.send(walking, operation, ids, List.of("A"));
                }
                assertThat(sent.status()).as(sent.line() + sent.received()).isLessThan(500);
            }
        }
    }

    private static void list(Caller caller) {
        OpenApiDocument document = DOCUMENT;
        document.operations().stream()
                .filter(operation -> operation.method().equals(HttpMethod.GET))
                .filter(operation -> operation.parameters().schemas().containsKey("includeDeleted"))
                .forEach(operation -> {
                    String path =
                            operation.path().replace("{id}", UUID.randomUUID().toString());
                    List<String> queries = new ArrayList<>(List.of(""));
                    operation.parameters().schemas().forEach((name, schema) -> values(document, schema)
                            .forEach(value -> queries.add("&" + name + "=" + value)));
                    for (String query : queries) {
                        for (String with : WITH_EACH) {
                            Answer answer = caller.get(path + "?" + with + query);
                            assertThat(answer.status() == 400)
                                    .as(path + with + query + answer.status() + answer.body())
                                    .isEqualTo(isRefused(with, query));
                            assertThat(answer.status()).isLessThan(500);
                        }
                    }
                });
    }

    /** Returns true for a made-up cursor, a time that is too early, and for a parameter that is given twice. */
    private static boolean isRefused(String with, String query) {
        return query.startsWith("&cursor")
                || query.startsWith("&asOf")
                || (!query.isEmpty() && with.contains(query.substring(1, query.indexOf('=') + 1)));
    }

    /** Returns a value of each kind that a parameter takes. */
    private static List<String> values(OpenApiDocument document, JsonObject schema) {
        if (schema.containsKey("$ref")) {
            String name = schema.getString("$ref").replaceFirst(".*/", "");
            return values(
                    document,
                    document.json()
                            .getJsonObject("components")
                            .getJsonObject("schemas")
                            .getJsonObject(name));
        }
        if (schema.containsKey("enum")) {
            List<String> words =
                    schema.getJsonArray("enum").stream().map(Object::toString).toList();
            return words.get(1 % words.size()).startsWith("-") ? words : words.subList(0, 1);
        }
        if ("array".equals(schema.getString("type"))) {
            return values(document, schema.getJsonObject("items"));
        }
        if (schema.containsKey("examples")) {
            return List.of(schema.getJsonArray("examples").getString(0));
        }
        return List.of(
                switch (schema.getString("format", schema.getString("type"))) {
                    case "uuid" -> UUID.randomUUID().toString();
                    case "boolean" -> "true";
                    case "integer" -> "1";
                    case "date" -> "2026-01-01";
                    case "date-time" -> "2020-01-01T00:00:00Z";
                    default -> "A";
                });
    }

    private static Caller at(int port) {
        Caller caller = Caller.ofNewOrganization();
        return new Caller(
                "http://127.0.0.1:" + port,
                caller.signer(),
                caller.organization(),
                caller.key(),
                DOCUMENT.operations().stream()
                        .map(operation -> operation.json().getString("x-permission"))
                        .distinct()
                        .toList(),
                caller.restrictions(),
                null,
                null);
    }
}
