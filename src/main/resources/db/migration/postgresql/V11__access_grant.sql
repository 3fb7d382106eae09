-- What accounts may see beyond their roles: a whole layer, or a feature with everything that lies in it.
CREATE TABLE access_grant (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account text COLLATE "C" NOT NULL REFERENCES account (name),
    layer text COLLATE "C" NOT NULL,
    -- Null for the layer as a whole.
    feature_id text COLLATE "C",
    reason text,
    -- As 2024-02-29T08:00:00Z, in UTC.
    granted_at text COLLATE "C" NOT NULL,
    granted_by text COLLATE "C" NOT NULL
);

CREATE UNIQUE INDEX access_grant_once ON access_grant (account, layer, coalesce(feature_id, ''));
