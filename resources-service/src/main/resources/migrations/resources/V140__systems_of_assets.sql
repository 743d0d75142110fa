-- The trigger that keeps the counts of systems now also refuses assets of systems that do not exist, once per statement and system.
-- The foreign key asked once per row, which took about a sixth of the time that an import of 100,000 rows holds up other changes. Records
-- are deleted softly, so only the owner of the tables could delete a system or change its id: other triggers refuse that.
--
-- Two transactions at once cannot get past these triggers. Those of the services lock the head of their organization before anything else
-- (begin_change). The deletion of a row by the owner does not, so the trigger locks each system as a foreign key does: an insertion
-- waits for a deletion that has not committed, and the other way around, and then sees what the other one has done.
CREATE OR REPLACE FUNCTION keep_asset_counts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT organization_id, cyber_system_id FROM added) a
      WHERE NOT EXISTS (SELECT FROM cyber_system s WHERE s.organization_id = a.organization_id AND s.id = a.cyber_system_id
        FOR KEY SHARE)) THEN
    RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'cyber_asset_cyber_system', TABLE = 'cyber_asset',
      MESSAGE = 'A cyber asset belongs to a cyber system that does not exist';
  END IF;
  IF TG_OP = 'INSERT' THEN
    UPDATE cyber_system s SET cyber_assets_count = s.cyber_assets_count + d.n
    FROM (SELECT organization_id, cyber_system_id, count(*) AS n FROM added WHERE deleted_at IS NULL GROUP BY 1, 2) d
    WHERE s.organization_id = d.organization_id AND s.id = d.cyber_system_id;
  ELSE
    UPDATE cyber_system s SET cyber_assets_count = s.cyber_assets_count + d.n
    FROM (SELECT organization_id, cyber_system_id, sum(n) AS n FROM (
        SELECT organization_id, cyber_system_id, 1 AS n FROM added WHERE deleted_at IS NULL
        UNION ALL SELECT organization_id, cyber_system_id, -1 FROM removed WHERE deleted_at IS NULL) changed
      GROUP BY 1, 2 HAVING sum(n) <> 0) d
    WHERE s.organization_id = d.organization_id AND s.id = d.cyber_system_id;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION refuse_loss_of_system() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF NOT EXISTS (SELECT FROM cyber_asset a WHERE a.organization_id = OLD.organization_id AND a.cyber_system_id = OLD.id) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'cyber_asset_cyber_system', TABLE = 'cyber_asset',
    MESSAGE = 'A cyber system keeps its id, and stays while it has cyber assets, also deleted ones';
END $$;
CREATE TRIGGER kept_for_assets BEFORE DELETE ON cyber_system FOR EACH ROW EXECUTE FUNCTION refuse_loss_of_system();
CREATE TRIGGER keeps_its_id AFTER UPDATE OF organization_id, id ON cyber_system FOR EACH ROW
  WHEN (OLD.organization_id <> NEW.organization_id OR OLD.id <> NEW.id) EXECUTE FUNCTION refuse_loss_of_system();
CREATE TRIGGER kept_from_truncation BEFORE TRUNCATE ON cyber_system EXECUTE FUNCTION refuse_loss_of_system();
REVOKE EXECUTE ON FUNCTION refuse_loss_of_system FROM PUBLIC;

ALTER TABLE cyber_asset DROP CONSTRAINT cyber_asset_cyber_system;
