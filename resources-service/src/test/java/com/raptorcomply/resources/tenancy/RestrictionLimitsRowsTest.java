package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp.Restriction;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A restricted caller sees and changes only records in its places. Other records do not exist for it. */
class RestrictionLimitsRowsTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID center = records.controlCenter("CC-1");
    private final UUID managed = records.facilityOf(center, "F-1");
    private final UUID other = records.facility("F-2");
    private final UUID inCenter = records.systemIn("control_center_id", center, "S-1");
    private final UUID inManaged = records.systemIn("facility_id", managed, "S-2");
    private final UUID inOther = records.systemIn("facility_id", other, "S-3");

    @BeforeEach
    void fill() {
        caller.post("/cyber-assets", Records.asset(inCenter, "T-1"));
        caller.post("/cyber-assets", Records.asset(inManaged, "T-2"));
        caller.post("/cyber-assets", Records.asset(inOther, "T-3"));
        records.area(managed, "A-1");
        records.area(other, "A-2");
    }

    @Test
    void byFacility() {
        Caller limited = caller.withRestrictions(in(List.of(other), List.of(), List.of()));

        assertThat(field(limited, "/control-centers", "centerCode")).isEmpty();
        assertThat(field(limited, "/facilities", "facilityCode")).containsExactly("F-2");
        assertThat(field(limited, "/cyber-systems", "systemCode")).containsExactly("S-3");
        assertThat(field(limited, "/cyber-assets", "assetTag")).containsExactly("T-3");
        assertThat(field(limited, "/physical-areas", "name")).containsExactly("A-2");
    }

    @Test
    void byControlCenter() {
        Caller limited = caller.withRestrictions(in(List.of(), List.of(center), List.of()));

        assertThat(field(limited, "/control-centers", "centerCode")).containsExactly("CC-1");
        assertThat(field(limited, "/facilities", "facilityCode")).containsExactly("F-1");
        assertThat(field(limited, "/cyber-systems", "systemCode")).containsExactlyInAnyOrder("S-1", "S-2");
        assertThat(field(limited, "/cyber-assets", "assetTag")).containsExactlyInAnyOrder("T-1", "T-2");
        assertThat(field(limited, "/physical-areas", "name")).containsExactly("A-1");
    }

    @Test
    void bySystem() {
        Caller limited = caller.withRestrictions(in(List.of(), List.of(), List.of(inManaged)));

        assertThat(field(limited, "/facilities", "facilityCode")).isEmpty();
        assertThat(field(limited, "/cyber-systems", "systemCode")).containsExactly("S-2");
        assertThat(field(limited, "/cyber-assets", "assetTag")).containsExactly("T-2");
    }

    @Test
    void severalMustAllBeSatisfied() {
        Caller limited = caller.withRestrictions(
                in(List.of(managed, other), List.of(), List.of()),
                in(List.of(), List.of(), List.of(inOther, inCenter)));

        assertThat(field(limited, "/cyber-systems", "systemCode")).containsExactly("S-3");
        assertThat(field(limited, "/cyber-assets", "assetTag")).containsExactly("T-3");
    }

    @Test
    void outsideNothingCanBeReadOrWritten() {
        Caller limited = caller.withRestrictions(in(List.of(other), List.of(), List.of()));
        String outside = "/cyber-assets/" + id(caller, "T-1");
        String inside = "/cyber-assets/" + id(caller, "T-3");

        assertThat(limited.get(outside).status()).isEqualTo(404);
        assertThat(limited.patch(outside, new JsonObject().put("count", 2)).status())
                .isEqualTo(404);
        assertThat(limited.delete(outside).status()).isEqualTo(404);
        assertThat(limited.post("/cyber-assets", Records.asset(inCenter, "T-9")).status())
                .isEqualTo(422);
        assertThat(limited.patch(inside, new JsonObject().put("cyberSystemId", inCenter.toString()))
                        .status())
                .isEqualTo(422);
        assertThat(limited.post("/cyber-assets", Records.asset(inOther, "T-9")).status())
                .isEqualTo(201);
    }

    private static Restriction in(List<UUID> facilities, List<UUID> controlCenters, List<UUID> cyberSystems) {
        return new Restriction(facilities, controlCenters, cyberSystems, List.of());
    }

    private static List<String> field(Caller caller, String path, String name) {
        return caller.get(path).array().stream()
                .map(entry -> ((JsonObject) entry).getString(name))
                .toList();
    }

    private static String id(Caller caller, String tag) {
        return caller.get("/cyber-assets").array().stream()
                .map(JsonObject.class::cast)
                .filter(asset -> asset.getString("assetTag").equals(tag))
                .findFirst()
                .orElseThrow()
                .getString("id");
    }
}
