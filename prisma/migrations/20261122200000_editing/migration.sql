-- Editing: who may, what every change did and why, and what was published when.

----------------------------------------------------------------------------------------------------------------------
-- Keys. Only a keyed hash of the secret is kept. A key is an origin: what it changes is its holder's doing for ever.
----------------------------------------------------------------------------------------------------------------------

CREATE TYPE "KeyRole" AS ENUM ('READER', 'EDITOR', 'ADMIN');

CREATE TABLE api_key (
  id SERIAL PRIMARY KEY,
  -- The part of the key that may be seen: it finds the row.
  public_id TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL,
  name TEXT NOT NULL,
  role "KeyRole" NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at TIMESTAMPTZ(3),
  revoked_at TIMESTAMPTZ(3),
  last_used_at TIMESTAMPTZ(3),
  CONSTRAINT api_key_public_id_check CHECK (public_id ~ '^[0-9A-Za-z]{8,32}$'),
  CONSTRAINT api_key_hash_check CHECK (hash ~ '^[0-9a-f]{64}$'),
  CONSTRAINT api_key_name_check CHECK (is_clean_text(name, 100))
);

-- Keys are held in process as names are. That one was used says nothing new of it.
CREATE TRIGGER announce_change AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE OF hash, name, role, expires_at, revoked_at ON api_key
FOR EACH STATEMENT EXECUTE FUNCTION announce_change();

----------------------------------------------------------------------------------------------------------------------
-- A change is a transaction that altered what was there before: a mutation, or a batch of an import. The revisions are what
-- it did, row by row; those of an editor tell of new rows too.
----------------------------------------------------------------------------------------------------------------------

