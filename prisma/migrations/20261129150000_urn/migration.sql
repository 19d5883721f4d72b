-- Statements get an identifier that holds in every archive: their ids count the rows of one database (docs/decisions/0018).
ALTER TABLE statement ADD COLUMN uuid UUID NOT NULL DEFAULT gen_random_uuid();

-- Those on record get what `uuidsOf` (document/urn.ts) makes of their first printing, which is what Atom feeds have called them so far.
-- Nobody edits a statement by this, so the triggers rest.
CREATE FUNCTION pg_temp.uuid_of(VARIADIC parts text[]) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  json text := (SELECT '[' || string_agg(to_json(part)::text, ',' ORDER BY place) || ']' FROM unnest(parts) WITH ORDINALITY AS given (part, place));
  bytes bytea := substring(sha256(convert_to(json, 'UTF8')) FOR 16);
BEGIN
  bytes := set_byte(bytes, 6, get_byte(bytes, 6) & 15 | 128);
  bytes := set_byte(bytes, 8, get_byte(bytes, 8) & 63 | 128);
  RETURN encode(bytes, 'hex')::uuid;
END
$$;

ALTER TABLE statement DISABLE TRIGGER USER;
UPDATE statement SET uuid = derived.uuid
FROM (
  SELECT DISTINCT ON (uuid) id, uuid
  FROM (
    SELECT DISTINCT ON (appearance.statement_id) appearance.statement_id AS id, pg_temp.uuid_of(
      article.url, appearance.exact, appearance.prefix, appearance.suffix,
      COALESCE(speaker.slug, statement.speaker_status::text)
    ) AS uuid
    FROM appearance
    JOIN article ON article.id = appearance.article_id
    JOIN statement ON statement.id = appearance.statement_id
    LEFT JOIN speaker ON speaker.id = statement.speaker_id
    ORDER BY appearance.statement_id, article.published_at, appearance.id
  ) AS first
  ORDER BY uuid, id
) AS derived
WHERE statement.id = derived.id;
ALTER TABLE statement ENABLE TRIGGER USER;

CREATE UNIQUE INDEX statement_uuid_key ON statement (uuid);

-- A removed row can be restored only with all its columns.
UPDATE revision SET before = before || jsonb_build_object('uuid', gen_random_uuid())
WHERE table_name = 'statement' AND after IS NULL;
