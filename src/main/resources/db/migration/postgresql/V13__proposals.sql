-- Steps that one person proposes and another decides. A row of "proposal" is the last version; every version is in
-- "proposal_history", whose rows are only ever added.
CREATE TABLE proposal (
    id text COLLATE "C" PRIMARY KEY,
    layer text COLLATE "C" NOT NULL,
    feature_id text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    proposed_by text COLLATE "C" NOT NULL,
    proposed_at timestamptz NOT NULL
);

-- One feature has room for one proposal that is not settled.
CREATE UNIQUE INDEX proposal_pending ON proposal (layer, feature_id) WHERE status IN ('open', 'returned');

CREATE INDEX proposal_of_feature ON proposal (layer, feature_id, proposed_at);

CREATE INDEX proposal_by_status ON proposal (status, proposed_at);

CREATE TABLE proposal_history (
    proposal text COLLATE "C" NOT NULL REFERENCES proposal (id),
    version bigint NOT NULL,
    action text COLLATE "C" NOT NULL,
    recorded_by text COLLATE "C" NOT NULL,
    recorded_at timestamptz NOT NULL,
    comment text,
    made_version bigint,
    from_state text COLLATE "C" NOT NULL,
    to_state text COLLATE "C" NOT NULL,
    base_version bigint NOT NULL,
    valid_from timestamptz,
    note text,
    evidence text NOT NULL,
    change bigint NOT NULL REFERENCES change_log (seq),
    PRIMARY KEY (proposal, version)
);

CREATE TRIGGER proposal_history_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON proposal_history
FOR EACH STATEMENT EXECUTE FUNCTION tuban_only_added();

-- What the service does once a day, by the day it is where the installation is; of several services one does it.
CREATE TABLE daily_run (
    name text COLLATE "C" NOT NULL,
    day date NOT NULL,
    finished_at timestamptz NOT NULL,
    result bigint NOT NULL,
    PRIMARY KEY (name, day)
);
