-- The import whose files are corrected by those of this one under other names. Its files count as earlier versions of them.
ALTER TABLE import
  ADD COLUMN replaces_id BIGINT,
  ADD CONSTRAINT import_replaces_id_fkey FOREIGN KEY (replaces_id) REFERENCES import (id) ON DELETE SET NULL ON UPDATE CASCADE;
