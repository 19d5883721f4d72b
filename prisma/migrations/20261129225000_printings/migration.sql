-- Three more questions whose time grew with the archive: the statements of a source, the articles that quote a speaker, and the topics
-- that a speaker's statements are tagged with. The first two need a table: a statement that a source prints twice counts once, and
-- the articles of a speaker are sorted by a date that no index of statements has.

-- A row for each printing, with the columns by which lists sort and count. Derived by triggers from printings, articles and statements;
-- there are no foreign keys, because `onrecord check` verifies the rows and every import would pay for them.
CREATE TABLE statement_printing (
  statement_id BIGINT NOT NULL,
  appearance_id BIGINT NOT NULL,
  article_id BIGINT NOT NULL,
  source_id BIGINT NOT NULL,
  wire_id BIGINT,
  speaker_id BIGINT,
  status "StatementStatus" NOT NULL,
  published_at TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (statement_id, appearance_id)
);

CREATE FUNCTION printings_added() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO statement_printing (statement_id, appearance_id, article_id, source_id, wire_id, speaker_id, status, published_at)
  SELECT statement.id, added.id, article.id, source_id, wire_id, speaker_id, status, published_at
  FROM added
  JOIN article ON article.id = added.article_id
  JOIN statement ON statement.id = added.statement_id;
  RETURN NULL;
END $$;

-- A statement that is removed takes its printings with it, so it cannot be asked for anything here.
CREATE FUNCTION printings_removed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM statement_printing
  USING removed
  WHERE statement_printing.statement_id = removed.statement_id AND appearance_id = removed.id;
  RETURN NULL;
END $$;

CREATE FUNCTION printing_moved() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM statement_printing WHERE statement_id = OLD.statement_id AND appearance_id = OLD.id;
  INSERT INTO statement_printing (statement_id, appearance_id, article_id, source_id, wire_id, speaker_id, status, published_at)
  SELECT statement.id, NEW.id, article.id, source_id, wire_id, speaker_id, status, published_at
  FROM article
  JOIN statement ON statement.id = NEW.statement_id
  WHERE article.id = NEW.article_id;
  RETURN NULL;
END $$;

CREATE FUNCTION printings_emptied() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  -- Not truncated: the same command may have done that, and then it is in use.
  DELETE FROM statement_printing;
  DELETE FROM tally WHERE dimension IN ('SOURCE', 'APPEARANCE');
  RETURN NULL;
END $$;

CREATE TRIGGER printings_added AFTER INSERT ON appearance
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION printings_added();
CREATE TRIGGER printings_removed AFTER DELETE ON appearance
REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION printings_removed();
CREATE TRIGGER printing_moved AFTER UPDATE OF statement_id, article_id ON appearance
FOR EACH ROW WHEN ((OLD.statement_id, OLD.article_id) IS DISTINCT FROM (NEW.statement_id, NEW.article_id))
EXECUTE FUNCTION printing_moved();
CREATE TRIGGER printings_emptied AFTER TRUNCATE ON appearance FOR EACH STATEMENT EXECUTE FUNCTION printings_emptied();

CREATE FUNCTION article_moved() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE statement_printing
  SET source_id = NEW.source_id, wire_id = NEW.wire_id, published_at = NEW.published_at
  FROM appearance
  WHERE appearance.article_id = NEW.id
    AND statement_printing.statement_id = appearance.statement_id AND appearance_id = appearance.id;
  RETURN NULL;
END $$;

CREATE TRIGGER article_moved AFTER UPDATE OF source_id, wire_id, published_at ON article
FOR EACH ROW WHEN ((OLD.source_id, OLD.wire_id, OLD.published_at) IS DISTINCT FROM (NEW.source_id, NEW.wire_id, NEW.published_at))
EXECUTE FUNCTION article_moved();

