-- What an editor took from a statement does not come back with the next reading of its words.
CREATE TABLE tag_removal (
  statement_id INT NOT NULL REFERENCES statement (id) ON DELETE CASCADE ON UPDATE CASCADE,
  topic_id INT NOT NULL REFERENCES topic (id) ON DELETE CASCADE ON UPDATE CASCADE,
  PRIMARY KEY (statement_id, topic_id)
);
CREATE INDEX tag_removal_topic_id_idx ON tag_removal (topic_id);

-- Kept, so that the removal of a topic can be undone whole; shown nowhere, because the tags that went are.
CREATE TRIGGER keep_insertion AFTER INSERT ON tag_removal FOR EACH ROW
WHEN (current_setting('onrecord.editing', true) = 'on')
EXECUTE FUNCTION keep_revision('', '', 'statement_id', 'topic_id');
CREATE TRIGGER keep_deletion AFTER DELETE ON tag_removal FOR EACH ROW
EXECUTE FUNCTION keep_revision('', '', 'statement_id', 'topic_id');
