-- Parties of a statement other than its speaker: those to whom it was said, and those by way of whom the article has it
-- (docs/decisions/0030). They are part of the statement, as its speaker is, so they have no origin of their own.

CREATE TYPE "PartyRole" AS ENUM ('ADDRESSEE', 'VIA');

-- Positions order a list: addressees as the article names them, `VIA` from the outermost. A merge of speakers may leave a gap.
CREATE TABLE statement_party (
  statement_id BIGINT NOT NULL REFERENCES statement (id) ON DELETE CASCADE ON UPDATE CASCADE,
  role "PartyRole" NOT NULL,
  position INT NOT NULL,
  speaker_id BIGINT NOT NULL REFERENCES speaker (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (statement_id, role, position),
  CONSTRAINT statement_party_position_check CHECK (position BETWEEN 0 AND 49)
);
CREATE UNIQUE INDEX statement_party_statement_id_role_speaker_id_key ON statement_party (statement_id, role, speaker_id);
CREATE INDEX statement_party_speaker_id_role_idx ON statement_party (speaker_id, role);

-- Nobody addresses themselves, and nobody's words come by way of themselves: a list with the speaker in it is a mistake of
-- whoever resolved the names.
CREATE FUNCTION statement_party_is_another() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM statement WHERE id = NEW.statement_id AND speaker_id = NEW.speaker_id) THEN
    RAISE EXCEPTION 'the speaker of a statement cannot be its addressee, or be among those by way of whom it comes'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_party_itself_check';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER statement_party_is_another BEFORE INSERT OR UPDATE OF statement_id, speaker_id ON statement_party
FOR EACH ROW EXECUTE FUNCTION statement_party_is_another();

-- A statement that gets another speaker, by an edit or a merge, loses them as a party. Before the update, so that an undo, which
-- goes backwards, brings the party back after the speaker has changed back.
CREATE FUNCTION statement_loses_party() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM statement_party WHERE statement_id = NEW.id AND speaker_id = NEW.speaker_id;
  RETURN NEW;
END $$;

CREATE TRIGGER statement_loses_party BEFORE UPDATE OF speaker_id ON statement
FOR EACH ROW WHEN (NEW.speaker_id IS NOT NULL AND NEW.speaker_id IS DISTINCT FROM OLD.speaker_id)
EXECUTE FUNCTION statement_loses_party();

CREATE TRIGGER keep_deletion AFTER DELETE ON statement_party
FOR EACH ROW EXECUTE FUNCTION keep_revision('STATEMENT', 'statement_id', 'statement_id', 'role', 'position');
CREATE TRIGGER keep_update AFTER UPDATE ON statement_party
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
EXECUTE FUNCTION keep_revision('STATEMENT', 'statement_id', 'statement_id', 'role', 'position');
CREATE TRIGGER keep_insertion AFTER INSERT ON statement_party
FOR EACH ROW WHEN (current_setting('onrecord.editing', true) = 'on')
EXECUTE FUNCTION keep_revision('STATEMENT', 'statement_id', 'statement_id', 'role', 'position');
