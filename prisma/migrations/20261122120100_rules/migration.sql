-- The rules of the archive that a table definition alone cannot hold: whoever writes, by whatever way, they stay true.

----------------------------------------------------------------------------------------------------------------------
-- Partial dates: "2018", "2018-09", "2018-09-07". Text, because that is how they are known and shown; compared by the
-- first and the last day that they can mean.
----------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION partial_date_first(partial text) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN make_date(
  substr(partial, 1, 4)::int,
  COALESCE(NULLIF(substr(partial, 6, 2), '')::int, 1),
  COALESCE(NULLIF(substr(partial, 9, 2), '')::int, 1)
);

CREATE FUNCTION partial_date_last(partial text) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE length(partial)
  WHEN 4 THEN make_date(partial::int, 12, 31)
  WHEN 7 THEN (partial_date_first(partial) + interval '1 month' - interval '1 day')::date
  ELSE partial_date_first(partial)
END;

-- make_date refuses 31 February and the year 0, so a row that passes holds a real day.
ALTER TABLE speaker_role
  ADD CONSTRAINT speaker_role_label_check CHECK (label ~ '\S' AND length(label) <= 300),
  ADD CONSTRAINT speaker_role_starts_on_check CHECK (starts_on ~ '^\d{4}(-\d{2}(-\d{2})?)?$' AND partial_date_first(starts_on) > '-infinity'),
  ADD CONSTRAINT speaker_role_ends_on_check CHECK (ends_on ~ '^\d{4}(-\d{2}(-\d{2})?)?$' AND partial_date_first(ends_on) > '-infinity'),
  ADD CONSTRAINT speaker_role_order_check CHECK (partial_date_first(starts_on) <= partial_date_last(ends_on));

----------------------------------------------------------------------------------------------------------------------
-- Words: never blank, always NFC (offsets count its code points), no control characters (the search marks matches with
-- them), and short enough for their indexes.
----------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION is_clean_text(words text, longest int) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN words ~ '\S' AND length(words) <= longest AND words IS NFC NORMALIZED AND words !~ '[\x01-\x08\x0B\x0C\x0E-\x1F\x7F]';

ALTER TABLE source
  ADD CONSTRAINT source_name_check CHECK (is_clean_text(name, 300)),
  ADD CONSTRAINT source_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT source_wikidata_id_check CHECK (wikidata_id ~ '^Q[1-9]\d*$');

ALTER TABLE speaker
  ADD CONSTRAINT speaker_name_check CHECK (is_clean_text(name, 300)),
  ADD CONSTRAINT speaker_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT speaker_wikidata_id_check CHECK (wikidata_id ~ '^Q[1-9]\d*$');

ALTER TABLE topic
  ADD CONSTRAINT topic_name_check CHECK (is_clean_text(name, 300)),
  ADD CONSTRAINT topic_slug_check CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT topic_wikidata_id_check CHECK (wikidata_id ~ '^Q[1-9]\d*$');

ALTER TABLE source_name ADD CONSTRAINT source_name_words_check CHECK (is_clean_text(name, 300) AND is_clean_text(normalized, 600));
ALTER TABLE speaker_name ADD CONSTRAINT speaker_name_words_check CHECK (is_clean_text(name, 300) AND is_clean_text(normalized, 600));
ALTER TABLE topic_name ADD CONSTRAINT topic_name_words_check CHECK (is_clean_text(name, 300) AND is_clean_text(normalized, 600));

ALTER TABLE article
  ADD CONSTRAINT article_headline_check CHECK (is_clean_text(headline, 1000)),
  ADD CONSTRAINT article_url_check CHECK (url ~ '^https?://\S+$' AND length(url) <= 2000),
  ADD CONSTRAINT article_original_url_check CHECK (original_url ~ '^https?://\S+$' AND length(original_url) <= 2000),
  ADD CONSTRAINT article_body_check CHECK (is_clean_text(body, 2000000)),
  ADD CONSTRAINT article_wire_check CHECK (wire_id <> source_id);

