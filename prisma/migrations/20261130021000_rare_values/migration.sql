-- A filter by a value that few rows have finds them by an index. Checked row by row, such a page takes a walk through the whole archive.
-- The columns have few values, so that each index takes a few bytes for each row.

CREATE INDEX statement_kind_idx ON statement (kind);
CREATE INDEX statement_speaker_status_idx ON statement (speaker_status);
CREATE INDEX statement_language_idx ON statement (language);
CREATE INDEX article_language_idx ON article (language);
CREATE INDEX article_fictional_idx ON article (fictional);
CREATE INDEX stance_position_idx ON stance (position);
DROP INDEX statement_tag_topic_id_idx;
CREATE INDEX statement_tag_topic_id_basis_idx ON statement_tag (topic_id, basis);
