-- The live feed reads `publication` from where it was on. For that the numbers must rise with the commits whoever writes, the
-- rows must be small enough to be read in part, and the times must rise with the numbers.
CREATE OR REPLACE FUNCTION publish(ids int[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF ids IS NULL THEN
    RETURN;
  END IF;
  -- The writers' turn (archive/record/turns.ts): most have it already, and who has not waits for it here.
  PERFORM pg_advisory_xact_lock(hashtext('onrecord.record'));
  INSERT INTO publication (at, statement_ids)
  SELECT clock_timestamp(), ids[first : first + 999]
  FROM generate_series(1, cardinality(ids), 1000) AS first
  ORDER BY first;
  -- Kept for a week, by whoever writes. The last one from before stays: a cursor that is older than it has missed something.
  DELETE FROM publication
  WHERE id < (
    SELECT id FROM publication WHERE at < CURRENT_TIMESTAMP - INTERVAL '7 days' ORDER BY at DESC, id DESC LIMIT 1
  );
  PERFORM pg_notify('onrecord_published', '');
END $$;

-- Nothing, as the first that was ever published: a cursor from before anything else was.
INSERT INTO publication (statement_ids) VALUES ('{}');
