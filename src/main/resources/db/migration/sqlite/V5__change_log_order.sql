-- Readers follow the log by (tx, seq) in both databases.

CREATE INDEX change_log_in_safe_order ON change_log (tx, seq);
