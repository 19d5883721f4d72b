-- Proposals: what an extractor has found in an article's text, and what a person has made of it (docs/decisions/0033).
-- A proposal is a printing whose statement is PROPOSED; this table keeps how it was found.

-- What a reviewer should look at.
CREATE TYPE "ProposalReason" AS ENUM ('NEW_SPEAKER', 'AMBIGUOUS_NAME', 'UNNAMED_SPEAKER', 'UNKNOWN_SPEAKER', 'RESOLVED_MENTION');

CREATE TABLE proposal (
  appearance_id BIGINT PRIMARY KEY REFERENCES appearance (id) ON DELETE CASCADE ON UPDATE CASCADE,
  -- The printing's own, so that the queue is read article by article without reading all printings.
  article_id BIGINT NOT NULL REFERENCES article (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  -- `name@version`. The origin of the printing says it too, until an editor has changed the printing.
  extractor TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  -- Whom the mention means: the fullest name that the article gives, and the place that shows it.
  speaker_name TEXT,
  speaker_kind "SpeakerKind",
  evidence TEXT,
  evidence_start INTEGER,
  reasons "ProposalReason"[] NOT NULL DEFAULT '{}',
  -- What else may have been meant: other names, and other extents with their words.
  speakers JSONB NOT NULL DEFAULT '[]',
  extents JSONB NOT NULL DEFAULT '[]',
  pending BOOLEAN NOT NULL DEFAULT true,
  corrected BOOLEAN NOT NULL DEFAULT false,
  reviewer_id BIGINT REFERENCES origin (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  reviewed_at TIMESTAMPTZ(3),
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT proposal_extractor_check CHECK (is_clean_name(extractor, 300)),
  CONSTRAINT proposal_confidence_check CHECK (confidence BETWEEN 0 AND 1),
  CONSTRAINT proposal_speaker_name_check CHECK (is_clean_name(speaker_name, 300)),
  CONSTRAINT proposal_evidence_check CHECK ((evidence IS NULL) = (evidence_start IS NULL) AND evidence_start >= 0 AND is_clean_text(evidence, 300)),
  CONSTRAINT proposal_review_check CHECK (pending = (reviewer_id IS NULL) AND pending = (reviewed_at IS NULL) AND NOT (pending AND corrected))
);
-- The queue: article by article, or most sure first.
CREATE INDEX proposal_pending_article_id_idx ON proposal (pending, article_id);
CREATE INDEX proposal_pending_confidence_appearance_id_idx ON proposal (pending, confidence DESC, appearance_id DESC);
-- The proposals of an article, also those that were reviewed.
CREATE INDEX proposal_article_id_idx ON proposal (article_id);
CREATE INDEX proposal_reviewer_id_idx ON proposal (reviewer_id);

CREATE TRIGGER keep_deletion AFTER DELETE ON proposal FOR EACH ROW
EXECUTE FUNCTION keep_revision('APPEARANCE', 'appearance_id', 'appearance_id');
CREATE TRIGGER keep_update AFTER UPDATE ON proposal FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
EXECUTE FUNCTION keep_revision('APPEARANCE', 'appearance_id', 'appearance_id');
CREATE TRIGGER keep_insertion AFTER INSERT ON proposal FOR EACH ROW WHEN (current_setting('onrecord.editing', true) = 'on')
EXECUTE FUNCTION keep_revision('APPEARANCE', 'appearance_id', 'appearance_id');
