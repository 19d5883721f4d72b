-- Links between statements: a reply, a translation, a correction, a denial, a repetition, as somebody judges it
-- (docs/decisions/0031). A link belongs to the statement that makes it, and leads to the other one.

CREATE TYPE "StatementLinkKind" AS ENUM ('RESPONDS_TO', 'TRANSLATES', 'CORRECTS', 'DENIES', 'REPEATS');

-- `judge` is empty if the origin judged for itself, as in `stance`.
CREATE TABLE statement_link (
  id BIGSERIAL PRIMARY KEY,
  statement_id BIGINT NOT NULL REFERENCES statement (id) ON DELETE CASCADE ON UPDATE CASCADE,
  kind "StatementLinkKind" NOT NULL,
  target_id BIGINT NOT NULL REFERENCES statement (id) ON DELETE CASCADE ON UPDATE CASCADE,
  note TEXT,
  judge TEXT NOT NULL DEFAULT '',
  origin_id BIGINT NOT NULL REFERENCES origin (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT statement_link_itself_check CHECK (statement_id <> target_id),
  CONSTRAINT statement_link_note_check CHECK (is_clean_text(note, 1000)),
  CONSTRAINT statement_link_judge_check CHECK (judge = '' OR is_clean_name(judge, 300))
);
CREATE UNIQUE INDEX statement_link_statement_id_kind_target_id_origin_id_judge_key
  ON statement_link (statement_id, kind, target_id, origin_id, judge);
CREATE INDEX statement_link_target_id_kind_idx ON statement_link (target_id, kind);
CREATE INDEX statement_link_origin_id_idx ON statement_link (origin_id);
ALTER SEQUENCE statement_link_id_seq MAXVALUE 9007199254740991;

----------------------------------------------------------------------------------------------------------------------
-- Which links are possible. Unknown is no obstacle: only what is certainly wrong is refused.
----------------------------------------------------------------------------------------------------------------------

-- The first instant after the time that is known of a statement. Days are those of UTC, whatever the session's time zone.
CREATE FUNCTION said_until(said_at timestamptz, said_at_precision "DatePrecision") RETURNS timestamptz
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (said_at AT TIME ZONE 'UTC' + CASE said_at_precision
    WHEN 'YEAR' THEN interval '1 year'
    WHEN 'MONTH' THEN interval '1 month'
    WHEN 'DAY' THEN interval '1 day'
    ELSE interval '1 millisecond'
  END) AT TIME ZONE 'UTC';

-- The rule that dates or languages of two statements break, as the name of a constraint; null if they break none. Only stated dates
-- count: an article may be published long after the words that it prints were said. The arguments are columns, not rows, because
-- the table of statements may be replaced by a partitioned one.
CREATE FUNCTION broken_link_rule(
  kind "StatementLinkKind",
  own_said_at timestamptz, own_precision "DatePrecision", own_basis "SaidAtBasis", own_language text,
  target_said_at timestamptz, target_basis "SaidAtBasis", target_language text
) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN kind IN ('RESPONDS_TO', 'CORRECTS', 'REPEATS') AND own_basis = 'STATED' AND target_basis = 'STATED'
    AND said_until(own_said_at, own_precision) <= target_said_at THEN 'statement_link_order_check'
  WHEN kind = 'TRANSLATES' AND lower(own_language) = lower(target_language) AND lower(own_language) <> 'und' THEN 'statement_link_language_check'
END;

CREATE FUNCTION explain_link_rule(rule text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE rule
  WHEN 'statement_link_order_check' THEN 'a statement cannot answer, correct or repeat one that was said after it'
  WHEN 'statement_link_language_check' THEN 'a translation and its original must be in different languages'
END;

-- Two statements can deny each other; links of any other kind form no circle. A new statement has no link to it yet, and most targets
-- have none of their own: then there is nothing to walk through.
CREATE FUNCTION closes_link_circle(link_id bigint, own_id bigint, kind_of_link "StatementLinkKind", goal_id bigint) RETURNS boolean
LANGUAGE sql STABLE
RETURN CASE
  WHEN kind_of_link = 'DENIES' THEN FALSE
  WHEN NOT EXISTS (SELECT FROM statement_link WHERE target_id = own_id AND kind = kind_of_link AND id <> link_id) THEN FALSE
  WHEN NOT EXISTS (SELECT FROM statement_link WHERE statement_id = goal_id AND kind = kind_of_link AND id <> link_id) THEN FALSE
  ELSE EXISTS (
    WITH RECURSIVE reached (id) AS (
      SELECT goal_id
      UNION
      SELECT next.target_id
      FROM reached
      -- By the index at each step, whatever PostgreSQL expects of the number of steps.
      CROSS JOIN LATERAL (
        SELECT target_id
        FROM statement_link
        WHERE statement_link.statement_id = reached.id AND kind = kind_of_link AND statement_link.id <> link_id
        OFFSET 0
      ) AS next
    )
    SELECT FROM reached WHERE id = own_id
  )
END;

CREATE FUNCTION link_is_possible() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  own record;
  target record;
  broken text;
BEGIN
  -- The check of the table refuses it, under a name that says why.
  IF NEW.statement_id = NEW.target_id THEN
    RETURN NEW;
  END IF;
  SELECT status, said_at, said_at_precision, said_at_basis, language INTO own FROM statement WHERE id = NEW.statement_id;
  SELECT status, said_at, said_at_basis, language INTO target FROM statement WHERE id = NEW.target_id;
  IF own.status IN ('RETRACTED', 'REJECTED') OR target.status IN ('RETRACTED', 'REJECTED') THEN
    RAISE EXCEPTION 'a retracted or rejected statement cannot be linked'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_link_status_check';
  END IF;
  broken := broken_link_rule(
    NEW.kind, own.said_at, own.said_at_precision, own.said_at_basis, own.language, target.said_at, target.said_at_basis, target.language
  );
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION '%', explain_link_rule(broken) USING ERRCODE = 'check_violation', CONSTRAINT = broken;
  END IF;
  IF closes_link_circle(NEW.id, NEW.statement_id, NEW.kind, NEW.target_id) THEN
    RAISE EXCEPTION 'links of one kind cannot form a circle'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_link_circle_check';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER link_is_possible BEFORE INSERT OR UPDATE OF statement_id, kind, target_id ON statement_link
FOR EACH ROW EXECUTE FUNCTION link_is_possible();

-- Before the update, so that the history has the links go first: an undo goes backwards, and brings them back after the
-- statement is valid again.
CREATE FUNCTION statement_loses_links() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM statement_link WHERE statement_id = NEW.id OR target_id = NEW.id;
  RETURN NEW;
END $$;

CREATE TRIGGER statement_loses_links BEFORE UPDATE OF status ON statement
FOR EACH ROW WHEN (NEW.status IN ('RETRACTED', 'REJECTED') AND OLD.status NOT IN ('RETRACTED', 'REJECTED'))
EXECUTE FUNCTION statement_loses_links();

-- An editor who gives a statement a date or a language that a link contradicts is told so. A new version of a file, or an import that
-- is undone, cannot be asked: then the link goes, and the history keeps it.
CREATE FUNCTION statement_keeps_links_possible() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  impossible record;
BEGIN
  FOR impossible IN
    SELECT link.id, broken_link_rule(link.kind, NEW.said_at, NEW.said_at_precision, NEW.said_at_basis, NEW.language,
      target.said_at, target.said_at_basis, target.language) AS rule
    FROM statement_link AS link
    JOIN statement AS target ON target.id = link.target_id
    WHERE link.statement_id = NEW.id
    UNION ALL
    SELECT link.id, broken_link_rule(link.kind, own.said_at, own.said_at_precision, own.said_at_basis, own.language,
      NEW.said_at, NEW.said_at_basis, NEW.language)
    FROM statement_link AS link
    JOIN statement AS own ON own.id = link.statement_id
    WHERE link.target_id = NEW.id
  LOOP
    CONTINUE WHEN impossible.rule IS NULL;
    IF current_setting('onrecord.editing', true) = 'on' THEN
      RAISE EXCEPTION '%: remove the link first', explain_link_rule(impossible.rule)
        USING ERRCODE = 'check_violation', CONSTRAINT = impossible.rule;
    END IF;
    DELETE FROM statement_link WHERE id = impossible.id;
  END LOOP;
  RETURN NEW;
END $$;

CREATE TRIGGER statement_keeps_links_possible BEFORE UPDATE OF said_at, said_at_precision, said_at_basis, language ON statement
FOR EACH ROW WHEN (
  (OLD.said_at, OLD.said_at_precision, OLD.said_at_basis, OLD.language)
    IS DISTINCT FROM (NEW.said_at, NEW.said_at_precision, NEW.said_at_basis, NEW.language)
)
EXECUTE FUNCTION statement_keeps_links_possible();

----------------------------------------------------------------------------------------------------------------------
-- The history: a link is part of the statement that makes it.
----------------------------------------------------------------------------------------------------------------------

CREATE TRIGGER keep_deletion AFTER DELETE ON statement_link
FOR EACH ROW EXECUTE FUNCTION keep_revision('STATEMENT', 'statement_id', 'id');
CREATE TRIGGER keep_update AFTER UPDATE ON statement_link
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION keep_revision('STATEMENT', 'statement_id', 'id');
CREATE TRIGGER keep_insertion AFTER INSERT ON statement_link
FOR EACH ROW WHEN (current_setting('onrecord.editing', true) = 'on') EXECUTE FUNCTION keep_revision('STATEMENT', 'statement_id', 'id');
