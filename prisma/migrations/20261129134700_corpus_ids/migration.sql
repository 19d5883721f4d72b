-- What corpora know speakers by. Names are not enough: two members of a parliament may both be printed as "Halvorsen", and the
-- files tell them apart by ids. The name that the corpus gives is kept beside the id, because another id of the scheme with the same
-- name is another person, while one with another name may be the same.
CREATE TABLE corpus_id (
  scheme text NOT NULL,
  value text NOT NULL,
  speaker_id integer NOT NULL REFERENCES speaker (id) ON DELETE CASCADE ON UPDATE CASCADE,
  normalized text NOT NULL,
  -- An id goes with the import that told it: an import may have taken somebody for another.
  origin_id integer NOT NULL REFERENCES origin (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT corpus_id_pkey PRIMARY KEY (scheme, value)
);

CREATE INDEX corpus_id_speaker_id_idx ON corpus_id (speaker_id);
CREATE INDEX corpus_id_origin_id_idx ON corpus_id (origin_id);
