-- What a search of users looks for: the words of the name, and the whole address. UserSearch splits a search likewise.
CREATE FUNCTION user_words(name text, email text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_to_tsvector(key_words(name) || lower(email));

CREATE INDEX app_user_words ON app_user USING gin (user_words(name, email)) WHERE status <> 'deleted';
