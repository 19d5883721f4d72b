-- Quotations are looked up verbatim. Text search cannot do that: it leaves out the common words ("It is what it is"), and its
-- parser reads "5.5", "COVID-19" and "anti-harbour" differently from the words that stand in a row. Here every word counts.

-- Words separated by single spaces, without case, accents and punctuation, as text/likeness.ts compares them. Texts and
-- quotations go through the same function, so a letter that it does not fold costs a match only if the two differ in it.
-- It asks no collation, because an index rests on it. Soft hyphens and marks of direction disappear. The letters of scripts
-- without spaces are words of their own, as in the function "spaced". Most texts have no letters beyond ASCII, and are done
-- in a fraction of the time.
CREATE FUNCTION wording(words text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
DECLARE
  plain text := translate(lower(words COLLATE "C"), '‘’“”–—…', '       ');
BEGIN
  IF octet_length(plain) > length(plain) THEN
    plain := regexp_replace(
      normalize(words, NFKD),
      '[\u00AD\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0640\u064B-\u065F\u0670' ||
      '\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]',
      '', 'g'
    );
    plain := translate(
      lower(plain COLLATE "C"),
      'ÐØðøĐđĦħıŁłŊŋŦŧƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƢƤƦƧƩƬƮƱƲƳƵƷƸƼǤǶǷȜȠȢȤȺȻȽȾɁɃɄɅɆɈɊɌɎΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦ' ||
      'ΧΨΩςЂЄЅІЈЉЊЋЏАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӃӅ' ||
      'ӇӉӋӍӔӘӠӨӶӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖةىکی',
      'dododdhhillnnttɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵƣƥʀƨʃƭʈʊʋƴƶʒƹƽǥƕƿȝƞȣȥⱥȼƚⱦɂƀʉʌɇɉɋɍɏαβγδεζηθικλμνξοπρστυφ' ||
      'χψωσђєѕіјљњћџабвгдежзиклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӄӆ' ||
      'ӈӊӌӎӕәӡөӷӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆهيكي'
    );
    plain := replace(replace(replace(replace(plain, 'ß', 'ss'), 'ẞ', 'ss'), 'Æ', 'ae'), 'æ', 'ae');
    plain := replace(replace(replace(replace(plain, 'Œ', 'oe'), 'œ', 'oe'), 'Þ', 'th'), 'þ', 'th');
    plain := regexp_replace(
      plain,
      '([\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u2E80-\u2FDF\u3005-\u3007\u3040-\u30FF\u31F0-\u31FF\u3400-\u4DBF' ||
      '\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF])',
      ' \1 ', 'g'
    );
    plain := regexp_replace(
      plain,
      -- Whatever is neither letter nor mark nor number in Unicode 16, up to U+FFFF and in the blocks of emoji.
      '[' ||
      '\u0080-\u00A9\u00AB-\u00B1\u00B4\u00B6-\u00B8\u00BB\u00BF\u00D7\u00F7\u02C2-\u02C5\u02D2-\u02DF' ||
      '\u02E5-\u02EB\u02ED\u02EF-\u02FF\u0375\u037E\u0384\u0385\u0387\u03F6\u0482\u055A-\u055F\u0589-\u058F' ||
      '\u05BE\u05C0\u05C3\u05C6\u05F3-\u060F\u061B-\u061F\u066A-\u066D\u06D4\u06DD\u06DE\u06E9\u06FD\u06FE' ||
      '\u0700-\u070F\u07F6-\u07F9\u07FE\u07FF\u0830-\u083E\u085E\u0888\u0890\u0891\u08E2\u0964\u0965\u0970' ||
      '\u09F2\u09F3\u09FA\u09FB\u09FD\u0A76\u0AF0\u0AF1\u0B70\u0BF3-\u0BFA\u0C77\u0C7F\u0C84\u0D4F\u0D79' ||
      '\u0DF4\u0E3F\u0E4F\u0E5A\u0E5B\u0F01-\u0F17\u0F1A-\u0F1F\u0F34\u0F36\u0F38\u0F3A-\u0F3D\u0F85' ||
      '\u0FBE-\u0FC5\u0FC7-\u0FDA\u104A-\u104F\u109E\u109F\u10FB\u1360-\u1368\u1390-\u1399\u1400' ||
      '\u166D\u166E\u1680\u169B\u169C\u16EB-\u16ED\u1735\u1736\u17D4-\u17D6\u17D8-\u17DB\u1800-\u180A\u180E' ||
      '\u1940-\u1945\u19DE-\u19FF\u1A1E\u1A1F\u1AA0-\u1AA6\u1AA8-\u1AAD\u1B4E\u1B4F\u1B5A-\u1B6A' ||
      '\u1B74-\u1B7F\u1BFC-\u1BFF\u1C3B-\u1C3F\u1C7E\u1C7F\u1CC0-\u1CC7\u1CD3\u1FBD\u1FBF-\u1FC1' ||
      '\u1FCD-\u1FCF\u1FDD-\u1FDF\u1FED-\u1FEF\u1FFD-\u206F\u207A-\u207E\u208A-\u208E\u20A0-\u20C1' ||
      '\u2100\u2101\u2103-\u2106\u2108\u2109\u2114\u2116-\u2118\u211E-\u2123\u2125\u2127\u2129\u212E' ||
      '\u213A\u213B\u2140-\u2144\u214A-\u214D\u214F\u218A-\u244A\u249C-\u24E9\u2500-\u2775\u2794-\u2BFF' ||
      '\u2CE5-\u2CEA\u2CF9-\u2CFC\u2CFE\u2CFF\u2D70\u2E00-\u2E2E\u2E30-\u3004\u3008-\u3020\u3030' ||
      '\u3036\u3037\u303D-\u303F\u309B\u309C\u30A0\u30FB\u3190\u3191\u3196-\u319F\u31C0-\u31EF\u3200-\u321E' ||
      '\u322A-\u3247\u3250\u3260-\u327F\u328A-\u32B0\u32C0-\u33FF\u4DC0-\u4DFF\uA490-\uA4C6\uA4FE\uA4FF' ||
      '\uA60D-\uA60F\uA673\uA67E\uA6F2-\uA716\uA720\uA721\uA789\uA78A\uA828-\uA82B\uA836-\uA839' ||
      '\uA874-\uA877\uA8CE\uA8CF\uA8F8-\uA8FA\uA8FC\uA92E\uA92F\uA95F\uA9C1-\uA9CD\uA9DE\uA9DF\uAA5C-\uAA5F' ||
      '\uAA77-\uAA79\uAADE\uAADF\uAAF0\uAAF1\uAB5B\uAB6A\uAB6B\uABEB\uFB29\uFBB2-\uFBD2\uFD3E-\uFD4F' ||
      '\uFD90\uFD91\uFDC8-\uFDCF\uFDFC-\uFDFF\uFE10-\uFE19\uFE30-\uFE6B\uFEFF-\uFF0F\uFF1A-\uFF20' ||
      '\uFF3B-\uFF40\uFF5B-\uFF65\uFFE0-\uFFFD\U0001F000-\U0001FAFF' ||
      ']+',
      ' ', 'g'
    );
  END IF;
  RETURN btrim(regexp_replace(plain, '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u007F]+', ' ', 'g'));
END $$;

-- A wording's words and its pairs of neighbours, each as a number; only the pairs if "shortest" is 2. A statement that has all
-- pairs of a quotation nearly always has the quotation: pairs tell texts apart even if all their words are common, and cost a
-- third less than runs of three. They are numbers because an index of them is half as large. The function calls nothing of
-- ours, so that a dump, which is restored without a search path, can make the index.
CREATE FUNCTION wording_grams(wording text, shortest int DEFAULT 1) RETURNS int[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
DECLARE
  grams int[] := '{}';
  word text;
  previous text;
BEGIN
  FOREACH word IN ARRAY string_to_array(wording, ' ') LOOP
    IF shortest < 2 THEN grams := array_append(grams, hashtext(word COLLATE "C")); END IF;
    IF previous IS NOT NULL THEN grams := array_append(grams, hashtext((previous || ' ' || word) COLLATE "C")); END IF;
    previous := word;
  END LOOP;
  RETURN grams;
END $$;

-- What a text must have to have all these runs of words: their pairs, and a word that stands alone.
CREATE FUNCTION run_grams(runs text[]) RETURNS int[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY(
  SELECT DISTINCT gram
  FROM unnest(runs) AS run, unnest(wording_grams(run, CASE WHEN strpos(run, ' ') > 0 THEN 2 ELSE 1 END)) AS gram
);

-- Each of the many lookups of one quotation reads the list of rows that are not yet in the index itself, so it is kept short.
CREATE INDEX statement_wording_idx ON statement USING gin (wording_grams(wording(text))) WITH (gin_pending_list_limit = 256);
