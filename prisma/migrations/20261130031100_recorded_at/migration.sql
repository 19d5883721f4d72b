-- When a judgement came into the archive: `created_at` is when somebody judged, which an import may pass on years later. The archive
-- of an instant (`asOf`) has what was recorded by then. Until now nothing told when: not before it was judged, and not before its
-- statement was there.
ALTER TABLE stance ADD COLUMN recorded_at TIMESTAMPTZ(3);
ALTER TABLE statement_link ADD COLUMN recorded_at TIMESTAMPTZ(3);

ALTER TABLE stance DISABLE TRIGGER USER;
UPDATE stance SET recorded_at = GREATEST(stance.created_at, statement.created_at)
FROM statement
WHERE statement.id = stance.statement_id;
ALTER TABLE stance ENABLE TRIGGER USER;

ALTER TABLE statement_link DISABLE TRIGGER USER;
UPDATE statement_link SET recorded_at = GREATEST(statement_link.created_at, own.created_at, target.created_at)
FROM statement AS own, statement AS target
WHERE own.id = statement_link.statement_id AND target.id = statement_link.target_id;
ALTER TABLE statement_link ENABLE TRIGGER USER;

ALTER TABLE stance ALTER COLUMN recorded_at SET NOT NULL, ALTER COLUMN recorded_at SET DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE statement_link ALTER COLUMN recorded_at SET NOT NULL, ALTER COLUMN recorded_at SET DEFAULT CURRENT_TIMESTAMP;

-- A removed row can be restored only with all its columns.
UPDATE revision SET before = before || jsonb_build_object('recorded_at', before -> 'created_at')
WHERE table_name IN ('stance', 'statement_link') AND after IS NULL;
