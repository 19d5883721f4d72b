-- Changes can be followed like publications: whoever has read up to one has missed nothing before it. So the numbers must rise with
-- the commits, whoever writes: a writer waits for its turn (record/turns.ts) before it takes a number.
CREATE FUNCTION change_in_turn() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('onrecord.record'));
  RETURN NULL;
END $$;

CREATE FUNCTION change_told() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('onrecord_changed', '');
  RETURN NULL;
END $$;

CREATE TRIGGER change_in_turn BEFORE INSERT ON change FOR EACH STATEMENT EXECUTE FUNCTION change_in_turn();
CREATE TRIGGER change_told AFTER INSERT ON change FOR EACH STATEMENT EXECUTE FUNCTION change_told();
