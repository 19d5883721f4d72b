-- Ids of 64 bits. With 1.2 printings a statement and 1.4 million statements a day, 32 bits are used up after four years, and
-- then every table would have to be rewritten while it is largest. Sequences end at 2^53, the last integer that JavaScript
-- and JSON hold exactly.
--
-- Each table is rewritten with its indexes, once. It takes the longer the more there is, and as much free space on the disk as
-- the largest table.

-- Triggers that name a column whose type changes.
DROP TRIGGER statement_moved ON statement;
DROP TRIGGER printing_moved_for_tagging ON appearance;

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
  widened record;
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
    JOIN (VALUES ('int4'::regtype, 'bigint'), ('int4[]'::regtype, 'bigint[]')) AS widening (narrow, wide) ON narrow = atttypid
    WHERE relkind = 'r'
      AND relname NOT IN ('_prisma_migrations', 'key_secret') -- the one row of key_secret has the id 1
      AND (attname IN ('id', 'applied_to', 'statement_ids') OR attname LIKE '%\_id')
    GROUP BY pg_class.oid
  LOOP
    EXECUTE format('ALTER TABLE %s %s', rewritten.of_table, rewritten.changes);
  END LOOP;

  -- All integers in these functions are ids. They call each other, but only when they run.
  FOR widened IN
    SELECT pg_proc.oid::regprocedure AS signature, regexp_replace(pg_get_functiondef(pg_proc.oid), '\m(int|integer)\M', 'bigint', 'g') AS definition
    FROM pg_proc
    JOIN pg_namespace ON pg_namespace.oid = pronamespace AND nspname = current_schema()
    WHERE proname IN ('refresh_statement_topic', 'refresh_topic_ancestor', 'current_change', 'row_after', 'publish')
  LOOP
    EXECUTE format('DROP FUNCTION %s', widened.signature);
    EXECUTE widened.definition;
  END LOOP;
  -- Triggers depend on this one, so it is replaced in place.
  EXECUTE regexp_replace(pg_get_functiondef('keep_revision'::regproc), '\mint\M', 'bigint', 'g');

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

CREATE TRIGGER statement_moved AFTER UPDATE OF speaker_id, status, said_at ON statement
FOR EACH ROW
WHEN ((OLD.speaker_id, OLD.status, OLD.said_at) IS DISTINCT FROM (NEW.speaker_id, NEW.status, NEW.said_at))
EXECUTE FUNCTION statement_moved();

CREATE TRIGGER printing_moved_for_tagging AFTER UPDATE OF statement_id, article_id ON appearance
FOR EACH ROW WHEN ((OLD.statement_id, OLD.article_id) IS DISTINCT FROM (NEW.statement_id, NEW.article_id))
EXECUTE FUNCTION printing_moved_for_tagging();

-- Rewritten rows have no statistics, without which the planner reads whole tables.
ANALYZE;
