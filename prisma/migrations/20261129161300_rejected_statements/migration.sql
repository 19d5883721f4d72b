ALTER TABLE statement
  DROP CONSTRAINT statement_retraction_check,
  ADD CONSTRAINT statement_retraction_check
    CHECK (status NOT IN ('RETRACTED', 'REJECTED') OR COALESCE(status_reason ~ '\S', false));

-- Until now a rejected proposal was RETRACTED. The history tells which: it went from PROPOSED to RETRACTED. Both the change that
-- did so and the next change of the status name the old value, and are corrected, so that they can still be undone.
CREATE TEMPORARY TABLE rejection ON COMMIT DROP AS
SELECT rejected.id, rejected.key, next.id AS next_id
FROM revision AS rejected
LEFT JOIN LATERAL (
  SELECT later.id
  FROM revision AS later
  WHERE later.table_name = 'statement' AND later.key = rejected.key AND later.id > rejected.id AND later.before ? 'status'
  ORDER BY later.id
  LIMIT 1
) AS next ON TRUE
WHERE rejected.table_name = 'statement'
  AND rejected.before ->> 'status' = 'PROPOSED' AND rejected.after ->> 'status' = 'RETRACTED';

UPDATE revision SET after = after || '{"status": "REJECTED"}' FROM rejection WHERE revision.id = rejection.id;
UPDATE revision SET before = before || '{"status": "REJECTED"}' FROM rejection WHERE revision.id = rejection.next_id;

UPDATE statement SET status = 'REJECTED'
FROM rejection
WHERE rejection.next_id IS NULL AND statement.id = (rejection.key ->> 'id')::int AND statement.status = 'RETRACTED';
