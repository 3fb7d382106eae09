-- First answers to requests that carried an Idempotency-Key, written with the effect of the request.
CREATE TABLE idempotency_key (
    id BLOB PRIMARY KEY,
    account TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    answer BLOB NOT NULL,
    answered_at DATETIME NOT NULL
);

CREATE INDEX idempotency_key_of_account ON idempotency_key (account, answered_at);
CREATE INDEX idempotency_key_answered ON idempotency_key (answered_at);
