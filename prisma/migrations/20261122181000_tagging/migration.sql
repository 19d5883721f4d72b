-- How far texts and headlines have been searched for the names of topics (`onrecord tag`).

-- A name that mostly means something else in the news (Georgia, Jordan) finds its topic for whoever asks for it, but a text
-- that has it is not tagged.
ALTER TABLE topic_name ADD COLUMN ambiguous BOOLEAN NOT NULL DEFAULT false;

-- No foreign key: a topic that is gone leaves its row until the next run, so that what its longer names hid ("New Mexico" hid
-- "Mexico") is looked at again.
CREATE TABLE topic_tagging (
  topic_id INT PRIMARY KEY,
  -- The names that were searched for.
  names TEXT[] NOT NULL,
  -- The id of the last printing whose statement was searched, in the order of ids; 0 before the first.
  applied_to INT NOT NULL DEFAULT 0
);

-- Statements that were searched before and have changed since: their words, their headlines, their printings. What is new
-- needs no row, because its printing's id is beyond `applied_to`. No foreign key: who deletes statements need not wait.
CREATE TABLE tagging_due (
  statement_id INT PRIMARY KEY
);

CREATE FUNCTION statement_reworded_for_tagging() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tagging_due (statement_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER statement_reworded_for_tagging AFTER UPDATE OF text ON statement
FOR EACH ROW WHEN (OLD.text IS DISTINCT FROM NEW.text) EXECUTE FUNCTION statement_reworded_for_tagging();

CREATE FUNCTION headline_reworded_for_tagging() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tagging_due (statement_id)
  SELECT DISTINCT statement_id FROM appearance WHERE article_id = NEW.id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER headline_reworded_for_tagging AFTER UPDATE OF headline ON article
FOR EACH ROW WHEN (OLD.headline IS DISTINCT FROM NEW.headline) EXECUTE FUNCTION headline_reworded_for_tagging();

CREATE FUNCTION printing_moved_for_tagging() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tagging_due (statement_id) VALUES (OLD.statement_id), (NEW.statement_id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER printing_moved_for_tagging AFTER UPDATE OF statement_id, article_id ON appearance
FOR EACH ROW WHEN ((OLD.statement_id, OLD.article_id) IS DISTINCT FROM (NEW.statement_id, NEW.article_id))
EXECUTE FUNCTION printing_moved_for_tagging();

CREATE FUNCTION printing_removed_for_tagging() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tagging_due (statement_id)
  SELECT DISTINCT removed.statement_id FROM removed JOIN statement ON statement.id = removed.statement_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER printing_removed_for_tagging AFTER DELETE ON appearance
REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION printing_removed_for_tagging();
