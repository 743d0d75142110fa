package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.openapi.DeclaredResource;
import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.keyservice.stamp.Stamp.Restriction;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.ResourcesService;
import com.raptorcomply.resources.UnderTest;
import com.raptorcomply.resources.schema.Field;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A declared resource under test, in a new organization with places in which its records can be. Tests of all resources take
 * their bodies from the examples of the document.
 */
final class Subject {
    static final String GADGETS = "/openapi/gadgets.yaml";

    /** The document of the service, and of a resource that only tests have. */
    static final OpenApiDocument DOCUMENT =
            OpenApiDocument.read(ResourcesService.class, "/openapi/resources/root.yaml", GADGETS);

    private static final UnderTest SERVICE = new UnderTest(PostgresServer.shared())
            .start(
                    GADGETS,
                    "migrations/gadget",
                    ResourceDefinition.of("Gadget", "Gadgets", "gadget")
                            .unique("gadget_code_unique", "gadgetCode")
                            .reference("facilityId", "facility")
                            .build());

    private static final List<String> PLAIN = List.of("list", "create", "read", "update", "replace", "delete");

    private final DeclaredResource declared;
    private final UUID organization = UUID.randomUUID();
    private final Records records = new Records(SERVICE.database(), organization);
    private final UUID center = records.controlCenter("CC-1");
    private final UUID facility = records.facilityOf(center, "F-1");
    private final UUID system = records.systemIn("facility_id", facility, "S-1");
    private final UUID otherFacility = records.facility("F-2");
    private final UUID person = records.person("Ada Nilsson");
    private final UUID documentType = records.documentType("Plan");
    private final UUID policyDocument = records.policyDocument(documentType, person);
    private @Nullable UUID trainingModule;

    private Subject(DeclaredResource declared) {
        this.declared = declared;
    }

    /** Returns all resources with all plain operations. */
    static Stream<Subject> all() {
        return DOCUMENT.resources().stream()
                .filter(resource -> resource.operations().containsAll(PLAIN))
                .map(Subject::new);
    }

    /** Returns all resources whose records can be created and changed. */
    static Stream<Subject> changeable() {
        return DOCUMENT.resources().stream()
                .filter(resource -> resource.operations().containsAll(List.of("create", "update")))
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
        return callerOf(organization, permissions(PLAIN));
    }

    /** Returns a caller of this organization without the permission of one plain operation. */
    Caller without(String operation) {
        Set<String> others = new TreeSet<>(permissions(PLAIN));
        others.removeAll(permissions(List.of(operation)));
        return callerOf(organization, others);
    }

    /** Returns a caller of another organization with all permissions. */
    Caller stranger() {
        return callerOf(UUID.randomUUID(), permissions(PLAIN));
    }

    /** Returns a caller of another organization with these permissions. */
    static Caller stranger(String... permissions) {
        return callerOf(UUID.randomUUID(), Set.of(permissions));
    }

    private static Caller callerOf(UUID owner, Set<String> permissions) {
        return Caller.of(SERVICE, owner).withPermissions(permissions.toArray(String[]::new));
    }

    private Set<String> permissions(List<String> operations) {
        Set<String> ids = operations.stream()
                .map(operation -> operation + (operation.equals("list") ? declared.plural() : declared.name()))
                .collect(Collectors.toSet());
        return DOCUMENT.operations().stream()
                .filter(operation -> ids.contains(operation.id()))
                .map(operation -> operation.json().getString("x-permission"))
                .collect(Collectors.toCollection(TreeSet::new));
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

    /** Returns another new record: its codes, names, notes and numbers differ. */
    JsonObject otherBody() {
        JsonObject body = body();
        JsonObject fields = schema(declared.name() + "Fields").getJsonObject("properties");
        for (String name : List.copyOf(body.fieldNames())) {
            JsonObject field = fields.getJsonObject(name, new JsonObject());
            String format = field.getString("format", "");
            boolean isFree = name.equals("notes");
            if (format.equals("code") || format.equals("name") || isFree) {
                body.put(name, "Z" + body.getString(name));
            } else if ("integer".equals(field.getValue("type"))) {
                body.put(name, body.getInteger(name) + 1);
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
                case "facilityIds" -> body.put(name, new JsonArray().add(facility.toString()));
                case "trainingModuleId" -> body.put(name, trainingModule().toString());
                case "relatedResourceId" -> body.put(name, facility.toString());
                case "ownerId", "assigneeId", "userId" -> body.put(name, person.toString());
                case "documentTypeId" -> body.put(name, documentType.toString());
                case "policyDocumentId" -> body.put(name, policyDocument.toString());
                case "cyberAssetIds" -> body.put(name, new JsonArray());
                default -> {
                    // Refers to nothing.
                }
            }
        });
        return body;
    }

    private UUID trainingModule() {
        UUID made = trainingModule;
        if (made == null) {
            made = records.trainingModule("Awareness");
            trainingModule = made;
        }
        return made;
    }

    /** Returns true if its records are a matter of permission alone, wherever the caller is restricted to. */
    boolean isOpen() {
        String table = Field.column(declared.name()).substring(1);
        return records.query(
                        "SELECT obj_description(oid, 'pg_policy') FROM pg_policy WHERE polname = 'tenant' AND polrelid = '"
                                + table + "'::regclass")
                .contains("placed by organization");
    }

    /** Returns the ids of a list, without those of the places that the organization has from the beginning. */
    List<String> listed(Caller caller, String path) {
        Set<String> places = Stream.of(center, facility, system, otherFacility, documentType, policyDocument)
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
