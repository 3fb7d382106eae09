-- Sessions of the page and access tokens of scripts. Times are as 2024-02-29T08:00:00Z, in UTC.

-- Counts changes of password, roles and enabled: sessions of another epoch are over.
ALTER TABLE account ADD COLUMN epoch INTEGER NOT NULL DEFAULT 1;
-- The password was made by somebody else and serves to choose another one.
ALTER TABLE account ADD COLUMN one_time BOOLEAN NOT NULL DEFAULT 0;
-- Who it is at the identity provider: issuer, a space, subject.
ALTER TABLE account ADD COLUMN subject TEXT;

CREATE UNIQUE INDEX account_by_subject ON account (subject);

CREATE TABLE account_session (
    id TEXT NOT NULL PRIMARY KEY,
    -- SHA-256 of the cookie, which is kept nowhere.
    hash TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES account (name),
    epoch INTEGER NOT NULL,
    way TEXT NOT NULL,
    address TEXT NOT NULL,
    browser TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    seen_at TEXT NOT NULL
);

CREATE INDEX account_session_of_account ON account_session (account, begun_at);
CREATE INDEX account_session_by_seen ON account_session (seen_at);

CREATE TABLE account_token (
    id TEXT NOT NULL PRIMARY KEY,
    -- SHA-256 of the token, which is kept nowhere.
    hash TEXT NOT NULL UNIQUE,
    prefix TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (name),
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
);

CREATE INDEX account_token_of_account ON account_token (account, created_at);

-- Keys that all services on this database share, made by the first of them.
CREATE TABLE service_key (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
