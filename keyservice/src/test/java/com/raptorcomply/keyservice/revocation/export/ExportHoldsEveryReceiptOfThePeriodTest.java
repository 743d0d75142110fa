package com.raptorcomply.keyservice.revocation.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExportHoldsEveryReceiptOfThePeriodTest {
    private static final String ALL = "/receipts/export?from=2026-01-01T00:00:00Z&to=2028-01-01T00:00:00Z";

    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);

    @Test
    void whatWasRemovedWhoAskedAndWhenItWasEffective() {
        JsonObject key = service.mint(admin, new JsonObject().put("name", "Historian, old"));
        JsonObject receipt =
                service.delete(admin, "/api-keys/" + key.getString("id")).object();

        List<JsonObject> exported = exported(admin, ALL);

        assertThat(exported).hasSize(1);
        JsonObject only = exported.get(0);
        assertThat(only.getString("id")).isEqualTo(receipt.getString("id"));
        assertThat(only.getString("keyId")).isEqualTo(key.getString("id"));
        assertThat(only.getString("keyName")).isEqualTo("Historian, old");
        assertThat(only.getString("action")).isEqualTo("key revoked");
        assertThat(only.getString("requestedById")).isEqualTo(String.valueOf(admin.ownerUserId()));
        assertThat(only.getString("requestedBy")).isEqualTo("Some Body");
        assertThat(only.getString("status")).isEqualTo("effective");
        assertThat(List.of("revokedAt", "effectiveAt", "elapsedMs", "gateways", "sequence"))
                .allSatisfy(member -> assertThat(only.getValue(member)).isEqualTo(receipt.getValue(member)));
    }

    @Test
    void theSameInCommaSeparatedValues() {
        JsonObject key = service.mint(admin, new JsonObject().put("name", "Historian, \"old\""));
        JsonObject receipt =
                service.delete(admin, "/api-keys/" + key.getString("id")).object();

        Reply reply = service.get(admin, ALL + "&format=csv");

        assertThat(reply.header("content-type")).isEqualTo("text/csv; charset=utf-8; header=present");
        assertThat(reply.header("content-disposition")).isEqualTo("attachment; filename=\"receipts.csv\"");
        assertThat(reply.body().split("\r\n", -1))
                .containsExactly(
                        "id,keyId,keyName,action,subject.kind,subject.id,subject.name,requestedByKind,requestedById,"
                                + "requestedBy,revokedAt,effectiveAt,elapsedMs,gateways.confirmed,gateways.expired,sequence,status,"
                                + "organizationId,actingAs.id,actingAs.name",
                        String.join(
                                ",",
                                receipt.getString("id"),
                                key.getString("id"),
                                "\"Historian, \"\"old\"\"\"",
                                "key revoked,key",
                                key.getString("id"),
                                "",
                                "user",
                                String.valueOf(admin.ownerUserId()),
                                "Some Body",
                                receipt.getString("revokedAt"),
                                receipt.getString("effectiveAt"),
                                receipt.getLong("elapsedMs") + ",0,0",
                                receipt.getLong("sequence") + ",effective",
                                organizationId + ",,"),
                        "");
    }

    @Test
    void acceptFieldChoosesTheFormat() {
        assertThat(accepted("text/csv")).startsWith("text/csv");
        assertThat(accepted("application/json, text/csv;q=0.5")).isEqualTo("application/json");
        assertThat(accepted("*/*")).isEqualTo("application/json");
        assertThat(exported(admin, ALL)).isEmpty();
        assertThat(service.get(admin, ALL + "&format=csv").body())
                .startsWith("id,")
                .endsWith("organizationId,actingAs.id,actingAs.name\r\n");
    }

    @Test
    void everyReceiptComesOnceHoweverManyThereAre() {
        int count = 1_203;
        service.execute("""
                INSERT INTO revocation_receipt (id, sequence, subject_kind, subject_id, organization_id, action, \
                  requested_by_kind, requested_by_name, requested_at) \
                SELECT gen_random_uuid(), n, 'key', n::text, ?, 'key changed', 'system', 'system', \
                  timestamptz '2027-01-01T00:00:00Z' + (n / 100) * interval '1 second' FROM generate_series(1, ?) n""", organizationId, count);

        List<JsonObject> exported = exported(admin, ALL);

        assertThat(new HashSet<>(
                        exported.stream().map(each -> each.getString("id")).toList()))
                .hasSize(count);
        assertThat(exported.stream().map(each -> each.getString("revokedAt")).toList())
                .hasSize(count)
                .isSorted();
        String second = "/receipts/export?from=2027-01-01T00:00:03Z&to=2027-01-01T00:00:04Z";
        assertThat(exported(admin, second)).hasSize(100);
        service.execute("DELETE FROM revocation_receipt WHERE organization_id = ?", organizationId);
    }

    @Test
    void anotherOrganizationsReceiptsAreNeverShown() {
        UUID other = service.organization();
        TestCaller theirs = service.person(other, UserRole.ORG_ADMIN);
        JsonObject key = service.mint(theirs, new JsonObject());
        service.delete(theirs, "/api-keys/" + key.getString("id"));

        assertThat(exported(admin, ALL)).isEmpty();
        assertThat(service.get(admin, ALL + "&organizationId=" + other).status())
                .isEqualTo(403);
        TestCaller platform = service.person(organizationId, UserRole.PLATFORM_ADMIN);
        assertThat(exported(platform, ALL)).isEmpty();
        assertThat(exported(platform, ALL + "&organizationId=" + other)).hasSize(1);
    }

    @Test
    void onlyWhoMayReadTheActivityMayExport() {
        assertThat(service.get(service.person(organizationId, UserRole.USER), ALL)
                        .status())
                .isEqualTo(403);
        assertThat(service.get(TestCaller.organizationKey(organizationId, List.of("activity:read")), ALL)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void thePeriodIsBounded() {
        for (String query : List.of(
                "",
                "?from=yesterday",
                "?from=2027-01-01T00:00:00Z&to=2027-01-01T00:00:00Z",
                "?from=2027-01-02T00:00:00Z&to=2027-01-01T00:00:00Z",
                "?from=2020-01-01T00:00:00Z&to=2027-01-01T00:00:00Z",
                "?from=2027-01-01T00:00:00Z&to=2027-02-01T00:00:00Z&format=xml",
                "?from=2027-01-01T00:00:00Z&to=2027-02-01T00:00:00Z&until=now")) {
            assertThat(service.get(admin, "/receipts/export" + query).status())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void theReceiptThatALocationNamesIsTheOneInTheKeysList() {
        JsonObject key = service.mint(admin, new JsonObject());
        String path = "/api-keys/" + key.getString("id");
        service.patch(admin, path, new JsonObject().put("permissions", new io.vertx.core.json.JsonArray()));
        JsonObject receipt = service.delete(admin, path).object();

        Reply read = service.get(admin, path + "/receipts/" + receipt.getString("id"));

        assertThat(read.object()).isEqualTo(receipt);
        List<String> actions = service.get(admin, path + "/receipts").array().stream()
                .map(each -> Objects.requireNonNull(((JsonObject) each).getString("action")))
                .toList();
        assertThat(actions).containsExactly("key revoked", "key changed");
    }

    private String accepted(String accept) {
        return service.send(service.request(admin, ALL).header("Accept", accept))
                .header("content-type");
    }

    private List<JsonObject> exported(TestCaller caller, String target) {
        Reply reply = service.get(caller, target);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return Arrays.stream(reply.array().stream().toArray())
                .map(JsonObject.class::cast)
                .toList();
    }
}
