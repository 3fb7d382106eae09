-- Steps that one person proposes and another decides. A row of "proposal" is the last version; every version is in
-- "proposal_history", whose rows are only ever added.
CREATE TABLE proposal (
    id TEXT PRIMARY KEY,
    layer TEXT NOT NULL,
    feature_id TEXT NOT NULL,
    status TEXT NOT NULL,
    version INTEGER NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at DATETIME NOT NULL
);

-- One feature has room for one proposal that is not settled.
CREATE UNIQUE INDEX proposal_pending ON proposal (layer, feature_id) WHERE status IN ('open', 'returned');

CREATE INDEX proposal_of_feature ON proposal (layer, feature_id, proposed_at);

CREATE INDEX proposal_by_status ON proposal (status, proposed_at);

CREATE TABLE proposal_history (
    proposal TEXT NOT NULL REFERENCES proposal (id),
    version INTEGER NOT NULL,
    action TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at DATETIME NOT NULL,
    comment TEXT,
    made_version INTEGER,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    base_version INTEGER NOT NULL,
    valid_from DATETIME,
    note TEXT,
    evidence TEXT NOT NULL,
    change INTEGER NOT NULL REFERENCES change_log (seq),
    PRIMARY KEY (proposal, version)
);

CREATE TRIGGER proposal_history_no_update BEFORE UPDATE ON proposal_history
BEGIN
    SELECT RAISE(ABORT, 'proposal_history is only ever added to');
END;

CREATE TRIGGER proposal_history_no_delete BEFORE DELETE ON proposal_history
BEGIN
    SELECT RAISE(ABORT, 'proposal_history is only ever added to');
END;

-- What the service does once a day, by the day it is where the installation is; of several services one does it.
CREATE TABLE daily_run (
    name TEXT NOT NULL,
    day DATE NOT NULL,
    finished_at DATETIME NOT NULL,
    result INTEGER NOT NULL,
    PRIMARY KEY (name, day)
);
