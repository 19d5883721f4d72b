-- Two transactions that tagged or printed one statement at the same moment did not see each other's rows, so neither counted the pair
-- of topics, or of topic and source; and a tag kept the status that another transaction was changing. Now the second waits for the
-- first, and its triggers then see what the first has written: each query of a trigger reads what is committed by then.

-- Locks statements against others who tag, print or change them, until the transaction ends. In the order of their ids, so that two
-- batches of the same statements do not wait for each other. Rows that this transaction has written are not seen by others, or locked
-- already: an import of new statements locks none.
CREATE FUNCTION take_turn_at_statements(statement_ids bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM statement
  WHERE id = ANY (statement_ids) AND xmin <> pg_current_xact_id()::xid
  ORDER BY id
  FOR NO KEY UPDATE;
END $$;

CREATE OR REPLACE FUNCTION statement_tag_added() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM take_turn_at_statements(ARRAY(SELECT DISTINCT statement_id FROM added));
  INSERT INTO statement_topic (statement_id, topic_id, speaker_id, status, said_at)
  SELECT DISTINCT statement.id, topic_ancestor.ancestor_id, statement.speaker_id, statement.status, statement.said_at
  FROM added
  JOIN statement ON statement.id = added.statement_id
  JOIN topic_ancestor ON topic_ancestor.topic_id = added.topic_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION statement_tag_removed() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  touched bigint[] := ARRAY(SELECT DISTINCT statement_id FROM removed);
BEGIN
  PERFORM take_turn_at_statements(touched);
  PERFORM refresh_statement_topic(touched);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION statement_tag_changed() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  touched bigint[] := ARRAY(SELECT statement_id FROM removed UNION SELECT statement_id FROM added);
BEGIN
  PERFORM take_turn_at_statements(touched);
  PERFORM refresh_statement_topic(touched);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION printings_added() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM take_turn_at_statements(ARRAY(SELECT DISTINCT statement_id FROM added));
  INSERT INTO statement_printing (statement_id, appearance_id, article_id, source_id, wire_id, speaker_id, status, published_at)
  SELECT statement.id, added.id, article.id, source_id, wire_id, speaker_id, status, published_at
  FROM added
  JOIN article ON article.id = added.article_id
  JOIN statement ON statement.id = added.statement_id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION printings_removed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM take_turn_at_statements(ARRAY(SELECT DISTINCT statement_id FROM removed));
  DELETE FROM statement_printing
  USING removed
  WHERE statement_printing.statement_id = removed.statement_id AND appearance_id = removed.id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION printing_moved() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM take_turn_at_statements(ARRAY[OLD.statement_id, NEW.statement_id]);
  DELETE FROM statement_printing WHERE statement_id = OLD.statement_id AND appearance_id = OLD.id;
  INSERT INTO statement_printing (statement_id, appearance_id, article_id, source_id, wire_id, speaker_id, status, published_at)
  SELECT statement.id, NEW.id, article.id, source_id, wire_id, speaker_id, status, published_at
  FROM article
  JOIN statement ON statement.id = NEW.statement_id
  WHERE article.id = NEW.article_id;
  RETURN NULL;
END $$;
