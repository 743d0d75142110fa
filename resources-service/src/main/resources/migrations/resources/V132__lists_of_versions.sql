-- The versions of the records of a place, which lists as of a time find as they find the records.
CREATE INDEX cyber_asset_version_by_cyber_system_id ON cyber_asset_version (organization_id, cyber_system_id, id);
CREATE INDEX cyber_system_version_by_facility_id ON cyber_system_version (organization_id, facility_id, id);
CREATE INDEX cyber_system_version_by_control_center_id ON cyber_system_version (organization_id, control_center_id, id);
CREATE INDEX facility_version_by_control_center_id ON facility_version (organization_id, control_center_id, id);
