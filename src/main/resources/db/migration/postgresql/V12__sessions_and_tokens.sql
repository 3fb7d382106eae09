-- Sessions of the page and access tokens of scripts. Times are as 2024-02-29T08:00:00Z, in UTC.

-- Counts changes of password, roles and enabled: sessions of another epoch are over.
ALTER TABLE account ADD COLUMN epoch bigint NOT NULL DEFAULT 1;
-- The password was made by somebody else and serves to choose another one.
ALTER TABLE account ADD COLUMN one_time boolean NOT NULL DEFAULT false;
-- Who it is at the identity provider: issuer, a space, subject.
ALTER TABLE account ADD COLUMN subject text COLLATE "C" UNIQUE;

CREATE TABLE account_session (
    id text COLLATE "C" PRIMARY KEY,
    -- SHA-256 of the cookie, which is kept nowhere.
    hash text COLLATE "C" NOT NULL UNIQUE,
    account text COLLATE "C" NOT NULL REFERENCES account (name),
    epoch bigint NOT NULL,
    way text COLLATE "C" NOT NULL,
    address text COLLATE "C" NOT NULL,
    browser text NOT NULL,
    begun_at text COLLATE "C" NOT NULL,
    seen_at text COLLATE "C" NOT NULL
);

CREATE INDEX account_session_of_account ON account_session (account, begun_at);
CREATE INDEX account_session_by_seen ON account_session (seen_at);

CREATE TABLE account_token (
    id text COLLATE "C" PRIMARY KEY,
    -- SHA-256 of the token, which is kept nowhere.
    hash text COLLATE "C" NOT NULL UNIQUE,
    prefix text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL REFERENCES account (name),
    name text NOT NULL,
    scopes text COLLATE "C" NOT NULL,
    created_at text COLLATE "C" NOT NULL,
    expires_at text COLLATE "C" NOT NULL,
    used_at text COLLATE "C"
);

CREATE INDEX account_token_of_account ON account_token (account, created_at);

-- Keys that all services on this database share, made by the first of them.
CREATE TABLE service_key (
    name text COLLATE "C" PRIMARY KEY,
    value text COLLATE "C" NOT NULL
);
