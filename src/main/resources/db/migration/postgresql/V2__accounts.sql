-- Who may sign in, and which features each account looks after.

CREATE TABLE account (
    name text COLLATE "C" PRIMARY KEY,
    display_name text NOT NULL,
    password_hash text NOT NULL,
    roles text NOT NULL,
    enabled boolean NOT NULL DEFAULT true,
    -- Made from the demo data: its password follows the setting.
    demo boolean NOT NULL DEFAULT false,
    -- Counts changes of password, roles and enabled: sessions of an older version end.
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE assignment (
    account text COLLATE "C" NOT NULL REFERENCES account (name),
    layer text COLLATE "C" NOT NULL,
    feature_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (account, layer, feature_id)
);
