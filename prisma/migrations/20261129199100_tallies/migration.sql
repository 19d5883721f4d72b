-- How many statements there are of each kind, month, speaker and topic, and by each speaker on each topic, by status. Counting
-- them in a request takes the longer the larger the archive is.

CREATE TYPE "TallyDimension" AS ENUM ('KIND', 'MONTH', 'SPEAKER', 'TOPIC', 'TOPIC_SPEAKER');

-- A count is the sum of the rows with its key: there are several if several writers added to it at the same time.
CREATE TABLE tally (
  number BIGSERIAL PRIMARY KEY,
  dimension "TallyDimension" NOT NULL,
  -- A speaker's or topic's id; otherwise 0.
  id BIGINT NOT NULL DEFAULT 0,
  -- The speaker's id of TOPIC_SPEAKER; otherwise 0.
  other_id BIGINT NOT NULL DEFAULT 0,
  -- The kind, or the month in UTC ("2018-09"); otherwise empty.
  word TEXT NOT NULL DEFAULT '',
  status "StatementStatus" NOT NULL,
  count BIGINT NOT NULL
) WITH (fillfactor = 80); -- an update of a count finds room on its page, and no index changes
CREATE INDEX tally_key_idx ON tally (dimension, id, other_id, word, status);
CREATE INDEX tally_dimension_other_id_status_idx ON tally (dimension, other_id, status);
ALTER SEQUENCE tally_number_seq MAXVALUE 9007199254740991;

-- Adds to the counts. Rows of a key that another writer has locked are passed over, and a row of its own is made: so nobody
-- waits for anybody, and there are no deadlocks.
CREATE FUNCTION add_to_tally(changes tally[]) RETURNS void
LANGUAGE plpgsql
SET enable_seqscan TO off -- plans are kept from when the table was small
AS $$
DECLARE
  emptied bigint[];
BEGIN
  WITH change AS MATERIALIZED (
    SELECT dimension, id, other_id, word, status, sum(count)::bigint AS count
    FROM unnest(changes)
    GROUP BY dimension, id, other_id, word, status
    HAVING sum(count) <> 0
  ), free AS MATERIALIZED (
    SELECT change.*, known.number
    FROM change
    LEFT JOIN LATERAL (
      SELECT tally.number
      FROM tally
      WHERE (tally.dimension, tally.id, tally.other_id, tally.word, tally.status)
        = (change.dimension, change.id, change.other_id, change.word, change.status)
      LIMIT 1
      FOR UPDATE SKIP LOCKED
    ) AS known ON TRUE
  ), added AS (
    INSERT INTO tally (dimension, id, other_id, word, status, count)
    SELECT dimension, id, other_id, word, status, count FROM free WHERE number IS NULL
  ), updated AS (
    UPDATE tally SET count = tally.count + free.count FROM free WHERE tally.number = free.number
    RETURNING tally.number, tally.count
  )
  SELECT array_agg(number) INTO emptied FROM updated WHERE count = 0;
  IF emptied IS NOT NULL THEN
    DELETE FROM tally WHERE number = ANY (emptied) AND count = 0;
  END IF;
END $$;

