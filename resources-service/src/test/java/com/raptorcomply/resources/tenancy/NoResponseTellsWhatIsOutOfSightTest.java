package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.openapi.Audience;
import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.chassis.openapi.OpenApiDocument.Operation;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.ResourcesService;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Random requests to every operation of the document, with the ids, codes and words of another organization and of places out
 * of sight, get no byte of these: neither in a body nor in a header, of a success or an error. They leave the other
 * organization as it was. Operations join the walk by being in the document.
 */
class NoResponseTellsWhatIsOutOfSightTest {
    private static final long SEED = Long.getLong("isolation.seed", System.nanoTime());
    private static final int REQUESTS = Integer.getInteger("isolation.requests", 300);
    private static final int SERVER_ERROR = 500;
    private static final OpenApiDocument DOCUMENT =
            OpenApiDocument.read(ResourcesService.class, ResourcesService.DOCUMENT);

    private final Random random = new Random(SEED);
    private final Caller ours = withAllPermissions(Caller.ofNewOrganization());
    private final Caller theirs = withAllPermissions(Caller.ofNewOrganization());
    private final Holdings own = new Holdings(ours, "OWN");
    private final Holdings other = new Holdings(theirs, "OTHER");
    private final WalkedRequests requests =
            new WalkedRequests(DOCUMENT.served(Audience.KEYS).json(), random);

    @BeforeEach
    void fill() {
        System.out.println("isolation.seed=" + SEED);
        own.fill();
        other.fill();
    }

    @Test
    void toEveryOperation() throws IOException, InterruptedException {
        addRecordsOfAllKinds();
        Map<String, String> before = other.lists();
        int shown = 0;
        Set<String> hidden = hidden();
        Caller restricted = ours.withRestrictions(
                new Stamp.Restriction(List.of(own.facilities.get(0)), List.of(), List.of(), List.of()));
        List<UUID> known = Stream.of(own.ids, other.ids).flatMap(List::stream).toList();
        List<String> words =
                Stream.of(own.words, other.words).flatMap(List::stream).toList();
        List<Operation> reads = DOCUMENT.operations().stream()
                .filter(operation -> operation.method().equals(HttpMethod.GET))
                .toList();

        for (int i = 0; i < REQUESTS; i++) {
            // The restricted caller reads first, because its sight is known until something moves.
            boolean isRestricted = i < REQUESTS / 2;
            List<Operation> operations = isRestricted ? reads : DOCUMENT.operations();
            WalkedRequests.Sent sent = requests.send(
                    isRestricted ? restricted : ours, operations.get(i % operations.size()), known, words);

            assertThat(sent.status()).as(sent.line() + sent.received()).isNotEqualTo(SERVER_ERROR);
            shown += own.words.stream().anyMatch(sent.received()::contains) ? 1 : 0;
            Set<String> secret = new TreeSet<>(isRestricted ? hidden : other.secrets());
            secret.removeIf(sent.line()::contains);
            assertThat(secret.stream().filter(sent.received()::contains))
                    .as("%s%n%s%nseed %d", sent.line(), sent.received(), SEED)
                    .isEmpty();
        }
        assertThat(other.lists()).isEqualTo(before);
        assertThat(shown).as("responses with what the caller sees").isPositive();
    }

    /** A record of another organization, and one out of sight, are as missing as one that never was. */
    @Test
    void whereOneIdIsAsMissingAsAnother() throws IOException, InterruptedException {
        addRecordsOfAllKinds();
        Caller restricted = ours.withRestrictions(
                new Stamp.Restriction(List.of(own.facilities.get(0)), List.of(), List.of(), List.of()));
        for (Operation operation : DOCUMENT.operations()) {
            if (!operation.path().contains("{id}") || !operation.method().equals(HttpMethod.GET)) {
                continue;
            }
            WalkedRequests.Sent missing = requests.read(restricted, operation, UUID.randomUUID());
            for (UUID id : Stream.concat(other.ids.stream(), Stream.of(own.unseenSystem(), own.unseenAsset()))
                    .toList()) {
                WalkedRequests.Sent found = requests.read(restricted, operation, id);
                assertThat(found.withoutIds()).as(operation.id()).isEqualTo(missing.withoutIds());
            }
        }
    }

