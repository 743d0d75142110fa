package com.raptorcomply.resources.inventory;

import com.raptorcomply.resources.crud.ResourceDefinition;
import java.util.List;

/** Declares the inventory's resources. */
public final class Inventory {
    private static final ResourceDefinition CONTROL_CENTER = ResourceDefinition.of(
                    "ControlCenter", "ControlCenters", "control_center")
            .unique("control_center_code_unique", "centerCode")
            .computed("managedFacilitiesCount", """
                    (SELECT count(*) FROM facility f WHERE f.control_center_id = r.id AND f.deleted_at IS NULL)""")
            .computed("cyberSystemsCount", """
                    (SELECT count(*) FROM cyber_system s WHERE s.control_center_id = r.id AND s.deleted_at IS NULL)""")
            .computed("cyberAssetsCount", """
                    (SELECT count(*) FROM cyber_asset a JOIN cyber_system s ON s.id = a.cyber_system_id
                     WHERE s.control_center_id = r.id AND s.deleted_at IS NULL AND a.deleted_at IS NULL)""")
            .build();

    private static final ResourceDefinition FACILITY = ResourceDefinition.of("Facility", "Facilities", "facility")
            .unique("facility_code_unique", "facilityCode")
            .reference("controlCenterId", "control_center")
            .build();

    private static final ResourceDefinition CYBER_SYSTEM = ResourceDefinition.of(
                    "CyberSystem", "CyberSystems", "cyber_system")
            .unique("cyber_system_code_unique", "systemCode")
            .reference("facilityId", "facility")
            .reference("controlCenterId", "control_center")
            .build();

    private static final ResourceDefinition CYBER_ASSET = ResourceDefinition.of(
                    "CyberAsset", "CyberAssets", "cyber_asset")
            .unique("cyber_asset_tag_unique", "assetTag")
            .reference("cyberSystemId", "cyber_system")
            .filterThrough("controlCenterId", "cyberSystemId", "cyber_system")
            .filterThrough("facilityId", "cyberSystemId", "cyber_system")
            .sight("seen_assets")
            .build();

    private static final ResourceDefinition PHYSICAL_AREA = ResourceDefinition.of(
                    "PhysicalArea", "PhysicalAreas", "physical_area")
            .unique("physical_area_name_unique", "name")
            .reference("facilityId", "facility")
            .reference("controlCenterId", "control_center")
            .computed("cyberAssets", """
                    (SELECT '[' || COALESCE(string_agg('{"id":"' || a.id || '","assetTitle":' || to_json(a.asset_title)::text
                       || ',"assetTag":' || to_json(a.asset_tag)::text || '}', ',' ORDER BY a.asset_tag), '') || ']'
                     FROM physical_area_cyber_asset p JOIN cyber_asset a ON a.id = p.cyber_asset_id
                     WHERE p.physical_area_id = r.id AND a.deleted_at IS NULL)""")
            .build();

    private Inventory() {}

    public static List<ResourceDefinition> declarations() {
        return List.of(CONTROL_CENTER, FACILITY, CYBER_SYSTEM, CYBER_ASSET, PHYSICAL_AREA);
    }
}