CREATE TABLE change (
  id SERIAL PRIMARY KEY,
  origin_id INT NOT NULL REFERENCES origin (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  -- The mutation's name, or `record`.
  action TEXT NOT NULL,
  reason TEXT,
  undoes_id INT UNIQUE REFERENCES change (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT change_reason_check CHECK (is_clean_text(reason, 1000))
);
CREATE INDEX change_origin_id_idx ON change (origin_id);
CREATE INDEX change_at_id_idx ON change (at DESC, id DESC);

-- The noun that a row belongs to: a name to its speaker, a tag to its statement.
CREATE TYPE "NodeType" AS ENUM ('SOURCE', 'SPEAKER', 'TOPIC', 'ARTICLE', 'STATEMENT', 'APPEARANCE');

ALTER TABLE revision
  ADD COLUMN change_id INT REFERENCES change (id) ON DELETE CASCADE ON UPDATE CASCADE,
  ADD COLUMN node "NodeType",
  ADD COLUMN node_id INT;

-- What a transaction did has one time and one origin.
WITH made AS (
  INSERT INTO change (origin_id, at, action)
  SELECT DISTINCT origin_id, at, 'record' FROM revision
  RETURNING id, origin_id, at
)
UPDATE revision SET change_id = made.id
FROM made
WHERE (revision.origin_id, revision.at) = (made.origin_id, made.at);

-- Of rows with a key of their own, only those that went tell whose they were.
UPDATE revision SET node = known.node::"NodeType", node_id = ((key || before) ->> known.column_name)::int
FROM (VALUES
  ('source', 'SOURCE', 'id'), ('source_name', 'SOURCE', 'source_id'),
  ('speaker', 'SPEAKER', 'id'), ('speaker_name', 'SPEAKER', 'speaker_id'), ('speaker_role', 'SPEAKER', 'speaker_id'),
  ('speaker_member', 'SPEAKER', 'group_id'),
  ('topic', 'TOPIC', 'id'), ('topic_name', 'TOPIC', 'topic_id'), ('topic_broader', 'TOPIC', 'narrower_id'),
  ('article', 'ARTICLE', 'id'), ('related_article', 'ARTICLE', 'article_id'),
  ('statement', 'STATEMENT', 'id'), ('statement_tag', 'STATEMENT', 'statement_id'),
  ('appearance', 'APPEARANCE', 'id'), ('appearance_span', 'APPEARANCE', 'appearance_id')
) AS known (table_name, node, column_name)
WHERE known.table_name = revision.table_name;

ALTER TABLE revision ALTER COLUMN change_id SET NOT NULL;
CREATE INDEX revision_change_id_idx ON revision (change_id);
CREATE INDEX revision_node_idx ON revision (node, node_id, change_id DESC);
CREATE INDEX revision_at_idx ON revision (at);

-- The change that a revision belongs to: what the transaction has begun, else one that is begun with its first revision.
CREATE FUNCTION current_change(who int) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  begun int := NULLIF(current_setting('onrecord.change', true), '')::int;
BEGIN
  IF begun IS NULL THEN
    INSERT INTO change (origin_id, action) VALUES (who, 'record') RETURNING id INTO begun;
    PERFORM set_config('onrecord.change', begun::text, true);
  END IF;
  RETURN begun;
END $$;

-- The arguments of the trigger: the noun and the column that names which one, both empty where the row belongs to none; then the
-- columns of the primary key. A revision says by which columns it changed a row (`before`, `after`); one of a row that went has the whole row before and
-- null after, one of a row that came has nothing before and the whole row after.
CREATE OR REPLACE FUNCTION keep_revision() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  who int := NULLIF(current_setting('onrecord.origin', true), '')::int;
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
    NULLIF(TG_ARGV[0], '')::"NodeType", (whole ->> TG_ARGV[1])::int, was, became
  );
  RETURN NULL;
END $$;

DO $$
DECLARE
  kept record;
BEGIN
  FOR kept IN
    SELECT * FROM (VALUES
      ('source', $a$'SOURCE', 'id', 'id'$a$),
      ('source_name', $a$'SOURCE', 'source_id', 'id'$a$),
      ('speaker', $a$'SPEAKER', 'id', 'id'$a$),
      ('speaker_name', $a$'SPEAKER', 'speaker_id', 'id'$a$),
      ('speaker_role', $a$'SPEAKER', 'speaker_id', 'id'$a$),
      ('speaker_member', $a$'SPEAKER', 'group_id', 'group_id', 'member_id'$a$),
      ('topic', $a$'TOPIC', 'id', 'id'$a$),
      ('topic_name', $a$'TOPIC', 'topic_id', 'id'$a$),
      ('topic_broader', $a$'TOPIC', 'narrower_id', 'narrower_id', 'broader_id'$a$),
      ('article', $a$'ARTICLE', 'id', 'id'$a$),
      ('related_article', $a$'ARTICLE', 'article_id', 'article_id', 'position'$a$),
      ('statement', $a$'STATEMENT', 'id', 'id'$a$),
      ('statement_tag', $a$'STATEMENT', 'statement_id', 'statement_id', 'topic_id', 'basis'$a$),
      ('appearance', $a$'APPEARANCE', 'id', 'id'$a$),
      ('appearance_span', $a$'APPEARANCE', 'appearance_id', 'appearance_id', 'role', 'start_offset'$a$),
      ('assertion', $a$'', '', 'subject', 'subject_id', 'other_id', 'origin_id'$a$)
    ) AS known (table_name, arguments)
  LOOP
    EXECUTE format('DROP TRIGGER keep_deletion ON %I', kept.table_name);
    EXECUTE format('DROP TRIGGER keep_update ON %I', kept.table_name);
    EXECUTE format('CREATE TRIGGER keep_deletion AFTER DELETE ON %I FOR EACH ROW EXECUTE FUNCTION keep_revision(%s)', kept.table_name, kept.arguments);
    EXECUTE format(
      'CREATE TRIGGER keep_update AFTER UPDATE ON %I FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION keep_revision(%s)',
      kept.table_name, kept.arguments
    );
    -- An import makes rows by the million, and each tells itself when and by whom it was made.
    EXECUTE format(
      'CREATE TRIGGER keep_insertion AFTER INSERT ON %I FOR EACH ROW WHEN (current_setting(''onrecord.editing'', true) = ''on'') EXECUTE FUNCTION keep_revision(%s)',
      kept.table_name, kept.arguments
    );
  END LOOP;
END $$;

-- When a statement got a topic: with itself, or later.
ALTER TABLE statement_tag ADD COLUMN created_at TIMESTAMPTZ(3);
UPDATE statement_tag SET created_at = statement.created_at FROM statement WHERE statement.id = statement_tag.statement_id;
ALTER TABLE statement_tag
  ALTER COLUMN created_at SET DEFAULT CURRENT_TIMESTAMP,
  ALTER COLUMN created_at SET NOT NULL;

----------------------------------------------------------------------------------------------------------------------
-- An answer is kept in the transaction that it tells of, so that the same request sent again does nothing twice.
----------------------------------------------------------------------------------------------------------------------

CREATE TABLE idempotency (
  origin_id INT NOT NULL REFERENCES origin (id) ON DELETE CASCADE ON UPDATE CASCADE,
  key TEXT NOT NULL,
  action TEXT NOT NULL,
  -- Of the input without the key.
  input_sha256 TEXT NOT NULL,
  answer JSONB NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (origin_id, key)
);
CREATE INDEX idempotency_created_at_idx ON idempotency (created_at);

----------------------------------------------------------------------------------------------------------------------
-- Speakers that are one. The one that goes stays as a signpost, with nothing of its own, so that old ids and slugs answer.
----------------------------------------------------------------------------------------------------------------------

ALTER TABLE speaker
  ADD COLUMN merged_into_id INT REFERENCES speaker (id) ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT speaker_merged_into_id_check CHECK (merged_into_id <> id);
CREATE INDEX speaker_merged_into_id_idx ON speaker (merged_into_id);

-- Two of whom somebody knows that they are not one; the lesser id first.
CREATE TABLE merge_rejection (
  speaker_id INT NOT NULL REFERENCES speaker (id) ON DELETE CASCADE ON UPDATE CASCADE,
  other_id INT NOT NULL REFERENCES speaker (id) ON DELETE CASCADE ON UPDATE CASCADE,
  origin_id INT NOT NULL REFERENCES origin (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (speaker_id, other_id),
  CONSTRAINT merge_rejection_order_check CHECK (speaker_id < other_id)
);
CREATE INDEX merge_rejection_other_id_idx ON merge_rejection (other_id);
CREATE INDEX merge_rejection_origin_id_idx ON merge_rejection (origin_id);

----------------------------------------------------------------------------------------------------------------------
-- What was published, in the order in which it was committed: writers take turns (record/turns.ts), so the numbers rise with
-- the commits, and whoever has read up to one has missed nothing before it.
----------------------------------------------------------------------------------------------------------------------

CREATE TABLE publication (
  id BIGSERIAL PRIMARY KEY,
  at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  statement_ids INT[] NOT NULL
);
CREATE INDEX publication_at_idx ON publication (at);

CREATE FUNCTION publish(ids int[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  number bigint;
BEGIN
  IF ids IS NULL THEN
    RETURN;
  END IF;
  INSERT INTO publication (statement_ids) VALUES (ids) RETURNING id INTO number;
  PERFORM pg_notify('onrecord_published', number::text);
END $$;

CREATE FUNCTION statement_published() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM publish((SELECT array_agg(id ORDER BY id) FROM added WHERE status = 'PUBLISHED'));
  ELSE
    PERFORM publish((
      SELECT array_agg(added.id ORDER BY added.id)
      FROM added
      JOIN removed ON removed.id = added.id
      WHERE added.status = 'PUBLISHED' AND removed.status <> 'PUBLISHED'
    ));
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER statement_published AFTER INSERT ON statement
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION statement_published();
CREATE TRIGGER statement_published_later AFTER UPDATE ON statement
REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION statement_published();
