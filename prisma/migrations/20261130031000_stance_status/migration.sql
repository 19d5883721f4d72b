-- A stance may be a proposal, which only editors see until one of them accepts it (docs/decisions/0044). All stances so far count.
CREATE TYPE "StanceStatus" AS ENUM ('PUBLISHED', 'PROPOSED', 'REJECTED');
ALTER TABLE stance ADD COLUMN status "StanceStatus" NOT NULL DEFAULT 'PUBLISHED';

-- The name of the judge: an import that passes a stance on names them, everybody else judges for themselves. All stances of one judge
-- on a statement and a proposition have the same status: what an editor has accepted or rejected does not wait as well.
CREATE FUNCTION stance_judge(judge text, origin_id bigint) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN COALESCE(NULLIF(judge, ''), (SELECT name FROM origin WHERE origin.id = origin_id));

-- A removed row can be restored only with all its columns.
UPDATE revision SET before = before || '{"status": "PUBLISHED"}'
WHERE table_name = 'stance' AND after IS NULL;