-- Once for each SQL statement, not for each row: a speaker with a hundred thousand statements is merged into another by one.
DROP TRIGGER statement_moved ON statement;
CREATE OR REPLACE FUNCTION statement_moved() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE statement_topic
  SET speaker_id = added.speaker_id, status = added.status, said_at = added.said_at
  FROM added
  JOIN removed USING (id)
  WHERE statement_id = added.id
    AND (removed.speaker_id, removed.status, removed.said_at) IS DISTINCT FROM (added.speaker_id, added.status, added.said_at);
  UPDATE statement_printing
  SET speaker_id = added.speaker_id, status = added.status
  FROM added
  JOIN removed USING (id)
  WHERE statement_id = added.id AND (removed.speaker_id, removed.status) IS DISTINCT FROM (added.speaker_id, added.status);
  RETURN NULL;
END $$;
CREATE TRIGGER statement_moved AFTER UPDATE ON statement
REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION statement_moved();

----------------------------------------------------------------------------------------------------------------------
-- The tallies
----------------------------------------------------------------------------------------------------------------------

-- Counted anew below, so that the table is not rewritten with what it has.
TRUNCATE tally;

-- A value that is added to an enum cannot be used before the end of the transaction.
ALTER TYPE "TallyDimension" RENAME TO "TallyDimension_before";
CREATE TYPE "TallyDimension" AS ENUM ('KIND', 'MONTH', 'SPEAKER', 'TOPIC', 'TOPIC_SPEAKER', 'SOURCE', 'APPEARANCE');
ALTER TABLE tally
  ALTER COLUMN dimension TYPE "TallyDimension" USING dimension::text::"TallyDimension",
  -- How many of the statements of TOPIC_SPEAKER are tagged with the topic itself; otherwise 0.
  ADD COLUMN tagged BIGINT NOT NULL DEFAULT 0;
DROP TYPE "TallyDimension_before";

-- The functions from before make rows without the new column.
DO $$
DECLARE
  function_name text;
BEGIN
  FOREACH function_name IN ARRAY ARRAY['tally_statements', 'tally_topics'] LOOP
    EXECUTE replace(pg_get_functiondef(function_name::regproc), ', n)::tally)', ', n, 0)::tally)');
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION add_to_tally(changes tally[]) RETURNS void
LANGUAGE plpgsql
SET enable_seqscan TO off -- plans are kept from when the table was small
AS $$
DECLARE
  emptied bigint[];
BEGIN
  WITH change AS MATERIALIZED (
    SELECT dimension, id, other_id, word, status, sum(count)::bigint AS count, sum(tagged)::bigint AS tagged
    FROM unnest(changes)
    GROUP BY dimension, id, other_id, word, status
    HAVING sum(count) <> 0 OR sum(tagged) <> 0
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
    INSERT INTO tally (dimension, id, other_id, word, status, count, tagged)
    SELECT dimension, id, other_id, word, status, count, tagged FROM free WHERE number IS NULL
  ), updated AS (
    UPDATE tally SET count = tally.count + free.count, tagged = tally.tagged + free.tagged FROM free WHERE tally.number = free.number
    RETURNING tally.number, tally.count, tally.tagged
  )
  SELECT array_agg(number) INTO emptied FROM updated WHERE count = 0 AND tagged = 0;
  IF emptied IS NOT NULL THEN
    DELETE FROM tally WHERE number = ANY (emptied) AND count = 0 AND tagged = 0;
  END IF;
END $$;

