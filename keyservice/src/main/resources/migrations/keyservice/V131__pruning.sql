-- Revocation: One order. Pruning touches neither the head's row nor anything that a change waits for: the floor, the highest
-- sequence that it has let go, has a row of its own.
CREATE TABLE change_floor (
    single    boolean PRIMARY KEY DEFAULT true CHECK (single),
    sequence  bigint  NOT NULL DEFAULT 0
);

INSERT INTO change_floor (sequence) SELECT floor FROM change_head;
ALTER TABLE change_head DROP COLUMN floor;
GRANT SELECT ON change_floor TO ${appRole};

-- Lets the oldest changes go that were logged before the interval, rows_max at most, and without a gap; answers how many. In
-- one transaction with the floor: whoever reads log and floor in one statement knows whether it lacks something. The app role
-- may do this much, and cannot take anything else from the log.
CREATE FUNCTION prune_change_log(kept interval, rows_max integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    lowest   bigint;
    highest  bigint;
    pruned   bigint;
BEGIN
    IF kept < interval '1 minute' THEN
        RAISE EXCEPTION 'Changes are kept for a minute at least';
    END IF;
    SELECT sequence INTO lowest FROM change_floor FOR UPDATE;
    SELECT least(lowest + rows_max, head.sequence) INTO highest FROM change_head head;
    SELECT coalesce(min(young.sequence) - 1, highest) INTO highest FROM change_log young
        WHERE young.sequence > lowest AND young.sequence <= highest AND young.logged_at >= clock_timestamp() - kept;
    DELETE FROM change_log WHERE sequence <= highest;
    GET DIAGNOSTICS pruned = ROW_COUNT;
    UPDATE change_floor SET sequence = greatest(sequence, highest);
    RETURN pruned;
END $$;

REVOKE ALL ON FUNCTION prune_change_log(interval, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION prune_change_log(interval, integer) TO ${appRole};
