-- The filters of the activity log each find their entries in the order of the list, newest first.
CREATE INDEX activity_by_action ON activity (organization_id, action, sequence);
CREATE INDEX activity_by_type ON activity (organization_id, resource_type, sequence);
CREATE INDEX activity_by_time ON activity (organization_id, at);
CREATE INDEX activity_by_actor ON activity (organization_id, actor_id, sequence) WHERE actor_id IS NOT NULL;
CREATE INDEX activity_by_actor_name ON activity (organization_id, actor_name, sequence);
CREATE INDEX activity_by_acting_as ON activity (organization_id, acting_as_id, sequence) WHERE acting_as_id IS NOT NULL;
CREATE INDEX activity_by_acting_as_name ON activity (organization_id, acting_as_name, sequence) WHERE acting_as_name IS NOT NULL;
CREATE INDEX activity_by_owner ON activity (organization_id, owner_id, sequence) WHERE owner_id IS NOT NULL;
CREATE INDEX activity_by_owner_name ON activity (organization_id, owner_name, sequence) WHERE owner_name IS NOT NULL;
