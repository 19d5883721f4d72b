-- Who asserts what, so that an import can be taken back as a whole and nothing that others assert goes with it;
-- what a change has overwritten, so that it can be restored; and what corpora know of a printing beyond its words.

CREATE TYPE "TagBasis" AS ENUM ('STATED', 'TEXT', 'HEADLINE');
CREATE TYPE "Medium" AS ENUM ('SPEECH', 'THOUGHT', 'WRITING');
CREATE TYPE "AssertionSubject" AS ENUM (
  'SOURCE', 'SOURCE_NAME', 'SPEAKER', 'SPEAKER_NAME', 'SPEAKER_ROLE', 'SPEAKER_MEMBER',
  'TOPIC', 'TOPIC_NAME', 'TOPIC_BROADER', 'ARTICLE', 'APPEARANCE', 'STATEMENT_TAG'
);
ALTER TYPE "SpanRole" ADD VALUE 'ADDRESSEE';

-- A speaker that an import made of a printed name has been looked at by nobody yet.
ALTER TABLE speaker ADD COLUMN reviewed BOOLEAN NOT NULL DEFAULT true;

ALTER TABLE appearance
  ADD COLUMN original_kind TEXT,
  ADD COLUMN media "Medium"[] NOT NULL DEFAULT '{}',
  ADD COLUMN addressee TEXT,
  ADD CONSTRAINT appearance_original_kind_check CHECK (is_clean_text(original_kind, 100)),
  ADD CONSTRAINT appearance_addressee_check CHECK (is_clean_text(addressee, 1000));

-- What a corpus prints without an address on the web is known by a URN.
ALTER TABLE article
  DROP CONSTRAINT article_url_check,
  ADD CONSTRAINT article_url_check CHECK (url ~ '^(https?://|urn:[A-Za-z0-9][A-Za-z0-9-]{1,31}:)\S+$' AND length(url) <= 2000);

----------------------------------------------------------------------------------------------------------------------
-- Why a statement has a topic: somebody said so, its text names it, its article's headline does. Each reason is a row of
-- its own, so that one can be asked for, and can be withdrawn while another stands. statement_topic does not tell them
-- apart: what the headline query reads stays as narrow as it was.
----------------------------------------------------------------------------------------------------------------------

ALTER TABLE statement_tag
  ADD COLUMN basis "TagBasis" NOT NULL DEFAULT 'STATED',
  DROP CONSTRAINT statement_tag_pkey,
  ADD CONSTRAINT statement_tag_pkey PRIMARY KEY (statement_id, topic_id, basis);

----------------------------------------------------------------------------------------------------------------------
-- Imports, their files, and who asserts what.
----------------------------------------------------------------------------------------------------------------------

CREATE TABLE import (
  id SERIAL PRIMARY KEY,
  format TEXT NOT NULL,
  options JSONB NOT NULL DEFAULT '{}',
  counts JSONB NOT NULL DEFAULT '{}',
  started_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  finished_at TIMESTAMPTZ(3)
);

