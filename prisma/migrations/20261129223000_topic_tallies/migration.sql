-- What the facets and timelines of a large topic hold, counted ahead. Counting a hundred thousand statements in a request takes a
-- second; a small topic is counted in no time, and its counts would slow down every import.

-- The topics whose published statements are counted ahead. A topic never leaves this table, so whoever finds it here can rely on it.
CREATE TABLE tallied_topic (
  topic_id BIGINT PRIMARY KEY REFERENCES topic (id) ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TYPE "TopicTallyDimension" AS ENUM (
  'KIND', 'LANGUAGE', 'SPEAKER_STATUS', 'MONTH', 'OCCASION', 'TOPIC', 'PUBLISHER', 'WIRE'
);

-- As in `tally`, a count is the sum of the rows with its key.
CREATE TABLE topic_tally (
  number BIGSERIAL PRIMARY KEY,
  topic_id BIGINT NOT NULL REFERENCES tallied_topic (topic_id) ON DELETE CASCADE ON UPDATE CASCADE,
  dimension "TopicTallyDimension" NOT NULL,
  -- The id of an occasion, another topic or a source; otherwise 0.
  other_id BIGINT NOT NULL DEFAULT 0,
  -- A kind, language or status of a speaker, or a month in UTC: "2018" if only the year is known, "2018-09", or "2018-09-DD" if the
  -- day is known; otherwise empty.
  word TEXT NOT NULL DEFAULT '',
  count BIGINT NOT NULL
) WITH (fillfactor = 80); -- an update of a count finds room on its page, and no index changes
CREATE INDEX topic_tally_key_idx ON topic_tally (topic_id, dimension, other_id, word);
ALTER SEQUENCE topic_tally_number_seq MAXVALUE 9007199254740991;

-- Facets by occasion read the column from the same index as the others.
DROP INDEX statement_counted_idx;
CREATE INDEX statement_counted_idx ON statement (id, kind, language, speaker_status, said_at_precision, occasion_id);

-- Adds to the counts. Rows that another writer has locked are passed over, as in `add_to_tally`.
CREATE FUNCTION add_to_topic_tally(changes topic_tally[]) RETURNS void
LANGUAGE plpgsql
SET enable_seqscan TO off -- plans are kept from when the table was small
AS $$
DECLARE
  emptied bigint[];
BEGIN
  WITH change AS MATERIALIZED (
    SELECT topic_id, dimension, other_id, word, sum(count)::bigint AS count
    FROM unnest(changes)
    GROUP BY topic_id, dimension, other_id, word
    HAVING sum(count) <> 0
  ), free AS MATERIALIZED (
    SELECT change.*, known.place
    FROM change
    LEFT JOIN LATERAL (
      SELECT topic_tally.ctid AS place
      FROM topic_tally
      WHERE (topic_tally.topic_id, topic_tally.dimension, topic_tally.other_id, topic_tally.word)
        = (change.topic_id, change.dimension, change.other_id, change.word)
      LIMIT 1
      FOR UPDATE SKIP LOCKED
    ) AS known ON TRUE
  ), added AS (
    INSERT INTO topic_tally (topic_id, dimension, other_id, word, count)
    SELECT topic_id, dimension, other_id, word, count FROM free WHERE place IS NULL
  ), updated AS (
    UPDATE topic_tally SET count = topic_tally.count + free.count FROM free WHERE topic_tally.ctid = free.place
    RETURNING topic_tally.number, topic_tally.count
  )
  SELECT array_agg(number) INTO emptied FROM updated WHERE count = 0;
  IF emptied IS NOT NULL THEN
    DELETE FROM topic_tally WHERE number = ANY (emptied) AND count = 0;
  END IF;
END $$;

-- What is counted of one statement by its own columns. It takes them one by one: a function of the row would depend on the table, which
-- `onrecord partition` replaces.
CREATE FUNCTION tallied_columns(
  kind "StatementKind", language text, speaker_status "SpeakerStatus", said_at timestamptz, said_at_precision "DatePrecision", occasion_id bigint
)
RETURNS TABLE (dimension "TopicTallyDimension", other_id bigint, word text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT *
  FROM (VALUES
    ('KIND'::"TopicTallyDimension", 0::bigint, kind::text),
    ('LANGUAGE', 0, language),
    ('SPEAKER_STATUS', 0, speaker_status::text),
    ('MONTH', 0, to_char(
      said_at AT TIME ZONE 'UTC',
      CASE said_at_precision WHEN 'YEAR' THEN 'YYYY' WHEN 'MONTH' THEN 'YYYY-MM' ELSE 'YYYY-MM-"DD"' END
    )),
    ('OCCASION', occasion_id, '')
  ) AS counted (dimension, other_id, word)
  WHERE counted.other_id IS NOT NULL
$$;

-- The sources that published and supplied what prints a statement, each once.
CREATE FUNCTION tallied_sources(of_statement bigint)
RETURNS TABLE (dimension "TopicTallyDimension", other_id bigint, word text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT DISTINCT printed.dimension, printed.id, ''
  FROM appearance
  JOIN article ON article.id = appearance.article_id
  CROSS JOIN LATERAL (
    VALUES ('PUBLISHER'::"TopicTallyDimension", article.source_id), ('WIRE', article.wire_id)
  ) AS printed (dimension, id)
  WHERE appearance.statement_id = of_statement AND printed.id IS NOT NULL
$$;

-- Rows of `statement_topic` come and go; they change only with their statements (see below). A pair of topics is counted if one of
-- them came or went, also beside those that were there before.
CREATE FUNCTION tally_topic_rows() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  changes topic_tally[];
BEGIN
  IF NOT EXISTS (SELECT FROM tallied_topic) THEN
    RETURN NULL;
  END IF;
  EXECUTE format($q$
    WITH touched AS MATERIALIZED (
      SELECT statement_id, topic_id, n FROM (%s) AS each WHERE status = 'PUBLISHED'
    ), around AS MATERIALIZED (
      SELECT statement_id, topic_id, bool_or(is_touched) AS is_touched
      FROM (
        SELECT statement_id, topic_id, TRUE AS is_touched FROM touched
        UNION ALL
        SELECT statement_topic.statement_id, statement_topic.topic_id, FALSE
        FROM (SELECT DISTINCT statement_id FROM touched) AS of_statement
        JOIN statement_topic USING (statement_id)
      ) AS each
      GROUP BY statement_id, topic_id
    ), large AS MATERIALIZED (
      SELECT around.* FROM around JOIN tallied_topic USING (topic_id)
    ), change AS (
      SELECT large.topic_id, 'TOPIC'::"TopicTallyDimension" AS dimension, other.topic_id AS other_id, '' AS word, count(*) AS n
      FROM large
      JOIN around AS other USING (statement_id)
      WHERE other.topic_id <> large.topic_id AND (large.is_touched OR other.is_touched)
      GROUP BY large.topic_id, other.topic_id
      UNION ALL
      SELECT large.topic_id, counted.*, count(*)
      FROM large
      JOIN statement ON statement.id = large.statement_id
      CROSS JOIN LATERAL (
        SELECT * FROM tallied_columns(kind, language, speaker_status, said_at, said_at_precision, occasion_id)
        UNION ALL
        SELECT * FROM tallied_sources(statement.id)
      ) AS counted
      WHERE large.is_touched
      GROUP BY large.topic_id, counted.dimension, counted.other_id, counted.word
    )
    SELECT array_agg(ROW(NULL, topic_id, dimension, other_id, word, n * %s)::topic_tally) FROM change
  $q$, touched_rows(TG_OP, 'statement_id, topic_id, status'), CASE TG_OP WHEN 'DELETE' THEN -1 ELSE 1 END) INTO changes;
  IF changes IS NOT NULL THEN
    PERFORM add_to_topic_tally(changes);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER topic_tally_added AFTER INSERT ON statement_topic
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tally_topic_rows();
CREATE TRIGGER topic_tally_removed AFTER DELETE ON statement_topic
REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION tally_topic_rows();

-- A statement that is removed leaves its topics first, while it can still be asked for its kind and printings.
CREATE FUNCTION statement_leaves_topics() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM statement_topic WHERE statement_id = OLD.id;
  RETURN OLD;
END $$;

CREATE TRIGGER statement_leaves_topics BEFORE DELETE ON statement
FOR EACH ROW EXECUTE FUNCTION statement_leaves_topics();

-- A statement that changes keeps its topics. If it is published or withdrawn, its other topics and its sources count, too.
CREATE FUNCTION tally_topics_of_changed() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  changes topic_tally[];
BEGIN
  IF NOT EXISTS (SELECT FROM tallied_topic) THEN
    RETURN NULL;
  END IF;
  WITH moved AS MATERIALIZED (
    SELECT removed AS before, added AS after
    FROM removed
    JOIN added USING (id)
    WHERE (removed.status, removed.kind, removed.language, removed.speaker_status, removed.said_at, removed.said_at_precision, removed.occasion_id)
      IS DISTINCT FROM (added.status, added.kind, added.language, added.speaker_status, added.said_at, added.said_at_precision, added.occasion_id)
  ), versions AS MATERIALIZED (
    SELECT (before).id, before AS version, -1 AS n, (after).status <> 'PUBLISHED' AS is_alone FROM moved WHERE (before).status = 'PUBLISHED'
    UNION ALL
    SELECT (after).id, after, 1, (before).status <> 'PUBLISHED' FROM moved WHERE (after).status = 'PUBLISHED'
  ), change AS (
    SELECT topic_id, counted.*, n
    FROM versions
    JOIN statement_topic ON statement_topic.statement_id = versions.id
    JOIN tallied_topic USING (topic_id)
    CROSS JOIN LATERAL (
      SELECT *
      FROM tallied_columns(
        (version).kind, (version).language, (version).speaker_status, (version).said_at, (version).said_at_precision, (version).occasion_id
      )
      UNION ALL
      SELECT * FROM tallied_sources(versions.id) WHERE is_alone
      UNION ALL
      SELECT 'TOPIC', other.topic_id, ''
      FROM statement_topic AS other
      WHERE other.statement_id = versions.id AND other.topic_id <> statement_topic.topic_id AND is_alone
    ) AS counted
  )
  SELECT array_agg(ROW(NULL, topic_id, dimension, other_id, word, n)::topic_tally) INTO changes
  FROM (SELECT topic_id, dimension, other_id, word, sum(n) AS n FROM change GROUP BY topic_id, dimension, other_id, word) AS added_up
  WHERE n <> 0;
  IF changes IS NOT NULL THEN
    PERFORM add_to_topic_tally(changes);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER topic_tally_changed AFTER UPDATE ON statement
REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tally_topics_of_changed();

-- Adds to the counts of sources. `touched` are printings by a source that came (1) or went (-1); a statement counts once for a source,
-- however often it is printed there.
CREATE FUNCTION tally_touched_printings(
  statement_ids bigint[], dimensions "TopicTallyDimension"[], source_ids bigint[], signs int[]
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  changes topic_tally[];
BEGIN
  WITH touched AS MATERIALIZED (
    SELECT statement_id, dimension, source_id, sum(n) AS n
    FROM unnest(statement_ids, dimensions, source_ids, signs) AS given (statement_id, dimension, source_id, n)
    WHERE source_id IS NOT NULL
    GROUP BY statement_id, dimension, source_id
    HAVING sum(n) <> 0
  ), change AS MATERIALIZED (
    SELECT statement_id, dimension, source_id, (present.n > 0)::int - (present.n - touched.n > 0)::int AS n
    FROM touched
    JOIN statement ON statement.id = statement_id AND statement.status = 'PUBLISHED'
    CROSS JOIN LATERAL (
      SELECT count(*) AS n
      FROM appearance
      JOIN article ON article.id = appearance.article_id
      WHERE appearance.statement_id = touched.statement_id
        AND touched.source_id = CASE dimension WHEN 'WIRE' THEN article.wire_id ELSE article.source_id END
    ) AS present
  )
  SELECT array_agg(ROW(NULL, topic_id, dimension, source_id, '', n)::topic_tally) INTO changes
  FROM (
    SELECT topic_id, dimension, source_id, sum(n) AS n
    FROM change
    JOIN statement_topic USING (statement_id)
    JOIN tallied_topic USING (topic_id)
    WHERE n <> 0
    GROUP BY topic_id, dimension, source_id
  ) AS added_up
  WHERE n <> 0;
  IF changes IS NOT NULL THEN
    PERFORM add_to_topic_tally(changes);
  END IF;
END $$;

CREATE FUNCTION tally_topics_of_printings() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM tallied_topic) THEN
    RETURN NULL;
  END IF;
  EXECUTE format($q$
    SELECT tally_touched_printings(array_agg(statement_id), array_agg(printed.dimension), array_agg(printed.id), array_agg(n))
    FROM (%s) AS touched
    JOIN article ON article.id = article_id
    CROSS JOIN LATERAL (
      VALUES ('PUBLISHER'::"TopicTallyDimension", source_id), ('WIRE', wire_id)
    ) AS printed (dimension, id)
  $q$, touched_rows(TG_OP, 'statement_id, article_id'));
  RETURN NULL;
END $$;

CREATE TRIGGER topic_tally_added AFTER INSERT ON appearance
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tally_topics_of_printings();
CREATE TRIGGER topic_tally_removed AFTER DELETE ON appearance
REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION tally_topics_of_printings();
CREATE TRIGGER topic_tally_changed AFTER UPDATE ON appearance
REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tally_topics_of_printings();

CREATE FUNCTION tally_topics_of_article() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM tallied_topic) THEN
    PERFORM tally_touched_printings(array_agg(statement_id), array_agg(printed.dimension), array_agg(printed.id), array_agg(printed.n))
    FROM appearance
    CROSS JOIN LATERAL (
      VALUES ('PUBLISHER'::"TopicTallyDimension", OLD.source_id, -1), ('PUBLISHER', NEW.source_id, 1), ('WIRE', OLD.wire_id, -1), ('WIRE', NEW.wire_id, 1)
    ) AS printed (dimension, id, n)
    WHERE appearance.article_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER topic_tally_changed AFTER UPDATE OF source_id, wire_id ON article
FOR EACH ROW WHEN ((OLD.source_id, OLD.wire_id) IS DISTINCT FROM (NEW.source_id, NEW.wire_id))
EXECUTE FUNCTION tally_topics_of_article();

CREATE FUNCTION forget_topic_tallies() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM topic_tally;
  RETURN NULL;
END $$;
CREATE TRIGGER topic_tally_emptied AFTER TRUNCATE ON statement FOR EACH STATEMENT EXECUTE FUNCTION forget_topic_tallies();

CREATE FUNCTION forget_tallies_of_sources() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM topic_tally WHERE dimension IN ('PUBLISHER', 'WIRE');
  RETURN NULL;
END $$;
CREATE TRIGGER topic_tally_emptied AFTER TRUNCATE ON appearance FOR EACH STATEMENT EXECUTE FUNCTION forget_tallies_of_sources();

-- What the tallies of these topics should be, counted anew.
CREATE FUNCTION topic_tally_anew(topic_ids bigint[])
RETURNS TABLE (topic_id bigint, dimension "TopicTallyDimension", other_id bigint, word text, count bigint)
LANGUAGE sql STABLE AS $$
  WITH own AS MATERIALIZED (
    SELECT place.topic_id, place.statement_id
    FROM statement_topic AS place
    WHERE place.topic_id = ANY (topic_ids) AND place.status = 'PUBLISHED'
  )
  SELECT own.topic_id, 'TOPIC'::"TopicTallyDimension", other.topic_id, '', count(*)
  FROM own
  JOIN statement_topic AS other ON other.statement_id = own.statement_id AND other.topic_id <> own.topic_id
  GROUP BY own.topic_id, other.topic_id
  UNION ALL
  SELECT own.topic_id, counted.dimension, counted.other_id, counted.word, count(*)
  FROM own
  JOIN statement ON statement.id = own.statement_id
  CROSS JOIN LATERAL tallied_columns(kind, language, speaker_status, said_at, said_at_precision, occasion_id) AS counted
  GROUP BY own.topic_id, counted.dimension, counted.other_id, counted.word
  UNION ALL
  SELECT printed.topic_id, printed.dimension, printed.id, '', count(*)
  FROM (
    SELECT DISTINCT own.topic_id, own.statement_id, each.dimension, each.id
    FROM own
    JOIN appearance ON appearance.statement_id = own.statement_id
    JOIN article ON article.id = appearance.article_id
    CROSS JOIN LATERAL (
      VALUES ('PUBLISHER'::"TopicTallyDimension", article.source_id), ('WIRE', article.wire_id)
    ) AS each (dimension, id)
    WHERE each.id IS NOT NULL
  ) AS printed
  GROUP BY printed.topic_id, printed.dimension, printed.id
$$;

-- Counts a topic ahead from now on, if it is not yet. Nobody may write meanwhile; returns false, and does nothing, if somebody does,
-- because waiting for them could be a deadlock.
CREATE FUNCTION tally_topic(grown bigint) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE statement, statement_topic, appearance, article IN SHARE MODE NOWAIT;
  INSERT INTO tallied_topic (topic_id) VALUES (grown) ON CONFLICT DO NOTHING;
  IF FOUND THEN
    INSERT INTO topic_tally (topic_id, dimension, other_id, word, count) SELECT * FROM topic_tally_anew(ARRAY[grown]);
  END IF;
  RETURN TRUE;
EXCEPTION WHEN lock_not_available THEN
  RETURN FALSE;
END $$;

-- Counts all of them anew: for whoever loads rows without triggers.
CREATE FUNCTION refresh_topic_tally() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE statement, statement_topic, appearance, article IN SHARE MODE;
  DELETE FROM topic_tally;
  INSERT INTO topic_tally (topic_id, dimension, other_id, word, count)
  SELECT * FROM topic_tally_anew(ARRAY(SELECT topic_id FROM tallied_topic));
END $$;

-- The topics that are large enough to be counted ahead and are not yet.
CREATE FUNCTION large_topics() RETURNS SETOF bigint
LANGUAGE sql STABLE AS $$
  SELECT id
  FROM tally
  WHERE dimension = 'TOPIC' AND status = 'PUBLISHED' AND NOT EXISTS (SELECT FROM tallied_topic WHERE topic_id = id)
  GROUP BY id
  HAVING sum(count) >= 10000
  ORDER BY id
$$;

SELECT count(tally_topic(id)) FROM large_topics() AS large (id);
ANALYZE topic_tally, tallied_topic;
