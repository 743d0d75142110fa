-- The app role gets exactly what the service does and nothing by default.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO ${appRole};

CREATE TABLE organization (
    id          uuid        PRIMARY KEY,
    name        text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 255),
    status      text        NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'deleted')),
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now()
);

-- An e-mail address signs in one person, so it is unique over all organizations while its user is not deleted.
CREATE TABLE app_user (
    id              uuid        PRIMARY KEY,
    organization_id uuid        NOT NULL REFERENCES organization,
    email           text        NOT NULL CHECK (char_length(email) BETWEEN 3 AND 254),
    name            text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 255),
    role            text        NOT NULL CHECK (role IN ('platform_admin', 'org_admin', 'user')),
    status          text        NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'disabled', 'deleted')),
    password_hash   text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    UNIQUE (organization_id, id)
);

CREATE UNIQUE INDEX app_user_email ON app_user (lower(email)) WHERE status <> 'deleted';
CREATE INDEX app_user_organization ON app_user (organization_id, created_at, id);

GRANT SELECT, INSERT ON organization, app_user TO ${appRole};
GRANT UPDATE (name, status, updated_at) ON organization TO ${appRole};
GRANT UPDATE (email, name, role, status, password_hash, updated_at) ON app_user TO ${appRole};
