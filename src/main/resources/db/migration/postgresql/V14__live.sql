-- What an account wants to hear about, and up to which place of the change log it has read the news of it.
CREATE TABLE subscription (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    account text COLLATE "C" NOT NULL,
    name text NOT NULL,
    interest text NOT NULL,
    tx bigint NOT NULL,
    seq bigint NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE INDEX subscription_of_account ON subscription (account, created_at);

-- Addresses that are told what happens, each up to its place of the change log. The lease says which service tells it.
CREATE TABLE webhook (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    account text COLLATE "C" NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    interest text NOT NULL,
    secret text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    tx bigint NOT NULL,
    seq bigint NOT NULL,
    failures bigint NOT NULL DEFAULT 0,
    failing_since timestamptz,
    next_at timestamptz NOT NULL,
    lease_owner text COLLATE "C",
    lease_until timestamptz,
    created_at timestamptz NOT NULL
);

-- The last attempts to tell each.
CREATE TABLE webhook_delivery (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    webhook text COLLATE "C" NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    message text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL,
    status bigint,
    outcome text NOT NULL,
    millis bigint NOT NULL
);

CREATE INDEX webhook_delivery_of_webhook ON webhook_delivery (webhook, number);