-- A printing is counted by status, and a statement once for each source that published or supplied any of its printings.
CREATE FUNCTION tally_printings() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  changes tally[];
BEGIN
  EXECUTE format($q$
    WITH touched AS MATERIALIZED (%s), touched_by_source AS (
      SELECT statement_id, of_source.id AS source_id, status, sum(n) AS n
      FROM touched
      CROSS JOIN LATERAL (VALUES (source_id), (wire_id)) AS of_source (id)
      WHERE of_source.id IS NOT NULL
      GROUP BY statement_id, of_source.id, status
      HAVING sum(n) <> 0
    ), change (dimension, id, status, n) AS (
      SELECT 'APPEARANCE'::"TallyDimension", 0::bigint, status, sum(n) FROM touched GROUP BY status
      UNION ALL
      SELECT 'SOURCE', source_id, status, sum(LEAST(present.n, 1) - LEAST(present.n - touched_by_source.n, 1))
      FROM touched_by_source
      CROSS JOIN LATERAL (
        SELECT count(*) AS n
        FROM statement_printing AS printing
        WHERE printing.statement_id = touched_by_source.statement_id AND printing.status = touched_by_source.status
          AND touched_by_source.source_id IN (printing.source_id, printing.wire_id)
      ) AS present
      GROUP BY source_id, status
    )
    SELECT array_agg(ROW(NULL, dimension, id, 0, '', status, n, 0)::tally) FROM change WHERE n <> 0
  $q$, touched_rows(TG_OP, 'statement_id, source_id, wire_id, status')) INTO changes;
  IF changes IS NOT NULL THEN
    PERFORM add_to_tally(changes);
  END IF;
  RETURN NULL;
END $$;

-- A statement counts once for each topic that it is tagged with, on whatever basis. The tags of a statement that is being removed
-- are not counted here: it is no longer there to be asked for its speaker.
CREATE FUNCTION tally_tags() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  changes tally[];
BEGIN
  EXECUTE format($q$
    WITH touched AS MATERIALIZED (%s), touched_topic AS (
      SELECT statement_id, topic_id, sum(n) AS n FROM touched GROUP BY statement_id, topic_id HAVING sum(n) <> 0
    ), change AS (
      SELECT topic_id, speaker_id, status, sum(LEAST(present.n, 1) - LEAST(present.n - touched_topic.n, 1)) AS n
      FROM touched_topic
      JOIN statement ON statement.id = touched_topic.statement_id AND speaker_id IS NOT NULL
      CROSS JOIN LATERAL (
        SELECT count(*) AS n
        FROM statement_tag
        WHERE statement_tag.statement_id = touched_topic.statement_id AND statement_tag.topic_id = touched_topic.topic_id
      ) AS present
      GROUP BY topic_id, speaker_id, status
    )
    SELECT array_agg(ROW(NULL, 'TOPIC_SPEAKER', topic_id, speaker_id, '', status, 0, n)::tally) FROM change WHERE n <> 0
  $q$, touched_rows(TG_OP, 'statement_id, topic_id')) INTO changes;
  IF changes IS NOT NULL THEN
    PERFORM add_to_tally(changes);
  END IF;
  RETURN NULL;
END $$;

-- So they are counted before it goes.
CREATE FUNCTION tally_tags_of_removed() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  changes tally[];
BEGIN
  SELECT array_agg(ROW(NULL, 'TOPIC_SPEAKER', topic_id, OLD.speaker_id, '', OLD.status, 0, -1)::tally) INTO changes
  FROM (SELECT DISTINCT topic_id FROM statement_tag WHERE statement_id = OLD.id) AS tagged;
  IF changes IS NOT NULL THEN
    PERFORM add_to_tally(changes);
  END IF;
  RETURN OLD;
END $$;

CREATE FUNCTION tally_tags_of_moved() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  changes tally[];
BEGIN
  SELECT array_agg(ROW(NULL, 'TOPIC_SPEAKER', topic_id, speaker_id, '', status, 0, n)::tally) INTO changes
  FROM (
    SELECT topic_id, speaker_id, status, sum(n) AS n
    FROM (
      SELECT added.id, removed.speaker_id, removed.status, -1 AS n FROM added JOIN removed USING (id)
      WHERE (removed.speaker_id, removed.status) IS DISTINCT FROM (added.speaker_id, added.status)
      UNION ALL
      SELECT added.id, added.speaker_id, added.status, 1 FROM added JOIN removed USING (id)
      WHERE (removed.speaker_id, removed.status) IS DISTINCT FROM (added.speaker_id, added.status)
    ) AS moved
    CROSS JOIN LATERAL (SELECT DISTINCT topic_id FROM statement_tag WHERE statement_id = moved.id) AS tagged
    WHERE speaker_id IS NOT NULL
    GROUP BY topic_id, speaker_id, status
  ) AS change
  WHERE n <> 0;
  IF changes IS NOT NULL THEN
    PERFORM add_to_tally(changes);
  END IF;
  RETURN NULL;
