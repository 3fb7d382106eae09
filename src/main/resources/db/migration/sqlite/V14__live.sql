-- What an account wants to hear about, and up to which place of the change log it has read the news of it.
CREATE TABLE subscription (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    interest TEXT NOT NULL,
    tx INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    created_at DATETIME NOT NULL
);

CREATE INDEX subscription_of_account ON subscription (account, created_at);

-- Addresses that are told what happens, each up to its place of the change log. The lease says which service tells it.
CREATE TABLE webhook (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    interest TEXT NOT NULL,
    secret TEXT NOT NULL,
    state TEXT NOT NULL,
    tx INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    failing_since DATETIME,
    next_at DATETIME NOT NULL,
    lease_owner TEXT,
    lease_until DATETIME,
    created_at DATETIME NOT NULL
);

-- The last attempts to tell each.
CREATE TABLE webhook_delivery (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    webhook TEXT NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    message TEXT NOT NULL,
    at DATETIME NOT NULL,
    status INTEGER,
    outcome TEXT NOT NULL,
    millis INTEGER NOT NULL
);

CREATE INDEX webhook_delivery_of_webhook ON webhook_delivery (webhook, number);
