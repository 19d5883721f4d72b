-- A compound and a number are one word too: "co-operation" is "cooperation", "1,000,000" is "1000000" and "F-16s" are more than
-- one "F-16". Decision 65.
--
-- The parts of "co-operation" stay words at their places, so whatever was found is found. The whole is a further word at the
-- place of each part: before the next word and behind the one before, so that phrases hold.

-- The compounds and numbers of a text, with what each is when written as one word. "re-sign" is not "resign", nor "UN-backed" "unbacked".
-- In English "1.500" is one and a half, and where a comma is the decimal sign, "1,500" is.
CREATE FUNCTION joinable(configuration text, typed text) RETURNS TABLE (written text, joined text)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT compound, translate(compound, E'-\u2010\u2011', '')
  FROM (
    SELECT DISTINCT found[1] AS compound
    FROM regexp_matches(typed, '(?<![A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u02BD-\u02BF\u02EE\uA78C]|[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u02BD-\u02BF\u02EE\uA78C][-&./@_\u2010\u2011])([A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF]+(?:[-\u2010\u2011][A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF]+)+)(?![A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u02BD-\u02BF\u02EE\uA78C]|[-&./@_\u2010\u2011][A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F])', 'g') AS found
  ) AS compounds
  WHERE length(compound) BETWEEN 6 AND 60
    AND compound ~ '[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF]{3}'
    AND compound !~ '^[A-Z\u00C0-\u00D6\u00D8-\u00DE\u0391-\u03A9\u0400-\u042F]{2,}[-\u2010\u2011]'
    AND compound !~* '^re[-\u2010\u2011][^aeiou\u00E0-\u00F6]'
  UNION ALL
  SELECT number, translate(number, E'.,''\u2019\u066C\u00A0\u2009\u202F ', '')
  FROM (
    SELECT DISTINCT found[1] AS number
    FROM regexp_matches(typed, '(?<![A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u02BD-\u02BF\u02EE\uA78C]|[0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F][.,:''\u2019\u066C])((?!0)(?:[0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]{1,3}([.,''\u2019\u066C\u00A0\u2009\u202F ])[0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]{3}(?:\2[0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]{3})*|[0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]{1,2}(?:,[0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]{2})+,[0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]{3}))(?![0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]|[.,:''\u2019\u066C][0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]{3}(?![0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]))', 'g') AS found
  ) AS numbers
  WHERE number !~ CASE
    WHEN configuration = 'onrecord_english' THEN '^[0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]+[.][0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]+$'
    WHEN configuration IN (
      'onrecord_basque', 'onrecord_catalan', 'onrecord_danish', 'onrecord_dutch', 'onrecord_finnish', 'onrecord_french', 'onrecord_german',
      'onrecord_greek', 'onrecord_hungarian', 'onrecord_indonesian', 'onrecord_italian', 'onrecord_lithuanian', 'onrecord_norwegian',
      'onrecord_portuguese', 'onrecord_romanian', 'onrecord_russian', 'onrecord_serbian', 'onrecord_swedish', 'onrecord_turkish'
    ) THEN '^[0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]+,[0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]+$'
    ELSE '^$'
  END
$$;