END $$;

-- Fills the table anew: for an archive from before, and for whoever loads rows without triggers. Then count anew: `refresh_tally`.
CREATE FUNCTION refresh_statement_printing() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE statement, article, appearance IN SHARE MODE;
  TRUNCATE statement_printing;
  INSERT INTO statement_printing (statement_id, appearance_id, article_id, source_id, wire_id, speaker_id, status, published_at)
  SELECT statement.id, appearance.id, article.id, source_id, wire_id, speaker_id, status, published_at
  FROM appearance
  JOIN article ON article.id = article_id
  JOIN statement ON statement.id = statement_id
  ORDER BY statement.id, appearance.id;
END $$;

CREATE OR REPLACE FUNCTION refresh_tally() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE statement, statement_topic, statement_tag, statement_printing IN SHARE MODE;
  DELETE FROM tally;
  INSERT INTO tally (dimension, word, status, count) SELECT 'KIND', kind::text, status, count(*) FROM statement GROUP BY kind, status;
  INSERT INTO tally (dimension, word, status, count)
  SELECT 'MONTH', to_char(said_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, status, count(*) FROM statement GROUP BY month, status;
  INSERT INTO tally (dimension, id, status, count)
  SELECT 'SPEAKER', speaker_id, status, count(*) FROM statement WHERE speaker_id IS NOT NULL GROUP BY speaker_id, status;
  INSERT INTO tally (dimension, id, status, count)
  SELECT 'TOPIC', topic_id, status, count(*) FROM statement_topic GROUP BY topic_id, status;
  INSERT INTO tally (dimension, id, other_id, status, count, tagged)
  SELECT 'TOPIC_SPEAKER', topic_id, speaker_id, status, count(*), count(tagged.statement_id)
  FROM statement_topic
  LEFT JOIN (SELECT DISTINCT statement_id, topic_id FROM statement_tag) AS tagged USING (statement_id, topic_id)
  WHERE speaker_id IS NOT NULL
  GROUP BY topic_id, speaker_id, status;
  INSERT INTO tally (dimension, status, count) SELECT 'APPEARANCE', status, count(*) FROM statement_printing GROUP BY status;
  INSERT INTO tally (dimension, id, status, count)
  SELECT 'SOURCE', source_id, status, count(*)
  FROM (
    SELECT statement_id, source_id, status FROM statement_printing
    UNION
    SELECT statement_id, wire_id, status FROM statement_printing WHERE wire_id IS NOT NULL
  ) AS printed
  GROUP BY source_id, status;
END $$;

SELECT refresh_statement_printing();
CREATE INDEX statement_printing_speaker_idx ON statement_printing (speaker_id, status, published_at DESC, article_id DESC);
ANALYZE statement_printing;
SELECT refresh_tally();
ANALYZE tally;

DO $$
DECLARE
  tallied record;
BEGIN
  FOR tallied IN SELECT * FROM (VALUES ('statement_printing', 'tally_printings'), ('statement_tag', 'tally_tags')) AS each (of_table, name) LOOP
    EXECUTE format('CREATE TRIGGER tally_added AFTER INSERT ON %I REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION %I()', tallied.of_table, tallied.name);
    EXECUTE format('CREATE TRIGGER tally_removed AFTER DELETE ON %I REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION %I()', tallied.of_table, tallied.name);
    EXECUTE format(
      'CREATE TRIGGER tally_changed AFTER UPDATE ON %I REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION %I()',
      tallied.of_table, tallied.name
    );
  END LOOP;
END $$;
CREATE TRIGGER tally_tags_of_removed BEFORE DELETE ON statement
FOR EACH ROW WHEN (OLD.speaker_id IS NOT NULL) EXECUTE FUNCTION tally_tags_of_removed();
CREATE TRIGGER tally_tags_of_moved AFTER UPDATE ON statement
REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tally_tags_of_moved();
