-- Ids of 64 bits. With 1.2 printings a statement and 1.4 million statements a day, 32 bits are used up after four years, and
-- then every table would have to be rewritten while it is largest. Sequences end at 2^53, the last integer that JavaScript
-- and JSON hold exactly.
--
-- Each table is rewritten with its indexes, once. It takes the longer the more there is, and as much free space on the disk as
-- the largest table.

-- Functions and triggers that name the old type.
DROP TRIGGER statement_moved ON statement;
DROP TRIGGER printing_moved_for_tagging ON appearance;
DROP FUNCTION refresh_topic_ancestor(int[]);
DROP FUNCTION refresh_statement_topic(int[]);
DROP FUNCTION publish(int[]);
DROP FUNCTION current_change(int);
DROP FUNCTION row_after(text, jsonb, int);

-- A foreign key would be verified anew for either of its tables: once is enough, at the end.
CREATE TEMPORARY TABLE kept_foreign_key ON COMMIT DROP AS
SELECT conrelid::regclass AS of_table, conname AS name, pg_get_constraintdef(pg_constraint.oid) AS definition
FROM pg_constraint
JOIN pg_namespace ON pg_namespace.oid = connamespace AND nspname = current_schema()
WHERE contype = 'f';

DO $$
DECLARE
  foreign_key record;
  rewritten record;
  sequence_name text;
BEGIN
  FOR foreign_key IN SELECT * FROM kept_foreign_key LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', foreign_key.of_table, foreign_key.name);
  END LOOP;

  FOR rewritten IN
    SELECT pg_class.oid::regclass AS of_table, string_agg(format('ALTER COLUMN %I TYPE %s', attname, wide), ', ' ORDER BY attnum) AS changes
    FROM pg_class
    JOIN pg_namespace ON pg_namespace.oid = relnamespace AND nspname = current_schema()
    JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
    JOIN (VALUES ('int4'::regtype, 'bigint'), ('int4[]'::regtype, 'bigint[]')) AS widened (narrow, wide) ON narrow = atttypid
    WHERE relkind = 'r'
      AND relname NOT IN ('_prisma_migrations', 'key_secret') -- the one row of key_secret has the id 1
      AND (attname IN ('id', 'applied_to', 'statement_ids') OR attname LIKE '%\_id')
    GROUP BY pg_class.oid
  LOOP
    EXECUTE format('ALTER TABLE %s %s', rewritten.of_table, rewritten.changes);
  END LOOP;

  FOR sequence_name IN
    SELECT relname
    FROM pg_class
    JOIN pg_namespace ON pg_namespace.oid = relnamespace AND nspname = current_schema()
    WHERE relkind = 'S'
  LOOP
    EXECUTE format('ALTER SEQUENCE %I AS bigint MAXVALUE 9007199254740991', sequence_name);
  END LOOP;

  FOR foreign_key IN SELECT * FROM kept_foreign_key LOOP
    EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I %s', foreign_key.of_table, foreign_key.name, foreign_key.definition);
  END LOOP;
END $$;

-- Rewritten rows have no statistics, without which the planner reads whole tables.
ANALYZE;

