-- Words are found as people type them, whatever sign stands beside them.
--
-- The parser of text search takes "Ostrin/Velmora" for a file, "spring.The" for a host, "-19" for a number below zero and
-- "обʼєднання" for one word (its apostrophe U+02BC is a letter to Unicode). A function makes the text ready for the parser
-- instead: signs are set apart by U+001F. Nothing is lost on the way, so that a snippet can show the words as they were printed
-- (archive/statements/snippets.ts reads what is written here). The control characters U+000E to U+001F are free for this, because
-- `is_clean_text` lets none into the archive.

-- Chinese, Japanese, Thai, Lao, Burmese and Khmer put no spaces between words, so that the parser would take a whole clause for
-- one word. Each of their letters is a word of its own here, and a word is searched for as a phrase of letters
-- (text/webSearch.ts). Each ASCII sign is set apart too: the parser knows compounds of no other signs.
CREATE OR REPLACE FUNCTION spaced(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(
  words,
  '([\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u2E80-\u2FDF\u3005-\u3007\u3040-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF!-/:-@[-`{-~])',
  E'\x1F\\1\x1F',
  'g'
);

-- The letters that stand for an apostrophe (text/names.ts has the same), the zero width space and the marks of direction, which all
-- stick to words, become U+000E to U+001C, which part them; soft hyphens, word joiners and byte order marks are left out.
CREATE FUNCTION apostrophes_parted(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(
  words,
  E'\u02B9\u02BA\u02BB\u02BC\u02BD\u02BE\u02BF\u02C8\u02EE\uA78B\uA78C\u200B\u200E\u200F\u061C\u00AD\u2060\uFEFF',
  E'\x0E\x0F\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C'
);

-- A compound of nothing but stop words ("AT&T" and "A.I." in English) would vanish, so it is one word: four of the letters that
-- `apostrophes_parted` has taken out take the places of its signs. Longer ones have other words.
CREATE FUNCTION is_compound_of_stop_words(configuration text, piece text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN length(piece) <= 24
  AND piece ~ '[^\s\x01-/:-@[-`{-~][&./-][^\s\x01-/:-@[-`{-~]'
  AND length(to_tsvector(configuration::regconfig, spaced(piece))) = 0;

CREATE FUNCTION compounds_kept(configuration text, words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
  SELECT string_agg(
    CASE WHEN is_compound_of_stop_words(configuration, piece[1])
      THEN replace(piece[1], compound, translate(compound, '&./-', E'\u02BE\u02BF\u02EE\uA78C'))
      ELSE piece[1]
    END,
    '' ORDER BY place
  )
  FROM regexp_matches(words, '\s+|\S+', 'g') WITH ORDINALITY AS found (piece, place)
  CROSS JOIN LATERAL substring(piece[1], '[^\s\x01-/:-@[-`{-~].*[^\s\x01-/:-@[-`{-~]') AS compound
);

-- Single letters with full stops between them ("U.N.") are one word too, as "UN" is; U+02BF takes the place of the stops.
CREATE FUNCTION initials_kept(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(words, '(?<=(^|[^A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F0-9])[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F])\.(?=[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F]($|[^A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F0-9]))', E'\u02BF', 'g');

-- The words of a text, ready for the parser but for the signs: these stay in queries, whose quotation marks and minus signs mean
-- something. Most texts have no compound at all, and of those that have, few have one of this kind.
CREATE FUNCTION as_typed(configuration text, words text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  parted text := initials_kept(apostrophes_parted(words));
BEGIN
  IF parted ~ '[^\s\x01-/:-@[-`{-~][&./-][^\s\x01-/:-@[-`{-~]' AND EXISTS (
    SELECT FROM regexp_matches(parted, '\S*[^\s\x01-/:-@[-`{-~][&./-][^\s\x01-/:-@[-`{-~]\S*', 'g') AS found (piece)
    WHERE is_compound_of_stop_words(configuration, piece[1])
  ) THEN
    RETURN compounds_kept(configuration, parted);
  END IF;
  RETURN parted;
END $$;

CREATE FUNCTION search_text(configuration text, words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN spaced(as_typed(configuration, words));

CREATE OR REPLACE FUNCTION search_vector(language text, words text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN to_tsvector(search_configuration(language)::regconfig, search_text(search_configuration(language), words));

-- The same word is written "UN", "U.N." and "U. N.", "COVID-19", "COVID 19" and "covid19". A search for one finds the others: each
-- such word of the search, with what else it may be; at most 50, more than people type. The letters must all be read: of
-- "S. A. I. D." English reads D alone.
CREATE FUNCTION spelled_otherwise(configuration text, typed text) RETURNS TABLE (spelling tsquery, others tsquery)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  WITH initials AS (
    SELECT
      plainto_tsquery(cfg, plain) AS joined,
      plainto_tsquery(cfg, replace(letters, ' ', E'\u02BF')) AS dotted,
      CASE WHEN length(plain) < 4 AND numnode(phraseto_tsquery(cfg, letters)) = 2 * length(plain) - 1
        THEN phraseto_tsquery(cfg, letters) END AS apart,
      written <> plain AS is_dotted
    FROM (SELECT configuration::regconfig AS cfg) AS used,
      (SELECT DISTINCT found[1] AS written FROM regexp_matches(
        typed, '(?<![A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F0-9\u02BF])([A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F]{2,5}|[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F](?:\u02BF[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F]){1,4})(?![A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F0-9\u02BF])', 'g'
      ) AS found) AS words,
      replace(written, E'\u02BF', '') AS plain,
      array_to_string(string_to_array(plain, NULL), ' ') AS letters
  ), numbered AS (
    SELECT
      plainto_tsquery(cfg, word || number) AS joined,
      phraseto_tsquery(cfg, word || ' ' || number) AS in_row,
      plainto_tsquery(cfg, word || ' ' || number) AS apart,
      is_joined
    FROM (SELECT configuration::regconfig AS cfg) AS used,
      (SELECT DISTINCT found[1] AS word, found[2] = '' AS is_joined, found[3] AS number FROM regexp_matches(
        typed, '(?<![A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F0-9])([A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F]{2,})([ \u2010-\u2015-]?)([0-9]+)(?![A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F0-9])', 'g'
      ) AS found) AS words
  )
  SELECT spelling, others FROM (
    SELECT 1 AS turn, joined AS spelling, in_row AS others FROM numbered WHERE is_joined AND numnode(joined) = 1 AND numnode(in_row) = 3
    UNION ALL
    SELECT 1, unnest(ARRAY[in_row, apart]), joined FROM numbered WHERE NOT is_joined AND numnode(in_row) = 3
    UNION ALL
    SELECT 2, joined, coalesce(dotted || apart, dotted) FROM initials WHERE NOT is_dotted AND numnode(joined) = 1
    UNION ALL
    SELECT 2, dotted, coalesce(joined || apart, joined) FROM initials WHERE is_dotted AND numnode(dotted) = 1
  ) AS spelled
  -- A compound is not found in the search any more once one of its words has become several.
  ORDER BY turn
  LIMIT 50
$$;

-- A search in web-search syntax, as `searchable` (text/webSearch.ts) hands it on, ready for the parser but for its signs.
CREATE FUNCTION search_as_typed(configuration text, words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN as_typed(configuration, regexp_replace(words, '(?<=(^|[^A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F0-9])[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F]\.) (?=[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F]\.)', '', 'g'));

-- The signs in it are set apart as in texts, but for quotation marks and for a minus that begins a word.
CREATE FUNCTION literal_query(configuration text, typed text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN websearch_to_tsquery(
  configuration::regconfig,
  regexp_replace(typed, '((?<=[^\s"-]-*)-|[!#-,./:-@[-`{-~])', E'\x1F\\1\x1F', 'g')
);

-- Whether a configuration reads nothing of a search, because all its words are common or because it has none.
CREATE FUNCTION is_unread(configuration text, words text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN numnode(literal_query(configuration, search_as_typed(configuration, words))) = 0;

CREATE FUNCTION search_query(configuration text, words text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
-- The parser notes each common word.
SET client_min_messages = warning AS $$
DECLARE
  typed text := search_as_typed(configuration, words);
  asked tsquery := literal_query(configuration, typed);
  word record;
BEGIN
  FOR word IN SELECT spelling, others FROM spelled_otherwise(configuration, typed) LOOP
    asked := ts_rewrite(asked, word.spelling, word.spelling || word.others);
  END LOOP;
  RETURN asked;
END $$;

-- The same letters part words in quotations that are looked up (migration `wording`), which has them among what no word has.
DO $$
DECLARE
  known CONSTANT text := '\u02C2-\u02C5';
  definition text := pg_get_functiondef('wording(text)'::regprocedure);
BEGIN
  ASSERT strpos(definition, known) > 0;
  EXECUTE replace(definition, known, '\u02B9-\u02BF\u02C2-\u02C5\u02C8\u02EE\uA78B\uA78C');
END $$;
REINDEX INDEX statement_wording_idx;

UPDATE statement_search
SET search = search_vector(statement.language, statement.text)
FROM statement
WHERE statement.id = statement_search.statement_id
  AND statement_search.search IS DISTINCT FROM search_vector(statement.language, statement.text);

-- Names with such a letter part at it too. Their stored forms are made anew, as `normalizeName` (text/names.ts) makes them: words
-- without it, runs of single letters joined but for those that spell a given name and an O before a word.
DO $$
DECLARE
  spelled CONSTANT text[] := string_to_array(
    'abe ada adi al ali amy ana ann ari art asa ash ava avi axe ben bo bob cal che clo cy dan deb del di don dot ed edi eli ema ' ||
    'eva eve flo gil gus guy hal ian ida ike ilo ina ira ivo ivy jan jay jed jen jim jo job joe jon joy kai kay ken kim kit lea lee ' ||
    'len leo les lev lew lex lia lin liv liz lou luc lyn mae mat max may meg mel mia moe ned nia noa nan ola ole oli pam pat pia ray ' ||
    'rex ria rob rod ron roy rut sal sam sid sue tad tal ted teo tia tim tom ty udo ugo uma ute uwe val van vi vic viv wes win yan ' ||
    'yao zac zoe',
    ' '
  );
  named text;
  stored record;
  word text;
  words text[];
  run text;
BEGIN
  FOREACH named IN ARRAY ARRAY['source_name', 'speaker_name', 'topic_name'] LOOP
    FOR stored IN EXECUTE format(
      'SELECT id, normalized FROM %I WHERE normalized ~ %L', named, '[\u02B9-\u02BF\u02C8\u02EE\uA78B\uA78C]'
    ) LOOP
      words := '{}';
      run := '';
      -- The empty word at the end ends the last run.
      FOREACH word IN ARRAY
        array_remove(regexp_split_to_array(stored.normalized, '[\s\u02B9-\u02BF\u02C8\u02EE\uA78B\uA78C]+'), '') || ''::text
      LOOP
        IF length(word) = 1 AND word !~ '\d' THEN
          run := run || word;
          CONTINUE;
        END IF;
        IF word <> '' AND run ~ '.o$' THEN
          words := words || CASE WHEN left(run, -1) = ANY (spelled) THEN string_to_array(left(run, -1), NULL) ELSE ARRAY[left(run, -1)] END || 'o'::text;
        ELSIF run <> '' THEN
          words := words || CASE WHEN run = ANY (spelled) THEN string_to_array(run, NULL) ELSE ARRAY[run] END;
        END IF;
        run := '';
        words := words || word;
      END LOOP;
      IF words <> ARRAY[''] THEN
        EXECUTE format('UPDATE %I SET normalized = $1 WHERE id = $2', named) USING rtrim(array_to_string(words, ' ')), stored.id;
      END IF;
    END LOOP;
  END LOOP;
END $$;

-- Direct quotations with such a letter, or with an accent on no letter ("´" for an apostrophe), have another wording now, as
-- `normalizeWording` (text/names.ts) makes it: words in NFKC with folded case. Case is folded by Unicode's rules, which ICU has.
DO $$
DECLARE
  unicode CONSTANT text := coalesce((SELECT 'und-x-icu' FROM pg_collation WHERE collname = 'und-x-icu' LIMIT 1), 'default');
  stored record;
  folded text;
  words text[];
BEGIN
  FOR stored IN
    SELECT id, text FROM statement
    WHERE kind = 'DIRECT' AND text ~ '[\u02B9-\u02BF\u02C8\u02EE\uA78B\uA78C\u00A8\u00AF\u00B4\u00B8\u02D8-\u02DD]'
  LOOP
    EXECUTE format(
      $sql$SELECT regexp_replace(
        lower(upper(lower(normalize($1, NFKC) COLLATE %1$I) COLLATE %1$I) COLLATE %1$I) COLLATE %1$I,
        '[\u02B9-\u02BF\u02C8\u02EE\uA78B\uA78C]|(?<![[:alnum:]\u0300-\u036F])[\u0300-\u036F]+|[^[:alnum:]\u0300-\u036F]+', ' ', 'g'
      )$sql$,
      unicode
    ) INTO folded USING stored.text;
    words := array_remove(string_to_array(normalize(replace(folded, 'ς', 'σ'), NFKC), ' '), '');
    UPDATE statement
    SET wording_digest = CASE WHEN cardinality(words) < 5 THEN NULL
      ELSE encode(sha256(convert_to(array_to_string(words, ' '), 'UTF8')), 'hex') END
    WHERE id = stored.id;
  END LOOP;
END $$;
