-- Control characters are those of C1 (U+0080–009F) too: terminals obey them, and some of them end a line. A name, which is
-- shown in the middle of other text, has neither line ends nor marks that turn the direction of what follows. `UNCLEAN` and
-- `OBEYED` (src/text/clean.ts) have the same characters.

-- What the archive has of them. Each becomes a space in a text, so that offsets stay, and goes from a name.
UPDATE article SET body = regexp_replace(body, '[\x80-\x9F]', ' ', 'g') WHERE body ~ '[\x80-\x9F]';
UPDATE article SET headline = regexp_replace(headline, '[\x80-\x9F]', ' ', 'g') WHERE headline ~ '[\x80-\x9F]';
UPDATE related_article SET headline = regexp_replace(headline, '[\x80-\x9F]', ' ', 'g') WHERE headline ~ '[\x80-\x9F]';
UPDATE statement SET text = regexp_replace(text, '[\x80-\x9F]', ' ', 'g') WHERE text ~ '[\x80-\x9F]';
UPDATE appearance
SET text = regexp_replace(text, '[\x80-\x9F]', ' ', 'g'),
  exact = regexp_replace(exact, '[\x80-\x9F]', ' ', 'g'),
  prefix = regexp_replace(prefix, '[\x80-\x9F]', ' ', 'g'),
  suffix = regexp_replace(suffix, '[\x80-\x9F]', ' ', 'g')
WHERE text || exact || prefix || suffix ~ '[\x80-\x9F]';
UPDATE appearance SET original_kind = regexp_replace(original_kind, '[\x80-\x9F]', ' ', 'g') WHERE original_kind ~ '[\x80-\x9F]';
UPDATE appearance SET addressee = regexp_replace(addressee, '[\x80-\x9F]', ' ', 'g') WHERE addressee ~ '[\x80-\x9F]';
UPDATE change SET reason = regexp_replace(reason, '[\x80-\x9F]', ' ', 'g') WHERE reason ~ '[\x80-\x9F]';

DO $$
DECLARE
  obeyed text := '[\x01-\x1F\x7F-\x9F\u2028\u2029\u202A-\u202E\u2066-\u2069]+';
  noun text;
BEGIN
  UPDATE api_key SET name = regexp_replace(name, obeyed, '', 'g') WHERE name ~ obeyed;
  FOREACH noun IN ARRAY ARRAY['source', 'speaker', 'topic'] LOOP
    -- Of two names that become one, the first stays.
    EXECUTE format(
      'DELETE FROM %1$I_name AS one WHERE name ~ $1 AND EXISTS (
         SELECT FROM %1$I_name AS other
         WHERE other.%1$I_id = one.%1$I_id AND other.id <> one.id
           AND regexp_replace(other.name, $1, '''', ''g'') = regexp_replace(one.name, $1, '''', ''g'')
           AND (other.id < one.id OR other.name !~ $1))',
      noun
    ) USING obeyed;
    EXECUTE format('UPDATE %I_name SET name = regexp_replace(name, $1, '''', ''g'') WHERE name ~ $1', noun) USING obeyed;
    EXECUTE format('UPDATE %I SET name = regexp_replace(name, $1, '''', ''g'') WHERE name ~ $1', noun) USING obeyed;
  END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION is_clean_text(words text, longest int) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN words ~ '\S' AND length(words) <= longest AND words IS NFC NORMALIZED
  AND words !~ '[\x01-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]';

CREATE FUNCTION is_clean_name(words text, longest int) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN is_clean_text(words, longest) AND words !~ '[\t\n\r\u2028\u2029\u202A-\u202E\u2066-\u2069]';

ALTER TABLE source DROP CONSTRAINT source_name_check, ADD CONSTRAINT source_name_check CHECK (is_clean_name(name, 300));
ALTER TABLE speaker DROP CONSTRAINT speaker_name_check, ADD CONSTRAINT speaker_name_check CHECK (is_clean_name(name, 300));
ALTER TABLE topic DROP CONSTRAINT topic_name_check, ADD CONSTRAINT topic_name_check CHECK (is_clean_name(name, 300));
ALTER TABLE source_name
  DROP CONSTRAINT source_name_words_check,
  ADD CONSTRAINT source_name_words_check CHECK (is_clean_name(name, 300) AND is_clean_text(normalized, 600));
ALTER TABLE speaker_name
  DROP CONSTRAINT speaker_name_words_check,
  ADD CONSTRAINT speaker_name_words_check CHECK (is_clean_name(name, 300) AND is_clean_text(normalized, 600));
ALTER TABLE topic_name
  DROP CONSTRAINT topic_name_words_check,
  ADD CONSTRAINT topic_name_words_check CHECK (is_clean_name(name, 300) AND is_clean_text(normalized, 600));
ALTER TABLE api_key
  DROP CONSTRAINT api_key_name_check,
  ADD CONSTRAINT api_key_name_check CHECK (is_clean_name(name, 100));
