-- A row that another writer has just changed is another version, in another place: looked for in that place it is not seen yet, and what was
-- to be added to it was lost. Its number stays the same, and `tally` is updated by its number, too.
CREATE OR REPLACE FUNCTION add_to_topic_tally(changes topic_tally[]) RETURNS void
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
    SELECT change.*, known.number
    FROM change
    LEFT JOIN LATERAL (
      SELECT topic_tally.number
      FROM topic_tally
      WHERE (topic_tally.topic_id, topic_tally.dimension, topic_tally.other_id, topic_tally.word)
        = (change.topic_id, change.dimension, change.other_id, change.word)
      LIMIT 1
      FOR UPDATE SKIP LOCKED
    ) AS known ON TRUE
  ), added AS (
    INSERT INTO topic_tally (topic_id, dimension, other_id, word, count)
    SELECT topic_id, dimension, other_id, word, count FROM free WHERE number IS NULL
  ), updated AS (
    UPDATE topic_tally SET count = topic_tally.count + free.count FROM free WHERE topic_tally.number = free.number
    RETURNING topic_tally.number, topic_tally.count
  )
  SELECT array_agg(number) INTO emptied FROM updated WHERE count = 0;
  IF emptied IS NOT NULL THEN
    DELETE FROM topic_tally WHERE number = ANY (emptied) AND count = 0;
  END IF;
END $$;
