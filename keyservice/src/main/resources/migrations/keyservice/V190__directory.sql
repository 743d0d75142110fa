-- Organizations and people in the order in which their changes were committed, for the services that follow them. An entry
-- names only what changed last; a reader takes its state from organization and app_user.
CREATE SEQUENCE directory_sequence;

CREATE TABLE directory_entry (
    id               uuid    PRIMARY KEY,
    organization_id  uuid    NOT NULL REFERENCES organization,
    kind             text    NOT NULL CHECK (kind IN ('organization', 'person')),
    sequence         bigint  NOT NULL UNIQUE
);

-- Runs when the transaction commits, after all its other locks are taken, so that it cannot be part of a deadlock. The lock
-- is held until the commit is visible: a reader that sees a sequence sees every smaller one.
CREATE FUNCTION directory_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    organization uuid;
BEGIN
    IF TG_ARGV[0] = 'organization' THEN
        organization := NEW.id;
    ELSE
        organization := NEW.organization_id;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('directory', 0));
    INSERT INTO directory_entry (id, organization_id, kind, sequence)
        VALUES (NEW.id, organization, TG_ARGV[0], nextval('directory_sequence'))
        ON CONFLICT (id) DO UPDATE SET sequence = EXCLUDED.sequence;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION directory_changed FROM PUBLIC;

CREATE CONSTRAINT TRIGGER organization_in_directory AFTER INSERT OR UPDATE OF name, status, time_zone ON organization
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION directory_changed('organization');
CREATE CONSTRAINT TRIGGER user_in_directory AFTER INSERT OR UPDATE OF name, status ON app_user
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION directory_changed('person');

INSERT INTO directory_entry (id, organization_id, kind, sequence)
    SELECT o.id, o.id, 'organization', nextval('directory_sequence') FROM organization o;
INSERT INTO directory_entry (id, organization_id, kind, sequence)
    SELECT u.id, u.organization_id, 'person', nextval('directory_sequence') FROM app_user u;

GRANT SELECT ON directory_entry TO ${appRole};