    @Test
    void listsShowWhatIsInSightAndNothingElse() {
        Caller restricted = ours.withRestrictions(
                new Stamp.Restriction(List.of(own.facilities.get(0)), List.of(), List.of(), List.of()));

        assertThat(ids(restricted, "/facilities"))
                .containsExactly(own.facilities.get(0).toString());
        assertThat(ids(restricted, "/cyber-systems"))
                .containsExactly(own.systems.get(0).toString());
        assertThat(ids(restricted, "/cyber-assets"))
                .containsExactly(own.assets.get(0).toString());
        assertThat(ids(restricted, "/physical-areas"))
                .containsExactly(own.areas.get(0).toString());
        assertThat(ids(restricted, "/control-centers")).isEmpty();
    }

    private void addRecordsOfAllKinds() {
        for (Holdings each : List.of(own, other)) {
            requests.createEach(each.caller, each.ids);
        }
    }

    /** Returns all that the restricted caller must not learn: of the other organization, and of the second facility. */
    private Set<String> hidden() {
        Set<String> hidden = new TreeSet<>(other.secrets());
        hidden.addAll(own.words.subList(own.words.size() / 2, own.words.size()));
        Stream.of(own.unseenSystem(), own.unseenAsset(), own.areas.get(1))
                .map(UUID::toString)
                .forEach(hidden::add);
        return hidden;
    }

    private static List<String> ids(Caller caller, String list) {
        return caller.get(list).array().stream()
                .map(record -> ((JsonObject) record).getString("id"))
                .toList();
    }

    private static Caller withAllPermissions(Caller caller) {
        return caller.withPermissions(DOCUMENT.operations().stream()
                .map(operation -> operation.json().getString("x-permission"))
                .distinct()
                .toArray(String[]::new));
    }

    /** The records of one organization: two of each kind, the second ones in another facility. */
    private static final class Holdings {
        private final Caller caller;
        private final String mark;
        private final List<UUID> facilities = new ArrayList<>();
        private final List<UUID> systems = new ArrayList<>();
        private final List<UUID> assets = new ArrayList<>();
        private final List<UUID> areas = new ArrayList<>();
        private final List<UUID> ids = new ArrayList<>();
        private final List<String> words = new ArrayList<>();

        Holdings(Caller caller, String mark) {
            this.caller = caller;
            this.mark = mark + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        }

        void fill() {
            Records records = Records.of(caller);
            for (int i = 0; i < 2; i++) {
                String end = mark + i;
                UUID facility = records.facility("F" + end);
                UUID system = records.systemIn("facility_id", facility, "S" + end);
                UUID asset = UUID.fromString(caller.post("/cyber-assets", Records.asset(system, "T" + end))
                        .object()
                        .getString("id"));
                UUID area = records.area(facility, "A" + end, asset);
                facilities.add(facility);
                systems.add(system);
                assets.add(asset);
                areas.add(area);
                ids.addAll(List.of(facility, system, asset, area));
                words.addAll(List.of("F" + end, "S" + end, "T" + end, "A" + end));
            }
            ids.add(records.controlCenter("C" + mark));
        }

        UUID unseenSystem() {
            return systems.get(1);
        }

        UUID unseenAsset() {
            return assets.get(1);
        }

        Set<String> secrets() {
            Set<String> secrets = new TreeSet<>(words);
            ids.forEach(id -> secrets.add(id.toString()));
            secrets.add(caller.organization().toString());
            secrets.add(caller.key().toString());
            return secrets;
        }

        /** Returns the bodies of all whole lists. */
        Map<String, String> lists() {
            Map<String, String> bodies = new TreeMap<>();
            for (Operation operation : DOCUMENT.operations()) {
                if (operation.method().equals(HttpMethod.GET)
                        && operation.parameters().schemas().containsKey("include")
                        && !operation.path().contains("{")) {
                    bodies.put(
                            operation.path(),
                            caller.get(operation.path() + "?include=etag&includeDeleted=true")
                                    .body());
                }
            }
            return bodies;
        }
    }
}
