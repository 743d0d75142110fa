-- The filters of the activity log each find their entries in the order of the list, newest first. The actors are in the links.
DROP INDEX activity_by_resource;
CREATE INDEX activity_by_resource ON activity (organization_id, resource_id, link, ordinal);
CREATE INDEX activity_by_action ON activity (organization_id, action, link, ordinal);
CREATE INDEX activity_by_type ON activity (organization_id, resource_type, link, ordinal);
CREATE INDEX activity_link_by_actor ON activity_link (organization_id, actor_id, sequence);
CREATE INDEX activity_link_by_actor_name ON activity_link (organization_id, actor_name, sequence);
CREATE INDEX activity_link_by_acting_as ON activity_link (organization_id, acting_as_id, sequence) WHERE acting_as_id IS NOT NULL;
CREATE INDEX activity_link_by_acting_as_name ON activity_link (organization_id, acting_as_name, sequence)
  WHERE acting_as_name IS NOT NULL;
CREATE INDEX activity_link_by_owner ON activity_link (organization_id, owner_id, sequence) WHERE owner_id IS NOT NULL;
-- Entries from before links held several entries have their actor themselves. No more are written, so these are few.
CREATE INDEX activity_own_link ON activity (organization_id, link) WHERE hash IS NOT NULL;
