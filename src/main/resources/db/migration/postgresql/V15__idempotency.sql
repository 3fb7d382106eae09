-- First answers to requests that carried an Idempotency-Key, written with the effect of the request.
CREATE TABLE idempotency_key (
    id bytea PRIMARY KEY,
    account text COLLATE "C" NOT NULL,
    fingerprint bytea NOT NULL,
    answer bytea NOT NULL,
    answered_at timestamptz NOT NULL
);

CREATE INDEX idempotency_key_of_account ON idempotency_key (account, answered_at);
CREATE INDEX idempotency_key_answered ON idempotency_key (answered_at);
