-- Positions: propositions, which one can be for or against, and stances, each of which says what one statement says about one
-- of them (docs/decisions/0026). Nobody's position is stored: it is read from the stances of their statements.

CREATE TYPE "StancePosition" AS ENUM ('SUPPORTS', 'OPPOSES', 'CONDITIONAL', 'NEUTRAL');
ALTER TYPE "NodeType" ADD VALUE 'PROPOSITION';
ALTER TYPE "AssertionSubject" ADD VALUE 'PROPOSITION';
ALTER TYPE "AssertionSubject" ADD VALUE 'PROPOSITION_NAME';
ALTER TYPE "AssertionSubject" ADD VALUE 'PROPOSITION_TOPIC';

CREATE TABLE proposition (
  id BIGSERIAL PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  wikidata_id TEXT UNIQUE,
  fictional BOOLEAN NOT NULL DEFAULT false,
  -- A merged proposition stays as a signpost, as a merged speaker does, so that its slug still leads somewhere.
  merged_into_id BIGINT REFERENCES proposition (id) ON DELETE CASCADE ON UPDATE CASCADE,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT proposition_name_check CHECK (is_clean_name(name, 300)),
  CONSTRAINT proposition_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  CONSTRAINT proposition_wikidata_id_check CHECK (wikidata_id ~ '^Q[1-9]\d*$'),
  CONSTRAINT proposition_merged_into_id_check CHECK (merged_into_id <> id)
);
CREATE INDEX proposition_name_id_idx ON proposition (name, id);
CREATE INDEX proposition_merged_into_id_idx ON proposition (merged_into_id);

CREATE TABLE proposition_name (
  id BIGSERIAL PRIMARY KEY,
  proposition_id BIGINT NOT NULL REFERENCES proposition (id) ON DELETE CASCADE ON UPDATE CASCADE,
  name TEXT NOT NULL,
  normalized TEXT NOT NULL,
  language TEXT,
  CONSTRAINT proposition_name_words_check CHECK (is_clean_name(name, 300) AND is_clean_text(normalized, 600)),
  CONSTRAINT proposition_name_language_check CHECK (is_language_tag(language))
);
CREATE UNIQUE INDEX proposition_name_proposition_id_name_key ON proposition_name (proposition_id, name);
CREATE INDEX proposition_name_normalized_idx ON proposition_name (normalized);
CREATE INDEX proposition_name_likeness_idx ON proposition_name USING GIN (normalized gin_trgm_ops);

