-- The words of a name in lower case: what remains between blanks and ASCII punctuation. KeyWords splits a search likewise.
CREATE FUNCTION key_words(name text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
    RETURN ARRAY(SELECT DISTINCT word
        FROM regexp_split_to_table(lower(name), '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f]+') word
        WHERE word <> '');

-- The words of each key's name, so that a search for the beginning of a word reads what it finds and not every name of the
-- organization. Kept by triggers: the application's role may only read it.
CREATE TABLE key_word (
    organization_id  uuid  NOT NULL,
    word             text  COLLATE "C" NOT NULL,
    key_id           uuid  NOT NULL REFERENCES api_key,
    PRIMARY KEY (organization_id, word, key_id)
);

CREATE FUNCTION key_is_named() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM key_word w
            WHERE w.organization_id = OLD.organization_id AND w.word = ANY (key_words(OLD.name)) AND w.key_id = OLD.id;
    END IF;
    INSERT INTO key_word SELECT NEW.organization_id, word, NEW.id FROM unnest(key_words(NEW.name)) word;
    RETURN NULL;
END $$;

CREATE TRIGGER key_is_named AFTER INSERT ON api_key FOR EACH ROW EXECUTE FUNCTION key_is_named();
CREATE TRIGGER key_is_renamed AFTER UPDATE OF name ON api_key FOR EACH ROW
    WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION key_is_named();

INSERT INTO key_word SELECT k.organization_id, word, k.id FROM api_key k, unnest(key_words(k.name)) word;

GRANT SELECT ON key_word TO ${appRole};

-- What the figures of an organization's keys are counted from, without a look at the keys themselves.
DROP INDEX api_key_active;
CREATE INDEX api_key_active ON api_key (organization_id, created_at DESC, id DESC) INCLUDE (expires_at, kind)
    WHERE revoked_at IS NULL;

-- Where and by what a key is used: a sample of at most 32 addresses and agents, one for each slot, each written once an hour.
CREATE TABLE key_source (
    key_id        uuid         NOT NULL REFERENCES api_key,
    slot          smallint     NOT NULL CHECK (slot BETWEEN 0 AND 31),
    address       text,
    user_agent    text         CHECK (char_length(user_agent) <= 256),
    last_used_at  timestamptz  NOT NULL,
    PRIMARY KEY (key_id, slot)
);

CREATE INDEX key_source_age ON key_source (last_used_at);

GRANT SELECT, INSERT, DELETE ON key_source TO ${appRole};
GRANT UPDATE (address, user_agent, last_used_at) ON key_source TO ${appRole};

-- An entry is found by its resource, whatever that is: ids are unique over all types.
DROP INDEX activity_by_resource;
CREATE INDEX activity_by_resource ON activity (organization_id, resource_id, sequence);
