-- When each key was last used, for lists in that order; the epoch stands for never. Apart from api_key, so that counting
-- writes neither its row nor its indexes. Kept by triggers, because the time belongs to each secret and only moves forward.
CREATE TABLE key_last_use (
    key_id           uuid        PRIMARY KEY REFERENCES api_key,
    organization_id  uuid        NOT NULL,
    last_used_at     timestamptz NOT NULL DEFAULT 'epoch'
);

INSERT INTO key_last_use
    SELECT k.id, k.organization_id,
        coalesce((SELECT max(g.last_used_at) FROM secret_usage g WHERE g.key_id = k.id), 'epoch')
    FROM api_key k;

CREATE INDEX key_last_use_order ON key_last_use (organization_id, last_used_at, key_id);

CREATE FUNCTION key_is_unused() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO key_last_use (key_id, organization_id) VALUES (NEW.id, NEW.organization_id);
    RETURN NULL;
END $$;

CREATE FUNCTION key_is_used() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE key_last_use l SET last_used_at = NEW.last_used_at
        WHERE l.key_id = NEW.key_id AND l.last_used_at < NEW.last_used_at;
    RETURN NULL;
END $$;

CREATE TRIGGER key_is_unused AFTER INSERT ON api_key FOR EACH ROW EXECUTE FUNCTION key_is_unused();
CREATE TRIGGER key_is_used AFTER INSERT OR UPDATE OF last_used_at ON secret_usage
    FOR EACH ROW EXECUTE FUNCTION key_is_used();

GRANT SELECT ON key_last_use TO ${appRole};
