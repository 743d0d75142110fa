-- Limits one key, or one person with all of their keys, to some places and some operations. Ids of places belong to
-- another service; here they are only numbers.
CREATE TABLE restriction (
    id               uuid        PRIMARY KEY,
    organization_id  uuid        NOT NULL REFERENCES organization,
    key_id           uuid,
    user_id          uuid,
    facilities       uuid[]      NOT NULL,
    control_centers  uuid[]      NOT NULL,
    cyber_systems    uuid[]      NOT NULL,
    operations       text[]      NOT NULL,
    created_at       timestamptz NOT NULL DEFAULT now(),
    created_by_kind  text        NOT NULL CHECK (created_by_kind IN ('user', 'key', 'system')),
    created_by_id    uuid,
    created_by_name  text        NOT NULL,
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CHECK ((key_id IS NULL) <> (user_id IS NULL)),
    CHECK (cardinality(facilities) + cardinality(control_centers) + cardinality(cyber_systems)
           + cardinality(operations) > 0),
    FOREIGN KEY (organization_id, key_id) REFERENCES api_key (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES app_user (organization_id, id)
);

CREATE INDEX restriction_key ON restriction (key_id) WHERE key_id IS NOT NULL;
CREATE INDEX restriction_user ON restriction (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX restriction_organization ON restriction (organization_id, created_at, id);

GRANT SELECT, INSERT, DELETE ON restriction TO ${appRole};
GRANT UPDATE (facilities, control_centers, cyber_systems, operations, updated_at) ON restriction TO ${appRole};
