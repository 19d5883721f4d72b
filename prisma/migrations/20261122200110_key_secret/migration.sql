-- What the hashes of keys are keyed with, where the operator gives no ONRECORD_KEY_SECRET (docs/decisions/0009-keys.md). It is made
-- here, once, so that every process on this database has the same one. Two version 4 UUIDs have 244 random bits, from PostgreSQL's
-- strong source.
CREATE TABLE key_secret (
  id INT PRIMARY KEY DEFAULT 1,
  secret TEXT NOT NULL,
  CONSTRAINT key_secret_id_check CHECK (id = 1),
  CONSTRAINT key_secret_secret_check CHECK (length(secret) >= 32)
);
INSERT INTO key_secret (secret) VALUES (gen_random_uuid()::text || gen_random_uuid()::text);
