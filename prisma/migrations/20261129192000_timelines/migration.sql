-- A failover can lose what was committed last. Then numbers of publications and changes are given a second time, and a place
-- in the feed must say which of the two it means. So the archive keeps its timelines, as PostgreSQL does: each begins when
-- somebody else writes than before, and knows the first numbers given in it. Two servers that go different ways from the same
-- state begin timelines with different names.
CREATE TABLE timeline (
  id BIGSERIAL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  writer TEXT NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  first_publication BIGINT NOT NULL,
  first_change BIGINT NOT NULL
);

-- Who writes: this table (a restored dump has another one), in this database, in this cluster, on PostgreSQL's own timeline,
-- which a promoted standby and a point-in-time recovery leave for a new one. A service that does not tell the last two is
-- known by the first two. Whoever is taken for somebody else without need only begins a timeline that loses nothing.
CREATE FUNCTION timeline_writer() RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  place text := concat_ws('.', (SELECT oid FROM pg_database WHERE datname = current_database()), 'timeline'::regclass::oid);
BEGIN
  BEGIN
    place := concat_ws('.', place, (SELECT system_identifier FROM pg_control_system()));
  EXCEPTION WHEN OTHERS THEN
    NULL;
  END;
  BEGIN
    place := concat_ws('.', place, substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8));
  EXCEPTION WHEN OTHERS THEN
    NULL;
  END;
  RETURN place;
END $$;

-- Begins a timeline if somebody else writes than before. Called in the writers' turn, before a number is taken.
CREATE FUNCTION keep_timeline() RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  this_writer text := timeline_writer();
BEGIN
  IF this_writer IS DISTINCT FROM (SELECT writer FROM timeline ORDER BY id DESC LIMIT 1) THEN
    INSERT INTO timeline (name, writer, first_publication, first_change)
    SELECT
      left(gen_random_uuid()::text, 8),
      this_writer,
      (SELECT COALESCE(max(id), 0) + 1 FROM publication),
      (SELECT COALESCE(max(id), 0) + 1 FROM change);
  END IF;
END $$;

-- Everything until now is the first one's.
INSERT INTO timeline (name, writer, first_publication, first_change)
VALUES (left(gen_random_uuid()::text, 8), timeline_writer(), 0, 0);

CREATE OR REPLACE FUNCTION publish(ids int[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF ids IS NULL THEN
    RETURN;
  END IF;
  -- The writers' turn (archive/record/turns.ts): most have it already, and who has not waits for it here.
  PERFORM pg_advisory_xact_lock(hashtext('onrecord.record'));
  PERFORM keep_timeline();
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

CREATE OR REPLACE FUNCTION change_in_turn() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('onrecord.record'));
  PERFORM keep_timeline();
  RETURN NULL;
END $$;
