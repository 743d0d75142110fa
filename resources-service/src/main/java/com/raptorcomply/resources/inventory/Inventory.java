package com.raptorcomply.resources.inventory;

import com.raptorcomply.resources.crud.CompiledResource;
import com.raptorcomply.resources.crud.ResourceDefinition;
import com.raptorcomply.resources.crud.ResourceRoutes;
import com.raptorcomply.resources.schema.ObjectSchema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Declares the inventory's resources. */
public final class Inventory {
    private static final ResourceDefinition CONTROL_CENTER = ResourceDefinition.of(
                    "ControlCenter", "ControlCenters", "control_center")
            .unique("control_center_code_unique", "centerCode")
            .deletableUnless("facilities", "facility", "control_center_id")
            .deletableUnless("cyberSystems", "cyber_system", "control_center_id")
            .deletableUnless("physicalAreas", "physical_area", "control_center_id")
            .build();

    private static final ResourceDefinition FACILITY = ResourceDefinition.of("Facility", "Facilities", "facility")
            .unique("facility_code_unique", "facilityCode")
            .reference("controlCenterId", "control_center")
            .deletableUnless("cyberSystems", "cyber_system", "facility_id")
            .deletableUnless("physicalAreas", "physical_area", "facility_id")
            .build();

    private static final ResourceDefinition CYBER_SYSTEM = ResourceDefinition.of(
                    "CyberSystem", "CyberSystems", "cyber_system")
            .unique("cyber_system_code_unique", "systemCode")
            .reference("facilityId", "facility")
            .reference("controlCenterId", "control_center")
            .deletableUnless("cyberAssets", "cyber_asset", "cyber_system_id")
            .rule(AssetsLeaveAreas.OF_SYSTEM)
            .build();

    private static final ResourceDefinition CYBER_ASSET = ResourceDefinition.of(
                    "CyberAsset", "CyberAssets", "cyber_asset")
            .unique("cyber_asset_tag_unique", "assetTag")
            .externalIds()
            .reference("cyberSystemId", "cyber_system")
            .filterThrough("controlCenterId", "cyberSystemId", "cyber_system", "assets_of_systems")
            .filterThrough("facilityId", "cyberSystemId", "cyber_system", "assets_of_systems")
            .sight("seen_assets")
            .rule(AssetsLeaveAreas.OF_ASSET)
            .build();

    private static final ResourceDefinition PHYSICAL_AREA = ResourceDefinition.of(
                    "PhysicalArea", "PhysicalAreas", "physical_area")
            .unique("physical_area_name_unique", "name")
            .reference("facilityId", "facility")
            .reference("controlCenterId", "control_center")
            .computed("cyberAssets", AreaAssets.SHOWN)
            .linked(AreaAssets.FIELD, new AreaAssets())
            .build();

    private Inventory() {}

    /** Returns the definitions of the plain resources. */
    public static List<ResourceDefinition> declarations() {
        return List.of(FACILITY, CYBER_SYSTEM, CYBER_ASSET, PHYSICAL_AREA, CONTROL_CENTER);
    }

    /** Adds all operations of the inventory. */
    public static void addTo(ResourceRoutes routes) {
        Map<ResourceDefinition, CompiledResource> compiled =
                declarations().stream().collect(Collectors.toMap(Function.identity(), routes::add));
        CompiledResource center = Objects.requireNonNull(compiled.get(CONTROL_CENTER));
        ObjectSchema facilities = routes.schema("FacilityIds");
        routes.prepare(FacilityAssignment.statements())
                .prepare(ImpactPreview.statements())
                .add("assignFacilities", new FacilityAssignment(center, facilities, routes.writer(), true))
                .add("unassignFacilities", new FacilityAssignment(center, facilities, routes.writer(), false))
                .add("previewImpact", new ImpactPreview(routes.schema("ImpactChanges"), routes.database()));
    }
}
