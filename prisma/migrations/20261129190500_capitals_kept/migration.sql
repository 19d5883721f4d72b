-- "WHO" and "IT" in capitals are names, though English leaves "who" and "it" out, as each language leaves out its own words. In a
-- text that has small letters too, they are words of their own, found by "WHO" and by "W.H.O.", and not by "who".

-- Two to five capitals that spell a common word become one word that no text has otherwise: U+02BD, which `apostrophes_parted`
-- has taken out, stands between the letters, and leaves no trace in a snippet (archive/statements/snippets.ts). The operators of a
-- search stay as they are.
CREATE FUNCTION capitals_kept(configuration text, words text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
-- The parser notes each common word.
SET client_min_messages = warning AS $$
DECLARE
  beside CONSTANT text := 'A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F0-9\u02BD-\u02BF\u02EE\uA78C';
  kept text := words;
  capitals text;
BEGIN
  FOR capitals IN
    SELECT DISTINCT run[1]
    FROM regexp_matches(words, '(?<![' || beside || '])([A-Z\u00C0-\u00D6\u00D8-\u00DE\u0391-\u03A9\u0400-\u042F]{2,5})(?![' || beside || '])', 'g') AS runs (run)
    WHERE run[1] NOT IN ('OR', 'AND', 'NOT') AND numnode(plainto_tsquery(configuration::regconfig, run[1])) = 0
  LOOP
    kept := regexp_replace(
      kept,
      '(?<![' || beside || '])' || capitals || '(?![' || beside || '])',
      array_to_string(string_to_array(capitals, NULL), E'\u02BD'),
      'g'
    );
  END LOOP;
  RETURN kept;
END $$;

CREATE OR REPLACE FUNCTION as_typed(configuration text, words text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  parted text := initials_kept(apostrophes_parted(words));
BEGIN
  IF parted ~ '[^\s\x01-/:-@[-`{-~][&./-][^\s\x01-/:-@[-`{-~]' AND EXISTS (
    SELECT FROM regexp_matches(parted, '\S*[^\s\x01-/:-@[-`{-~][&./-][^\s\x01-/:-@[-`{-~]\S*', 'g') AS found (piece)
    WHERE is_compound_of_stop_words(configuration, piece[1])
  ) THEN
    parted := compounds_kept(configuration, parted);
  END IF;
  RETURN CASE WHEN words ~ '[a-z\u00DF-\u00F6\u00F8-\u00FF\u03AC-\u03CE\u0430-\u045F]' THEN capitals_kept(configuration, parted) ELSE parted END;
END $$;

-- The same word is written "UN", "U.N." and "U. N.", "COVID-19", "COVID 19" and "covid19" (migration `words_as_typed`), and "WHO",
-- which is kept by its capitals, is written "W.H.O.".
CREATE OR REPLACE FUNCTION spelled_otherwise(configuration text, typed text) RETURNS TABLE (spelling tsquery, others tsquery)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  WITH initials AS (
    SELECT
      CASE WHEN numnode(plainto_tsquery(cfg, plain)) > 0 THEN plainto_tsquery(cfg, plain)
        ELSE plainto_tsquery(cfg, replace(letters, ' ', E'\u02BD')) END AS joined,
      plainto_tsquery(cfg, replace(letters, ' ', E'\u02BF')) AS dotted,
      CASE WHEN length(plain) < 4 AND numnode(phraseto_tsquery(cfg, letters)) = 2 * length(plain) - 1
        THEN phraseto_tsquery(cfg, letters) END AS apart,
      strpos(written, E'\u02BF') > 0 AS is_dotted
    FROM (SELECT configuration::regconfig AS cfg) AS used,
      (SELECT DISTINCT found[1] AS written FROM regexp_matches(
        typed, '(?<![A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F0-9\u02BD\u02BF])([A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F]{2,5}|[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F](?:[\u02BD\u02BF][A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F]){1,4})(?![A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F0-9\u02BD\u02BF])', 'g'
      ) AS found) AS words,
      translate(written, E'\u02BD\u02BF', '') AS plain,
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

-- A search of up to three words is not shouted if it has no small letters: they are names.
CREATE OR REPLACE FUNCTION search_as_typed(configuration text, words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
  SELECT CASE WHEN words ~ '^\s*\S+(\s+\S+){0,2}\s*$' THEN capitals_kept(configuration, typed) ELSE typed END
  FROM as_typed(configuration, regexp_replace(words, '(?<=(^|[^A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F0-9])[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F]\.) (?=[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F]\.)', '', 'g')) AS read (typed)
);

UPDATE statement_search
SET search = search_vector(statement.language, statement.text)
FROM statement
WHERE statement.id = statement_search.statement_id
  AND statement.text ~ '[A-Z\u00C0-\u00D6\u00D8-\u00DE\u0391-\u03A9\u0400-\u042F]{2}'
  AND statement_search.search IS DISTINCT FROM search_vector(statement.language, statement.text);