-- The same functions and triggers for ids of 64 bits.
CREATE FUNCTION refresh_statement_topic(statement_ids bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM statement_topic
  WHERE statement_id = ANY (statement_ids)
    AND NOT EXISTS (
      SELECT
      FROM statement_tag
      JOIN topic_ancestor ON topic_ancestor.topic_id = statement_tag.topic_id
      WHERE statement_tag.statement_id = statement_topic.statement_id
        AND topic_ancestor.ancestor_id = statement_topic.topic_id
    );
  INSERT INTO statement_topic (statement_id, topic_id, speaker_id, status, said_at)
  SELECT DISTINCT statement.id, topic_ancestor.ancestor_id, statement.speaker_id, statement.status, statement.said_at
  FROM statement
  JOIN statement_tag ON statement_tag.statement_id = statement.id
  JOIN topic_ancestor ON topic_ancestor.topic_id = statement_tag.topic_id
  WHERE statement.id = ANY (statement_ids)
  ON CONFLICT DO NOTHING;
END $$;

-- Brings the ancestors of the given topics, and of all that is narrower, in line with topic_broader; then their statements.
CREATE FUNCTION refresh_topic_ancestor(changed_ids bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  affected_ids bigint[];
BEGIN
  -- One change of the hierarchy at a time: two that are each sound could close a circle together.
  PERFORM pg_advisory_xact_lock(hashtext('onrecord.topic_hierarchy'));

  IF EXISTS (
    WITH RECURSIVE above (topic_id, ancestor_id) AS (
      SELECT narrower_id, broader_id FROM topic_broader WHERE narrower_id = ANY (changed_ids)
      UNION
      SELECT above.topic_id, topic_broader.broader_id FROM above JOIN topic_broader ON topic_broader.narrower_id = above.ancestor_id
    )
    SELECT FROM above WHERE topic_id = ancestor_id
  ) THEN
    RAISE EXCEPTION 'a topic cannot be broader than itself'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'topic_broader_circle_check';
  END IF;

  WITH RECURSIVE below (topic_id) AS (
    SELECT unnest(changed_ids)
    UNION
    SELECT topic_broader.narrower_id FROM below JOIN topic_broader ON topic_broader.broader_id = below.topic_id
  )
  SELECT array_agg(topic_id) INTO affected_ids FROM below;

  WITH RECURSIVE above (topic_id, ancestor_id) AS (
    SELECT id, id FROM topic WHERE id = ANY (affected_ids)
    UNION
    SELECT above.topic_id, topic_broader.broader_id FROM above JOIN topic_broader ON topic_broader.narrower_id = above.ancestor_id
  ), stale AS (
    DELETE FROM topic_ancestor
    WHERE topic_id = ANY (affected_ids)
      AND NOT EXISTS (SELECT FROM above WHERE above.topic_id = topic_ancestor.topic_id AND above.ancestor_id = topic_ancestor.ancestor_id)
  )
  INSERT INTO topic_ancestor (topic_id, ancestor_id) SELECT topic_id, ancestor_id FROM above ON CONFLICT DO NOTHING;

  PERFORM refresh_statement_topic(
    ARRAY(SELECT DISTINCT statement_id FROM statement_tag WHERE topic_id = ANY (affected_ids))
  );
END $$;

CREATE TRIGGER statement_moved AFTER UPDATE OF speaker_id, status, said_at ON statement
FOR EACH ROW
WHEN ((OLD.speaker_id, OLD.status, OLD.said_at) IS DISTINCT FROM (NEW.speaker_id, NEW.status, NEW.said_at))
EXECUTE FUNCTION statement_moved();

CREATE TRIGGER printing_moved_for_tagging AFTER UPDATE OF statement_id, article_id ON appearance
FOR EACH ROW WHEN ((OLD.statement_id, OLD.article_id) IS DISTINCT FROM (NEW.statement_id, NEW.article_id))
EXECUTE FUNCTION printing_moved_for_tagging();

CREATE FUNCTION current_change(who bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  begun bigint := NULLIF(current_setting('onrecord.change', true), '')::bigint;
BEGIN
  IF begun IS NULL THEN
    INSERT INTO change (origin_id, action) VALUES (who, 'record') RETURNING id INTO begun;
    PERFORM set_config('onrecord.change', begun::text, true);
  END IF;
  RETURN begun;
END $$;

CREATE OR REPLACE FUNCTION keep_revision() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  who bigint := NULLIF(current_setting('onrecord.origin', true), '')::bigint;
  was jsonb := '{}';
  became jsonb;
  whole jsonb;
BEGIN
  IF who IS NULL THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    whole := to_jsonb(NEW);
    became := whole;
  ELSIF TG_OP = 'DELETE' THEN
    whole := to_jsonb(OLD);
    was := whole;
  ELSE
    whole := to_jsonb(NEW);
    SELECT jsonb_object_agg(columns.key, columns.value), jsonb_object_agg(columns.key, whole -> columns.key)
    INTO was, became
    FROM jsonb_each(to_jsonb(OLD)) AS columns
    WHERE whole -> columns.key IS DISTINCT FROM columns.value;
  END IF;
  INSERT INTO revision (origin_id, change_id, table_name, key, node, node_id, before, after)
  VALUES (
    who, current_change(who), TG_TABLE_NAME, row_key(CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) ELSE whole END, TG_ARGV[2:]),
    NULLIF(TG_ARGV[0], '')::"NodeType", (whole ->> TG_ARGV[1])::bigint, was, became
  );
  RETURN NULL;
END $$;

CREATE FUNCTION row_after(of_table text, of_key jsonb, revision_id bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  conditions text;
  found jsonb;
BEGIN
  SELECT string_agg(format('%I = %L', name, value), ' AND ') INTO conditions FROM jsonb_each_text(of_key) AS columns (name, value);
  EXECUTE format('SELECT to_jsonb(known) FROM %I AS known WHERE %s', of_table, conditions) INTO found;
  RETURN COALESCE(found, '{}') || COALESCE(
    (
      SELECT jsonb_object_agg(columns.name, columns.value ORDER BY revision.id DESC)
      FROM revision
      CROSS JOIN jsonb_each(before) AS columns (name, value)
      WHERE table_name = of_table AND key = of_key AND revision.id > revision_id
    ),
    '{}'
  );
END $$;

CREATE FUNCTION publish(ids bigint[]) RETURNS void
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
