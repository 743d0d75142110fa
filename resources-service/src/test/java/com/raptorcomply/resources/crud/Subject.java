package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.openapi.DeclaredResource;
import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.keyservice.stamp.Stamp.Restriction;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.ResourcesService;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A declared resource under test, in a new organization with places in which its records can be. Tests of all resources take
 * their bodies from the examples of the document.
 */
final class Subject {
    static final String GADGETS = "/openapi/gadgets.yaml";

    /** The document of the service, and of a resource that only tests have. */
    static final OpenApiDocument DOCUMENT =
            OpenApiDocument.read(ResourcesService.class, "/openapi/resources/root.yaml", GADGETS);

    private static final List<String> DECLARED_OPERATIONS =
            List.of("list", "create", "read", "update", "replace", "delete");

    private static final UnderTest SERVICE = new UnderTest(PostgresServer.shared())
            .start(
                    GADGETS,
                    "migrations/gadget",
                    ResourceDefinition.of("Gadget", "Gadgets", "gadget")
                            .unique("gadget_code_unique", "gadgetCode")
                            .reference("facilityId", "facility")
                            .build());

    private final DeclaredResource declared;
    private final UUID organization = UUID.randomUUID();
    private final Records records = new Records(SERVICE.database(), organization);
    private final UUID center = records.controlCenter("CC-1");
    private final UUID facility = records.facilityOf(center, "F-1");
    private final UUID system = records.systemIn("facility_id", facility, "S-1");
    private final UUID otherFacility = records.facility("F-2");
    private final UUID person = records.person("Ada");

    private Subject(DeclaredResource declared) {
        this.declared = declared;
    }

    /** Returns all resources that clients can create. */
    static Stream<Subject> all() {
        return DOCUMENT.resources().stream()
                .filter(resource -> resource.operations().contains("create"))
                .map(Subject::new);
    }

    DeclaredResource declared() {
        return declared;
    }

    String path() {
        return declared.path();
    }

    Records records() {
        return records;
    }

    /** Returns a caller of this organization with all permissions of the resource. */
    Caller caller() {
        return callerOf(organization);
    }

    /** Returns such a caller without the permission of an operation, such as {@code create}. */
    Caller callerWithout(String operation) {
        Set<String> held = permissions(DECLARED_OPERATIONS);
        held.removeAll(permissions(List.of(operation)));
        return Caller.of(SERVICE, organization).withPermissions(held.toArray(String[]::new));
    }

    /** Returns a caller of another organization with all permissions. */
    Caller stranger() {
        return callerOf(UUID.randomUUID());
    }

    private Caller callerOf(UUID owner) {
        return Caller.of(SERVICE, owner)
                .withPermissions(permissions(DECLARED_OPERATIONS).toArray(String[]::new));
    }

    /** Returns what the document demands for plain operations. */
    private Set<String> permissions(List<String> operations) {
        return DOCUMENT.operations().stream()
                .filter(operation -> operations.stream()
                        .map(name -> name + (name.equals("list") ? declared.plural() : declared.name()))
                        .anyMatch(operation.id()::equals))
                .map(operation -> operation.json().getString("x-permission"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Returns a caller that sees only what stands in the places of the examples, or is the place with this id. */
    Caller restrictedTo(String id) {
        UUID own = UUID.fromString(id);
        return caller().withRestrictions(
                        new Restriction(List.of(facility, own), List.of(center, own), List.of(system, own), List.of()));
    }

    /** Returns a caller that sees only what stands elsewhere. */
    Caller restrictedElsewhere() {
        return caller().withRestrictions(new Restriction(List.of(otherFacility), List.of(), List.of(), List.of()));
    }

    /** Returns the example of a new record, which refers to the places of this organization. */
    JsonObject body() {
        return placed(example(declared.name() + "New"));
    }

    /** Returns another new record: its codes and names differ. */
    JsonObject otherBody() {
        JsonObject body = body();
        JsonObject fields = schema(declared.name() + "Fields").getJsonObject("properties");
        for (String name : List.copyOf(body.fieldNames())) {
            String format = fields.getJsonObject(name, new JsonObject()).getString("format", "");
            if (format.equals("code") || format.equals("name")) {
                body.put(name, "Z" + body.getString(name));
            }
        }
        return body;
    }

    /** Returns the example of a change. */
    JsonObject change() {
        return placed(example(declared.name() + "Patch"));
    }

    private static JsonObject example(String name) {
        return components("examples").getJsonObject(name).getJsonObject("value").copy();
    }

    static JsonObject schema(String name) {
        return components("schemas").getJsonObject(name);
    }

    private static JsonObject components(String kind) {
        return DOCUMENT.json().getJsonObject("components").getJsonObject(kind);
    }

    private JsonObject placed(JsonObject body) {
        List.copyOf(body.fieldNames()).forEach(name -> {
            switch (name) {
                case "facilityId" -> body.put(name, facility.toString());
                case "controlCenterId" -> body.put(name, center.toString());
                case "cyberSystemId" -> body.put(name, system.toString());
                case "assigneeId", "userId" -> body.put(name, person.toString());
                case "relatedResourceId" -> body.put(name, facility.toString());
                case "cyberAssetIds" -> body.put(name, new JsonArray());
                default -> {
                    // Refers to nothing.
                }
            }
        });
        return body;
    }

    /** Returns the ids of a list, without those of the places that the organization has from the beginning. */
    List<String> listed(Caller caller, String path) {
        Set<String> places = Stream.of(center, facility, system, otherFacility)
                .map(UUID::toString)
                .collect(Collectors.toSet());
        Caller.Answer answer = caller.get(path);
        if (answer.status() != 200) {
            throw new AssertionError(path + ": " + answer);
        }
        return answer.array().stream()
                .map(record -> ((JsonObject) record).getString("id"))
                .filter(id -> !places.contains(id))
                .toList();
    }

    /** Returns a value of a record as a query parameter. */
    static String inQuery(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return declared.name();
    }
}