-- A file of an import is an origin; the same file with the same content is the same one in every later run.
CREATE TABLE import_file (
  origin_id INT PRIMARY KEY REFERENCES origin (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  import_id INT NOT NULL REFERENCES import (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  -- How many pieces of it have been dealt with, whole batches only: where an interrupted import goes on.
  pieces_done INT NOT NULL DEFAULT 0,
  finished_at TIMESTAMPTZ(3),
  CONSTRAINT import_file_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
CREATE INDEX import_file_import_id_idx ON import_file (import_id);

-- A row of the archive, and an origin that asserts it. What no origin asserts any more goes with the last one's undoing.
-- `other_id` is the second half of a key of two: a member, a broader topic, a tag's topic.
CREATE TABLE assertion (
  subject "AssertionSubject" NOT NULL,
  subject_id INT NOT NULL,
  other_id INT NOT NULL DEFAULT 0,
  origin_id INT NOT NULL REFERENCES origin (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  PRIMARY KEY (subject, subject_id, other_id, origin_id)
);
CREATE INDEX assertion_origin_id_idx ON assertion (origin_id);

----------------------------------------------------------------------------------------------------------------------
-- What a change has overwritten or removed. Kept where the session names who changes (onrecord.origin); what a row was
-- made with needs no keeping, because the row has it.
----------------------------------------------------------------------------------------------------------------------

CREATE TABLE revision (
  id SERIAL PRIMARY KEY,
  origin_id INT NOT NULL REFERENCES origin (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  table_name TEXT NOT NULL,
  -- The row's primary key, by column.
  key JSONB NOT NULL,
  -- The columns that changed, as they were; the whole row where it was removed.
  before JSONB NOT NULL,
  -- The same columns as they became; null where the row was removed.
  after JSONB
);
CREATE INDEX revision_origin_id_idx ON revision (origin_id);
CREATE INDEX revision_table_name_key_idx ON revision (table_name, key);

-- The arguments of the trigger are the columns of the primary key.
CREATE FUNCTION keep_revision() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  who int := NULLIF(current_setting('onrecord.origin', true), '')::int;
  was jsonb;
  became jsonb;
BEGIN
  IF who IS NULL THEN
    RETURN NULL;
  END IF;
  was := to_jsonb(OLD);
  IF TG_OP = 'UPDATE' THEN
    became := to_jsonb(NEW);
    INSERT INTO revision (origin_id, table_name, key, before, after)
    SELECT who, TG_TABLE_NAME, row_key(was, TG_ARGV), jsonb_object_agg(columns.key, columns.value), jsonb_object_agg(columns.key, became -> columns.key)
    FROM jsonb_each(was) AS columns
    WHERE became -> columns.key IS DISTINCT FROM columns.value;
  ELSE
    INSERT INTO revision (origin_id, table_name, key, before) VALUES (who, TG_TABLE_NAME, row_key(was, TG_ARGV), was);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION row_key(full_row jsonb, columns text[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (SELECT jsonb_object_agg(given, full_row -> given) FROM unnest(columns) AS given);

DO $$
DECLARE
  kept record;
BEGIN
  FOR kept IN
    SELECT table_name, string_agg(quote_literal(column_name), ', ' ORDER BY ordinal_position) AS columns
    FROM information_schema.table_constraints
    JOIN information_schema.key_column_usage USING (constraint_schema, constraint_name, table_name)
    WHERE constraint_type = 'PRIMARY KEY'
      AND constraint_schema = current_schema()
      AND table_name IN (
        'source', 'source_name', 'speaker', 'speaker_name', 'speaker_role', 'speaker_member', 'topic', 'topic_name', 'topic_broader',
        'article', 'related_article', 'statement', 'statement_tag', 'appearance', 'appearance_span', 'assertion'
      )
    GROUP BY table_name
  LOOP
    EXECUTE format('CREATE TRIGGER keep_deletion AFTER DELETE ON %I FOR EACH ROW EXECUTE FUNCTION keep_revision(%s)', kept.table_name, kept.columns);
    EXECUTE format(
      'CREATE TRIGGER keep_update AFTER UPDATE ON %I FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION keep_revision(%s)',
      kept.table_name, kept.columns
    );
  END LOOP;
END $$;

----------------------------------------------------------------------------------------------------------------------
-- What is no longer there is asserted by nobody.
----------------------------------------------------------------------------------------------------------------------

-- The arguments: the subject, the columns of its key (the second may be a constant), and which of the rows it is about.
CREATE FUNCTION forget_assertions() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'DELETE FROM assertion USING removed WHERE subject = %L AND subject_id = removed.%I AND other_id = %s AND %s',
    TG_ARGV[0], TG_ARGV[1], TG_ARGV[2], TG_ARGV[3]
  );
  RETURN NULL;
END $$;

DO $$
DECLARE
  subject record;
BEGIN
  FOR subject IN
    SELECT * FROM (VALUES
      ('source', 'SOURCE', 'id', '0', 'TRUE'),
      ('source_name', 'SOURCE_NAME', 'id', '0', 'TRUE'),
      ('speaker', 'SPEAKER', 'id', '0', 'TRUE'),
      ('speaker_name', 'SPEAKER_NAME', 'id', '0', 'TRUE'),
      ('speaker_role', 'SPEAKER_ROLE', 'id', '0', 'TRUE'),
      ('speaker_member', 'SPEAKER_MEMBER', 'group_id', 'member_id', 'TRUE'),
      ('topic', 'TOPIC', 'id', '0', 'TRUE'),
      ('topic_name', 'TOPIC_NAME', 'id', '0', 'TRUE'),
      ('topic_broader', 'TOPIC_BROADER', 'narrower_id', 'broader_id', 'TRUE'),
      ('article', 'ARTICLE', 'id', '0', 'TRUE'),
      ('appearance', 'APPEARANCE', 'id', '0', 'TRUE'),
      ('statement_tag', 'STATEMENT_TAG', 'statement_id', 'topic_id', $c$basis = 'STATED'$c$)
    ) AS known (table_name, name, id, other, which)
  LOOP
    EXECUTE format(
      'CREATE TRIGGER forget_assertions AFTER DELETE ON %I REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION forget_assertions(%L, %L, %L, %L)',
      subject.table_name, subject.name, subject.id, subject.other, subject.which
    );
  END LOOP;
END $$;

----------------------------------------------------------------------------------------------------------------------
-- What an archive has already is asserted by whoever recorded it; nouns, whose origin was not kept, by whoever made the
-- archive.
----------------------------------------------------------------------------------------------------------------------

INSERT INTO assertion (subject, subject_id, origin_id) SELECT 'APPEARANCE', id, origin_id FROM appearance;

DO $$
DECLARE
  founder int;
BEGIN
  IF NOT EXISTS (SELECT FROM source) AND NOT EXISTS (SELECT FROM speaker) AND NOT EXISTS (SELECT FROM topic) THEN
    RETURN;
  END IF;
  INSERT INTO origin (kind, name, version) VALUES ('PERSON', 'before imports were kept', '') RETURNING id INTO founder;
  INSERT INTO assertion (subject, subject_id, other_id, origin_id)
  SELECT subject::"AssertionSubject", subject_id, other_id, founder
  FROM (
    SELECT 'SOURCE', id, 0 FROM source
    UNION ALL SELECT 'SOURCE_NAME', id, 0 FROM source_name
    UNION ALL SELECT 'SPEAKER', id, 0 FROM speaker
    UNION ALL SELECT 'SPEAKER_NAME', id, 0 FROM speaker_name
    UNION ALL SELECT 'SPEAKER_ROLE', id, 0 FROM speaker_role
    UNION ALL SELECT 'SPEAKER_MEMBER', group_id, member_id FROM speaker_member
    UNION ALL SELECT 'TOPIC', id, 0 FROM topic
    UNION ALL SELECT 'TOPIC_NAME', id, 0 FROM topic_name
    UNION ALL SELECT 'TOPIC_BROADER', narrower_id, broader_id FROM topic_broader
    UNION ALL SELECT 'ARTICLE', id, 0 FROM article
    UNION ALL SELECT 'STATEMENT_TAG', statement_id, topic_id FROM statement_tag
  ) AS known (subject, subject_id, other_id);
END $$;