-- What a proposition is about.
CREATE TABLE proposition_topic (
  proposition_id BIGINT NOT NULL REFERENCES proposition (id) ON DELETE CASCADE ON UPDATE CASCADE,
  topic_id BIGINT NOT NULL REFERENCES topic (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  PRIMARY KEY (proposition_id, topic_id)
);
CREATE INDEX proposition_topic_topic_id_idx ON proposition_topic (topic_id);

-- The judgement of one origin. `judge` is empty if the origin judged for itself; a file that passes on the judgements of others
-- names each of them, so that those who disagree still do after an export and an import.
CREATE TABLE stance (
  id BIGSERIAL PRIMARY KEY,
  statement_id BIGINT NOT NULL REFERENCES statement (id) ON DELETE CASCADE ON UPDATE CASCADE,
  proposition_id BIGINT NOT NULL REFERENCES proposition (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  position "StancePosition" NOT NULL,
  note TEXT,
  judge TEXT NOT NULL DEFAULT '',
  origin_id BIGINT NOT NULL REFERENCES origin (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT stance_note_check CHECK (is_clean_text(note, 1000)),
  CONSTRAINT stance_condition_check CHECK (position <> 'CONDITIONAL' OR note IS NOT NULL),
  CONSTRAINT stance_judge_check CHECK (judge = '' OR is_clean_name(judge, 300))
);
-- One judgement for each judge: a second one replaces the first.
CREATE UNIQUE INDEX stance_statement_id_proposition_id_origin_id_judge_key ON stance (statement_id, proposition_id, origin_id, judge);
CREATE INDEX stance_proposition_id_position_idx ON stance (proposition_id, position);
CREATE INDEX stance_origin_id_idx ON stance (origin_id);

-- The last integer that JavaScript holds exactly, as for all other ids.
ALTER SEQUENCE proposition_id_seq MAXVALUE 9007199254740991;
ALTER SEQUENCE proposition_name_id_seq MAXVALUE 9007199254740991;
ALTER SEQUENCE stance_id_seq MAXVALUE 9007199254740991;

----------------------------------------------------------------------------------------------------------------------
-- A retracted statement stands for nothing, so it has no stance; neither has a rejected one, which was never published. A
-- merged proposition has none either: the one that stays has them.
----------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION stance_is_of_valid_statement() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM statement WHERE id = NEW.statement_id AND status IN ('RETRACTED', 'REJECTED')) THEN
    RAISE EXCEPTION 'a retracted or rejected statement cannot have a stance'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stance_statement_check';
  END IF;
  IF EXISTS (SELECT FROM proposition WHERE id = NEW.proposition_id AND merged_into_id IS NOT NULL) THEN
    RAISE EXCEPTION 'a merged proposition cannot have a stance'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'stance_proposition_check';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER stance_is_of_valid_statement BEFORE INSERT OR UPDATE OF statement_id, proposition_id ON stance
FOR EACH ROW EXECUTE FUNCTION stance_is_of_valid_statement();

-- Before the update, so that the history has the stances go first: an undo goes backwards, and brings them back after the
-- statement is valid again.
CREATE FUNCTION statement_loses_stances() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM stance WHERE statement_id = NEW.id;
  RETURN NEW;
END $$;

CREATE TRIGGER statement_loses_stances BEFORE UPDATE OF status ON statement
FOR EACH ROW WHEN (NEW.status IN ('RETRACTED', 'REJECTED') AND OLD.status NOT IN ('RETRACTED', 'REJECTED'))
EXECUTE FUNCTION statement_loses_stances();

----------------------------------------------------------------------------------------------------------------------
-- What all nouns have: a history, assertions, and announcements to the processes that remember names.
----------------------------------------------------------------------------------------------------------------------

DO $$
DECLARE
  kept record;
BEGIN
  FOR kept IN
    SELECT * FROM (VALUES
      ('proposition', $a$'PROPOSITION', 'id', 'id'$a$),
      ('proposition_name', $a$'PROPOSITION', 'proposition_id', 'id'$a$),
      ('proposition_topic', $a$'PROPOSITION', 'proposition_id', 'proposition_id', 'topic_id'$a$),
      ('stance', $a$'STATEMENT', 'statement_id', 'id'$a$)
    ) AS known (table_name, arguments)
  LOOP
    EXECUTE format('CREATE TRIGGER keep_deletion AFTER DELETE ON %I FOR EACH ROW EXECUTE FUNCTION keep_revision(%s)', kept.table_name, kept.arguments);
    EXECUTE format(
      'CREATE TRIGGER keep_update AFTER UPDATE ON %I FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION keep_revision(%s)',
      kept.table_name, kept.arguments
    );
    EXECUTE format(
      'CREATE TRIGGER keep_insertion AFTER INSERT ON %I FOR EACH ROW WHEN (current_setting(''onrecord.editing'', true) = ''on'') EXECUTE FUNCTION keep_revision(%s)',
      kept.table_name, kept.arguments
    );
  END LOOP;
END $$;

DO $$
DECLARE
  subject record;
BEGIN
  FOR subject IN
    SELECT * FROM (VALUES
      ('proposition', 'PROPOSITION', 'id', '0'),
      ('proposition_name', 'PROPOSITION_NAME', 'id', '0'),
      ('proposition_topic', 'PROPOSITION_TOPIC', 'proposition_id', 'topic_id')
    ) AS known (table_name, name, id, other)
  LOOP
    EXECUTE format(
      'CREATE TRIGGER forget_assertions AFTER DELETE ON %I REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION forget_assertions(%L, %L, %L, %L)',
      subject.table_name, subject.name, subject.id, subject.other, 'TRUE'
    );
  END LOOP;
END $$;

DO $$
DECLARE
  small_table text;
BEGIN
  FOREACH small_table IN ARRAY ARRAY['proposition', 'proposition_name', 'proposition_topic'] LOOP
    EXECUTE format(
      'CREATE TRIGGER announce_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION announce_change()',
      small_table
    );
  END LOOP;
END $$;
