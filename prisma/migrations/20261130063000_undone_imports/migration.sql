-- Undoing an import removes it with all that names it, so its entry in the history says itself which import that was.
ALTER TABLE change ADD COLUMN undone_import JSONB;