ALTER TABLE related_article
  ADD CONSTRAINT related_article_headline_check CHECK (is_clean_text(headline, 1000)),
  ADD CONSTRAINT related_article_itself_check CHECK (related_id <> article_id);

-- The shape of a BCP 47 tag; whether the language exists is not for a table to know.
CREATE FUNCTION is_language_tag(tag text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN tag ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$' AND length(tag) <= 35;

ALTER TABLE article ADD CONSTRAINT article_language_check CHECK (is_language_tag(language));
ALTER TABLE source_name ADD CONSTRAINT source_name_language_check CHECK (is_language_tag(language));
ALTER TABLE speaker_name ADD CONSTRAINT speaker_name_language_check CHECK (is_language_tag(language));
ALTER TABLE topic_name ADD CONSTRAINT topic_name_language_check CHECK (is_language_tag(language));

-- A mixed statement is a paraphrase with quoted fragments: without a quotation mark it is no mixed one.
CREATE FUNCTION has_text_of_its_kind(kind "StatementKind", words text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN is_clean_text(words, 20000) AND (kind <> 'MIXED' OR words ~ '["''“”„‟«»‹›‘’‚‛「」『』]');

ALTER TABLE statement
  ADD CONSTRAINT statement_text_check CHECK (has_text_of_its_kind(kind, text)),
  ADD CONSTRAINT statement_language_check CHECK (is_language_tag(language) AND is_language_tag(COALESCE(original_language, language))),
  ADD CONSTRAINT statement_speaker_check CHECK ((speaker_status = 'IDENTIFIED') = (speaker_id IS NOT NULL)),
  ADD CONSTRAINT statement_retraction_check CHECK (status <> 'RETRACTED' OR COALESCE(status_reason ~ '\S', false)),
  ADD CONSTRAINT statement_wording_check CHECK (wording_digest IS NULL OR kind = 'DIRECT');

ALTER TABLE appearance
  ADD CONSTRAINT appearance_text_check CHECK (has_text_of_its_kind(kind, text)),
  ADD CONSTRAINT appearance_exact_check CHECK (is_clean_text(exact, 20000)),
  ADD CONSTRAINT appearance_context_check CHECK (length(prefix) <= 32 AND length(suffix) <= 32 AND prefix IS NFC NORMALIZED AND suffix IS NFC NORMALIZED),
  ADD CONSTRAINT appearance_position_check CHECK (position >= 0),
  ADD CONSTRAINT appearance_offsets_check CHECK (
    (start_offset IS NULL) = (end_offset IS NULL) AND start_offset >= 0 AND end_offset > start_offset
  );

-- Checked at the end of a statement, so that one UPDATE can put an article's appearances into another order.
DROP INDEX appearance_article_id_position_key;
ALTER TABLE appearance ADD CONSTRAINT appearance_article_id_position_key UNIQUE (article_id, position) DEFERRABLE;

ALTER TABLE appearance_span
  ADD CONSTRAINT appearance_span_offsets_check CHECK (start_offset >= 0 AND end_offset > start_offset),
  ADD CONSTRAINT appearance_span_text_check CHECK (length(text) = end_offset - start_offset);

----------------------------------------------------------------------------------------------------------------------
-- A group's members are single speakers, and only a group has members.
----------------------------------------------------------------------------------------------------------------------

ALTER TABLE speaker_member ADD CONSTRAINT speaker_member_itself_check CHECK (group_id <> member_id);

CREATE FUNCTION speaker_member_guard() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT
    FROM speaker_member
    JOIN speaker AS speaker_group ON speaker_group.id = group_id
    JOIN speaker AS member ON member.id = member_id
    WHERE speaker_group.kind <> 'GROUP' OR member.kind = 'GROUP'
  ) THEN
    RAISE EXCEPTION 'only a speaker of kind GROUP has members, and a member is not a group itself'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'speaker_member_kind_check';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER speaker_member_guard AFTER INSERT OR UPDATE ON speaker_member
FOR EACH STATEMENT EXECUTE FUNCTION speaker_member_guard();
CREATE TRIGGER speaker_kind_guard AFTER UPDATE OF kind ON speaker
FOR EACH STATEMENT EXECUTE FUNCTION speaker_member_guard();

----------------------------------------------------------------------------------------------------------------------
-- The topic hierarchy: topic_ancestor holds each topic with itself and everything broader; nothing is broader than itself.
----------------------------------------------------------------------------------------------------------------------

ALTER TABLE topic_broader ADD CONSTRAINT topic_broader_itself_check CHECK (narrower_id <> broader_id);

CREATE FUNCTION topic_insert_ancestor() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO topic_ancestor (topic_id, ancestor_id) SELECT id, id FROM added;
  RETURN NULL;
END $$;

CREATE TRIGGER topic_insert_ancestor AFTER INSERT ON topic
REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION topic_insert_ancestor();

-- Brings statement_topic of the given statements in line with their tags and the hierarchy.
CREATE FUNCTION refresh_statement_topic(statement_ids int[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM statement_topic
  WHERE statement_id = ANY (statement_ids)
    AND NOT EXISTS (
      SELECT
      FROM statement_tag
      JOIN topic_ancestor ON topic_ancestor.topic_id = statement_tag.topic_id
      WHERE statement_tag.statement_id = statement_topic.statement_id
        AND topic_ancestor.ancestor_id = statement_topic.topic_id
    );
  INSERT INTO statement_topic (statement_id, topic_id, speaker_id, status, said_at)
  SELECT DISTINCT statement.id, topic_ancestor.ancestor_id, statement.speaker_id, statement.status, statement.said_at
  FROM statement
  JOIN statement_tag ON statement_tag.statement_id = statement.id
  JOIN topic_ancestor ON topic_ancestor.topic_id = statement_tag.topic_id
  WHERE statement.id = ANY (statement_ids)
  ON CONFLICT DO NOTHING;
END $$;

-- Brings the ancestors of the given topics, and of all that is narrower, in line with topic_broader; then their statements.
CREATE FUNCTION refresh_topic_ancestor(changed_ids int[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  affected_ids int[];
BEGIN
  -- One change of the hierarchy at a time: two that are each sound could close a circle together.
  PERFORM pg_advisory_xact_lock(hashtext('onrecord.topic_hierarchy'));

  IF EXISTS (
    WITH RECURSIVE above (topic_id, ancestor_id) AS (
      SELECT narrower_id, broader_id FROM topic_broader WHERE narrower_id = ANY (changed_ids)
      UNION
      SELECT above.topic_id, topic_broader.broader_id FROM above JOIN topic_broader ON topic_broader.narrower_id = above.ancestor_id
    )
    SELECT FROM above WHERE topic_id = ancestor_id
  ) THEN
    RAISE EXCEPTION 'a topic cannot be broader than itself'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'topic_broader_circle_check';
  END IF;

  WITH RECURSIVE below (topic_id) AS (
    SELECT unnest(changed_ids)
    UNION
    SELECT topic_broader.narrower_id FROM below JOIN topic_broader ON topic_broader.broader_id = below.topic_id
  )
  SELECT array_agg(topic_id) INTO affected_ids FROM below;

  WITH RECURSIVE above (topic_id, ancestor_id) AS (
    SELECT id, id FROM topic WHERE id = ANY (affected_ids)
    UNION
    SELECT above.topic_id, topic_broader.broader_id FROM above JOIN topic_broader ON topic_broader.narrower_id = above.ancestor_id
  ), stale AS (
    DELETE FROM topic_ancestor
    WHERE topic_id = ANY (affected_ids)
      AND NOT EXISTS (SELECT FROM above WHERE above.topic_id = topic_ancestor.topic_id AND above.ancestor_id = topic_ancestor.ancestor_id)
  )
  INSERT INTO topic_ancestor (topic_id, ancestor_id) SELECT topic_id, ancestor_id FROM above ON CONFLICT DO NOTHING;

  PERFORM refresh_statement_topic(
    ARRAY(SELECT DISTINCT statement_id FROM statement_tag WHERE topic_id = ANY (affected_ids))
  );
END $$;

CREATE FUNCTION topic_broader_added() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_topic_ancestor(ARRAY(SELECT DISTINCT narrower_id FROM added));
  RETURN NULL;
END $$;

CREATE FUNCTION topic_broader_removed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_topic_ancestor(ARRAY(SELECT DISTINCT narrower_id FROM removed));
  RETURN NULL;
END $$;

CREATE FUNCTION topic_broader_changed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_topic_ancestor(ARRAY(SELECT narrower_id FROM removed UNION SELECT narrower_id FROM added));
  RETURN NULL;
END $$;

CREATE TRIGGER topic_broader_added AFTER INSERT ON topic_broader
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION topic_broader_added();
CREATE TRIGGER topic_broader_removed AFTER DELETE ON topic_broader
REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION topic_broader_removed();
CREATE TRIGGER topic_broader_changed AFTER UPDATE ON topic_broader
REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION topic_broader_changed();

----------------------------------------------------------------------------------------------------------------------
-- statement_topic: what the headline query reads. Set-based, so that a bulk load pays once a batch.
----------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION statement_tag_added() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO statement_topic (statement_id, topic_id, speaker_id, status, said_at)
  SELECT DISTINCT statement.id, topic_ancestor.ancestor_id, statement.speaker_id, statement.status, statement.said_at
  FROM added
  JOIN statement ON statement.id = added.statement_id
  JOIN topic_ancestor ON topic_ancestor.topic_id = added.topic_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE FUNCTION statement_tag_removed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_statement_topic(ARRAY(SELECT DISTINCT statement_id FROM removed));
  RETURN NULL;
END $$;

CREATE FUNCTION statement_tag_changed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_statement_topic(ARRAY(SELECT statement_id FROM removed UNION SELECT statement_id FROM added));
  RETURN NULL;
END $$;

CREATE TRIGGER statement_tag_added AFTER INSERT ON statement_tag
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION statement_tag_added();
CREATE TRIGGER statement_tag_removed AFTER DELETE ON statement_tag
REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION statement_tag_removed();
CREATE TRIGGER statement_tag_changed AFTER UPDATE ON statement_tag
REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION statement_tag_changed();

CREATE FUNCTION statement_moved() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE statement_topic
  SET speaker_id = NEW.speaker_id, status = NEW.status, said_at = NEW.said_at
  WHERE statement_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER statement_moved AFTER UPDATE OF speaker_id, status, said_at ON statement
FOR EACH ROW
WHEN ((OLD.speaker_id, OLD.status, OLD.said_at) IS DISTINCT FROM (NEW.speaker_id, NEW.status, NEW.said_at))
EXECUTE FUNCTION statement_moved();

----------------------------------------------------------------------------------------------------------------------
-- Text search: a configuration for each language that PostgreSQL can stem, each with accents folded first (unaccent as a
-- filtering dictionary, so that ts_headline marks accented words too), and a plain one for every other language.
----------------------------------------------------------------------------------------------------------------------

DO $$
DECLARE
  base text;
BEGIN
  FOREACH base IN ARRAY ARRAY[
    'simple', 'arabic', 'armenian', 'basque', 'catalan', 'danish', 'dutch', 'english', 'finnish', 'french', 'german', 'greek',
    'hindi', 'hungarian', 'indonesian', 'irish', 'italian', 'lithuanian', 'nepali', 'norwegian', 'portuguese', 'romanian',
    'russian', 'serbian', 'spanish', 'swedish', 'tamil', 'turkish', 'yiddish'
  ] LOOP
    EXECUTE format('CREATE TEXT SEARCH CONFIGURATION %I (COPY = pg_catalog.%I)', 'onrecord_' || base, base);
    EXECUTE format(
      'ALTER TEXT SEARCH CONFIGURATION %I ALTER MAPPING FOR word, hword, hword_part WITH unaccent, %I',
      'onrecord_' || base, CASE base WHEN 'simple' THEN 'simple' ELSE base || '_stem' END
    );
  END LOOP;
END $$;

-- The configuration for a BCP 47 language tag, by its primary subtag.
CREATE FUNCTION search_configuration(language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 'onrecord_' || CASE lower(split_part(language, '-', 1))
  WHEN 'ar' THEN 'arabic'
  WHEN 'hy' THEN 'armenian'
  WHEN 'eu' THEN 'basque'
  WHEN 'ca' THEN 'catalan'
  WHEN 'da' THEN 'danish'
  WHEN 'nl' THEN 'dutch'
  WHEN 'en' THEN 'english'
  WHEN 'fi' THEN 'finnish'
  WHEN 'fr' THEN 'french'
  WHEN 'de' THEN 'german'
  WHEN 'el' THEN 'greek'
  WHEN 'hi' THEN 'hindi'
  WHEN 'hu' THEN 'hungarian'
  WHEN 'id' THEN 'indonesian'
  WHEN 'ga' THEN 'irish'
  WHEN 'it' THEN 'italian'
  WHEN 'lt' THEN 'lithuanian'
  WHEN 'ne' THEN 'nepali'
  WHEN 'no' THEN 'norwegian'
  WHEN 'nb' THEN 'norwegian'
  WHEN 'nn' THEN 'norwegian'
  WHEN 'pt' THEN 'portuguese'
  WHEN 'ro' THEN 'romanian'
  WHEN 'ru' THEN 'russian'
  WHEN 'sr' THEN 'serbian'
  WHEN 'es' THEN 'spanish'
  WHEN 'sv' THEN 'swedish'
  WHEN 'ta' THEN 'tamil'
  WHEN 'tr' THEN 'turkish'
  WHEN 'yi' THEN 'yiddish'
  ELSE 'simple'
END;

-- Chinese, Japanese, Thai, Lao, Burmese and Khmer put no spaces between words, so that the parser would take a whole clause for
-- one word. Each of their letters is a word of its own here, and a word is searched for as a phrase of letters
-- (archive/statements/search.ts). U+001F, which no text has, marks the seams, so that a snippet can be put together again.
CREATE FUNCTION spaced(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(
  words,
  '([\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u2E80-\u2FDF\u3005-\u3007\u3040-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF])',
  E'\x1F\\1\x1F',
  'g'
);

CREATE FUNCTION search_vector(language text, words text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN to_tsvector(search_configuration(language)::regconfig, spaced(words));

CREATE FUNCTION statement_search_added() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO statement_search (statement_id, configuration, search)
  SELECT id, search_configuration(language), search_vector(language, text)
  FROM added;
  RETURN NULL;
END $$;

CREATE FUNCTION statement_reworded() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE statement_search
  SET configuration = search_configuration(NEW.language),
      search = search_vector(NEW.language, NEW.text)
  WHERE statement_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER statement_search_added AFTER INSERT ON statement
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION statement_search_added();
CREATE TRIGGER statement_reworded AFTER UPDATE OF text, language ON statement
FOR EACH ROW WHEN ((OLD.text, OLD.language) IS DISTINCT FROM (NEW.text, NEW.language))
EXECUTE FUNCTION statement_reworded();

----------------------------------------------------------------------------------------------------------------------
-- Small tables are held in process by the API; a change of one is announced, so that a new name is found at once.
----------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION announce_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('onrecord_change', TG_TABLE_NAME);
  RETURN NULL;
END $$;

DO $$
DECLARE
  small_table text;
BEGIN
  FOREACH small_table IN ARRAY ARRAY[
    'source', 'source_name', 'speaker', 'speaker_name', 'speaker_role', 'speaker_member', 'topic', 'topic_name', 'topic_broader'
  ] LOOP
    EXECUTE format(
      'CREATE TRIGGER announce_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION announce_change()',
      small_table
    );
  END LOOP;
END $$;
