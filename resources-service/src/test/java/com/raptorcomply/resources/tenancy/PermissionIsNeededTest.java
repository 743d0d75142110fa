package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.ResourcesService;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation of the document needs its permission, and no other. */
class PermissionIsNeededTest {
    /** Operations that do what several permissions allow: they need the named one and others. */
    private static final Set<String> WITH_OTHERS =
            Set.of("upsertCyberAsset", "changeCyberAssets", "readEvidencePackage");

    private final Caller caller = Caller.ofNewOrganization();

    /** Returns every operation except the document's own: method, path, permission, id. */
    static Stream<Arguments> everyOperation() {
        return OpenApiDocument.read(ResourcesService.class, "/openapi/resources/root.yaml").operations().stream()
                .filter(operation -> !operation.json().getString("x-permission").equals("none"))
                .map(operation -> Arguments.of(
                        operation.method().name(),
                        operation
                                .path()
                                .replace("{dueDate}", "2026-12-31")
                                .replaceAll("\\{[A-Za-z]+}", UUID.randomUUID().toString()),
                        operation.json().getString("x-permission"),
                        operation.id()));
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void refusedWithoutIt(String method, String path, String permission, String id) {
        String[] others = Caller.INVENTORY.stream()
                .filter(held -> !held.equals(permission))
                .toArray(String[]::new);

        Answer refused = caller.withPermissions(others).send(method, path, "");
        String[] needed = WITH_OTHERS.contains(id) ? every() : new String[] {permission};
        Answer allowed = caller.withPermissions(needed).send(method, path, "");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.message()).isEqualTo("You do not have permission to perform this action");
        assertThat(allowed.status()).isNotEqualTo(403).isNotEqualTo(401).isNotEqualTo(500);
    }

    private static String[] every() {
        return everyOperation().map(operation -> (String) operation.get()[2]).toArray(String[]::new);
    }

    @Test
    void restrictionTakesOperationsAway() {
        UUID system = Records.of(caller).system("S1");
        Caller reader = caller.withRestrictions(operations("read"));
        Caller creator = caller.withRestrictions(operations("read", "cyber-assets:create"));

        assertThat(reader.get("/cyber-assets").status()).isEqualTo(200);
        assertThat(reader.post("/cyber-assets", Records.asset(system, "T")).status())
                .isEqualTo(403);
        Answer created = creator.post("/cyber-assets", Records.asset(system, "T"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(creator.delete(created.header("Location")).status()).isEqualTo(403);
    }

    @Test
    void severalRestrictionsLeaveOnlyWhatEachOfThemAllows() {
        Caller reader = caller.withRestrictions(operations("read"), operations("read", "update"));
        Caller nobody = caller.withRestrictions(operations("read"), operations("update"));

        assertThat(reader.get("/cyber-assets").status()).isEqualTo(200);
        assertThat(reader.patch("/cyber-assets/" + UUID.randomUUID(), new JsonObject())
                        .status())
                .isEqualTo(403);
        assertThat(nobody.get("/cyber-assets").status()).isEqualTo(403);
    }

    private static Stamp.Restriction operations(String... operations) {
        return new Stamp.Restriction(List.of(), List.of(), List.of(), List.of(operations));
    }
}
