-- Whoever adds to the change log is heard by every service on this database. Services themselves say so after their
-- commits (they set tuban.announces): transactions that notify commit one by one.

CREATE FUNCTION tuban_say_changed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('tuban_change', '');
    RETURN NULL;
END $$;

CREATE TRIGGER change_log_heard
AFTER INSERT ON change_log
FOR EACH STATEMENT
WHEN (current_setting('tuban.announces', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION tuban_say_changed();