-- Whether there may be any: most texts have none, and this is read faster.
CREATE FUNCTION may_be_joinable(typed text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN typed ~ '[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF][-\u2010\u2011][A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF]|[0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F][.,''\u2019\u066C\u00A0\u2009\u202F ][0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]{2}';

-- A text in which each part of a compound or number is the whole, so that the whole has the place of each part.
CREATE FUNCTION compounds_spread(configuration text, typed text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  spread text := typed;
  unit record;
BEGIN
  -- The longest first: "12,500" is a part of "12,500,000". A text has 20,000 letters at most; more than 200 compounds would take long.
  FOR unit IN SELECT * FROM joinable(configuration, typed) ORDER BY length(written) DESC, written COLLATE "C" LIMIT 200 LOOP
    spread := regexp_replace(
      spread,
      '(?<![A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u02BD-\u02BF\u02EE\uA78C])' || replace(unit.written, '.', '[.]') || CASE WHEN unit.joined ~ '^[0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]' THEN '(?![0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F])' ELSE '(?![A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u02BD-\u02BF\u02EE\uA78C])' END,
      regexp_replace(unit.written, '[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]+', unit.joined, 'g'),
      'g'
    );
  END LOOP;
  RETURN spread;
END $$;

CREATE OR REPLACE FUNCTION search_vector(language text, words text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  configuration CONSTANT text := search_configuration(language);
  typed CONSTANT text := as_typed(configuration, words);
  spread text;
BEGIN
  IF may_be_joinable(typed) THEN
    spread := compounds_spread(configuration, typed);
    IF spread <> typed THEN
      RETURN (
        SELECT string_agg(
          '''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || ''':' || array_to_string(positions, ','), ' '
        )::tsvector
        FROM (
          SELECT lexeme, positions FROM unnest(to_tsvector(configuration::regconfig, spaced(typed)))
          UNION ALL
          SELECT lexeme, positions FROM unnest(to_tsvector(configuration::regconfig, spaced(spread)))
        ) AS both_writings
      );
    END IF;
  END IF;
  RETURN to_tsvector(configuration::regconfig, spaced(typed));
END $$;

-- Other writings of an operand of a search: a compound or a number as one word; "F16" and "F-16s" for "F-16"; and words within a
-- phrase twice and more, as the whole of a compound stands in texts. The year of "mid-1990" is not the decade of "mid-1990s".
CREATE FUNCTION other_writings(configuration text, operand text) RETURNS SETOF text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
SET client_min_messages = warning AS $$
DECLARE
  joined text := operand;
  unit record;
  word text;
BEGIN
  IF may_be_joinable(operand) THEN
    FOR unit IN SELECT * FROM joinable(configuration, operand) ORDER BY length(written) DESC LOOP
      joined := replace(joined, unit.written, unit.joined);
    END LOOP;
    IF joined <> operand THEN
      RETURN NEXT joined;
    END IF;
  END IF;
  FOR unit IN
    SELECT DISTINCT
      part[1] AS written, part[2] AS name, part[3] AS joint, part[4] AS number, part[5] AS ending,
      numnode(phraseto_tsquery(configuration::regconfig, part[2] || ' ' || part[4])) = 3 AS is_read
    FROM regexp_matches(operand, '(?<![A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u02BD-\u02BF\u02EE\uA78C]|[A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u02BD-\u02BF\u02EE\uA78C][-\u2010\u2011])(([A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF]+)([-\u2010\u2011]?)([0-9]+)(s?))(?![A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u02BD-\u02BF\u02EE\uA78C]|[-.,\u2010\u2011][A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F])', 'g') AS part
    LIMIT 10
  LOOP
    RETURN QUERY
    SELECT replace(operand, unit.written, writing)
    FROM unnest(
      ARRAY[unit.name || unit.number, unit.name || unit.number || 's']
      || CASE WHEN unit.is_read THEN ARRAY[unit.name || '-' || unit.number, unit.name || '-' || unit.number || 's'] ELSE '{}' END
    ) AS writing
    WHERE writing <> unit.written
      AND NOT (unit.joint <> '' AND unit.number ~ '^[12][0-9]{2}0$' AND (right(writing, 1) = 's') <> (unit.ending = 's'));
  END LOOP;
  IF joined ~ '^".*\S\s+\S+\s+\S.*"$' THEN
    FOR word IN
      SELECT DISTINCT inner_word[1]
      FROM regexp_matches(joined, '(?<=\S\s)([A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF]{5,}|[0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]{4,})(?=\s+[^\s"])', 'g') AS inner_word
      LIMIT 20
    LOOP
      RETURN NEXT regexp_replace(
        joined,
        '(?<=\s)' || word || '(?=\s)',
        rtrim(repeat(word || ' ', CASE WHEN word ~ '^[0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]' THEN (length(word) + 2) / 3 ELSE 2 END)),
        'g'
      );
    END LOOP;
  END IF;
END $$;

CREATE OR REPLACE FUNCTION search_query(configuration text, words text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
-- The parser notes each common word.
SET client_min_messages = warning AS $$
DECLARE
  typed text := search_as_typed(configuration, words);
  asked tsquery := literal_query(configuration, typed);
  word record;
BEGIN
  FOR word IN
    SELECT literal_query(configuration, ltrim(operand, '-')) AS spelling, literal_query(configuration, writing) AS other
    FROM (
      SELECT DISTINCT CASE WHEN starts_with(piece[1], '"') THEN rtrim(piece[1], '"') || '"' ELSE piece[1] END AS operand
      FROM regexp_matches(typed, '("[^"]*"?|[^\s"]+)', 'g') AS piece
      UNION
      -- Numbers in groups with spaces are several operands.
      SELECT written FROM joinable(configuration, typed) WHERE written ~ '\s'
    ) AS operands, other_writings(configuration, ltrim(operand, '-')) AS writing
    LIMIT 200
  LOOP
    IF numnode(word.spelling) > 0 AND numnode(word.other) > 0 THEN
      asked := ts_rewrite(asked, word.spelling, word.spelling || word.other);
    END IF;
  END LOOP;
  FOR word IN SELECT spelling, others FROM spelled_otherwise(configuration, typed) LOOP
    asked := ts_rewrite(asked, word.spelling, word.spelling || word.others);
  END LOOP;
  RETURN asked;
END $$;

-- A search as it is marked in one text: the parts of a compound or number for the whole that was searched for.
CREATE FUNCTION query_in_text(configuration text, asked tsquery, words text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
SET client_min_messages = warning AS $$
DECLARE
  typed CONSTANT text := as_typed(configuration, words);
  shown tsquery := asked;
  word record;
BEGIN
  IF may_be_joinable(typed) THEN
    FOR word IN
      SELECT
        plainto_tsquery(configuration::regconfig, joined) AS whole,
        phraseto_tsquery(configuration::regconfig, regexp_replace(written, '[^A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0370-\u03FF\u0400-\u052F\u1E00-\u1FFF0-9\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]+', ' ', 'g')) AS parts
      FROM joinable(configuration, typed)
      LIMIT 200
    LOOP
      IF numnode(word.whole) = 1 AND numnode(word.parts) > 0 THEN
        shown := ts_rewrite(shown, word.whole, word.whole || word.parts);
      END IF;
    END LOOP;
  END IF;
  RETURN shown;
END $$;

UPDATE statement_search
SET search = search_vector(statement.language, statement.text)
FROM statement
WHERE statement.id = statement_search.statement_id
  AND may_be_joinable(statement.text)
  AND statement_search.search IS DISTINCT FROM search_vector(statement.language, statement.text);

-- Hebrew gershayim and geresh are quotation marks. `hasQuotationMark` (src/text/quotation/marks.ts) has the same marks. Texts that kept the
-- old rule keep this one.
CREATE OR REPLACE FUNCTION has_text_of_its_kind(kind "StatementKind", words text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN is_clean_text(words, 20000)
  AND (kind <> 'MIXED' OR words ~ '["''“”„‟⹂«»‹›‘’‚‛「」『』｢｣﹁﹂﹃﹄〝〞〟❝❞❛❜״׳＂＇]|<<|>>|``');