-- The rows that a trigger is called for, with 1 for each that came and -1 for each that went.
CREATE FUNCTION touched_rows(operation text, columns text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE operation
  WHEN 'INSERT' THEN format('SELECT %s, 1 AS n FROM added', columns)
  WHEN 'DELETE' THEN format('SELECT %s, -1 AS n FROM removed', columns)
  ELSE format('SELECT %1$s, 1 AS n FROM added UNION ALL SELECT %1$s, -1 FROM removed', columns)
END;

CREATE FUNCTION tally_statements() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  changes tally[];
BEGIN
  EXECUTE format($q$
    WITH touched AS MATERIALIZED (%s), change (dimension, id, word, status, n) AS (
      SELECT 'KIND'::"TallyDimension", 0::bigint, kind::text, status, sum(n) FROM touched GROUP BY kind, status
      UNION ALL
      SELECT 'MONTH', 0, to_char(said_at AT TIME ZONE 'UTC', 'YYYY-MM'), status, sum(n) FROM touched GROUP BY 3, status
      UNION ALL
      SELECT 'SPEAKER', speaker_id, '', status, sum(n) FROM touched WHERE speaker_id IS NOT NULL GROUP BY speaker_id, status
    )
    SELECT array_agg(ROW(NULL, dimension, id, 0, word, status, n)::tally) FROM change WHERE n <> 0
  $q$, touched_rows(TG_OP, 'kind, said_at, speaker_id, status')) INTO changes;
  IF changes IS NOT NULL THEN
    PERFORM add_to_tally(changes);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION tally_topics() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  changes tally[];
BEGIN
  EXECUTE format($q$
    WITH touched AS MATERIALIZED (%s), change (dimension, id, other_id, status, n) AS (
      SELECT 'TOPIC'::"TallyDimension", topic_id, 0::bigint, status, sum(n) FROM touched GROUP BY topic_id, status
      UNION ALL
      SELECT 'TOPIC_SPEAKER', topic_id, speaker_id, status, sum(n)
      FROM touched
      WHERE speaker_id IS NOT NULL
      GROUP BY topic_id, speaker_id, status
    )
    SELECT array_agg(ROW(NULL, dimension, id, other_id, '', status, n)::tally) FROM change WHERE n <> 0
  $q$, touched_rows(TG_OP, 'topic_id, speaker_id, status')) INTO changes;
  IF changes IS NOT NULL THEN
    PERFORM add_to_tally(changes);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION forget_tallies() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM tally;
  RETURN NULL;
END $$;

DO $$
DECLARE
  tallied record;
BEGIN
  FOR tallied IN SELECT * FROM (VALUES ('statement', 'tally_statements'), ('statement_topic', 'tally_topics')) AS each (of_table, name) LOOP
    EXECUTE format('CREATE TRIGGER tally_added AFTER INSERT ON %I REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION %I()', tallied.of_table, tallied.name);
    EXECUTE format('CREATE TRIGGER tally_removed AFTER DELETE ON %I REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION %I()', tallied.of_table, tallied.name);
    EXECUTE format(
      'CREATE TRIGGER tally_changed AFTER UPDATE ON %I REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION %I()',
      tallied.of_table, tallied.name
    );
  END LOOP;
END $$;
-- Truncating statements truncates what refers to them.
CREATE TRIGGER tally_emptied AFTER TRUNCATE ON statement FOR EACH STATEMENT EXECUTE FUNCTION forget_tallies();

-- Counts everything anew: for an archive from before, and for whoever loads rows without triggers.
CREATE FUNCTION refresh_tally() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE statement, statement_topic IN SHARE MODE;
  DELETE FROM tally;
  INSERT INTO tally (dimension, word, status, count) SELECT 'KIND', kind::text, status, count(*) FROM statement GROUP BY kind, status;
  INSERT INTO tally (dimension, word, status, count)
  SELECT 'MONTH', to_char(said_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, status, count(*) FROM statement GROUP BY month, status;
  INSERT INTO tally (dimension, id, status, count)
  SELECT 'SPEAKER', speaker_id, status, count(*) FROM statement WHERE speaker_id IS NOT NULL GROUP BY speaker_id, status;
  INSERT INTO tally (dimension, id, status, count)
  SELECT 'TOPIC', topic_id, status, count(*) FROM statement_topic GROUP BY topic_id, status;
  INSERT INTO tally (dimension, id, other_id, status, count)
  SELECT 'TOPIC_SPEAKER', topic_id, speaker_id, status, count(*)
  FROM statement_topic
  WHERE speaker_id IS NOT NULL
  GROUP BY topic_id, speaker_id, status;
END $$;

SELECT refresh_tally();
ANALYZE tally;
