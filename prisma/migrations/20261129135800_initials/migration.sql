-- Initials no longer match given names: "A. L. Brandt" was found by "Al Brandt", and "J. O'Neill" by "Jo Neill". The normal forms that
-- are stored follow (`normalizeName`, whose list of names this repeats).
CREATE FUNCTION pg_temp.apart(name text, normalized text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  given text;
  run text;
BEGIN
  FOREACH given IN ARRAY string_to_array(
    'abe ada adi al ali amy ana ann ari art asa ash ava avi axe ben bo bob cal che clo cy dan deb del di don dot ed edi eli ema ' ||
    'eva eve flo gil gus guy hal ian ida ike ilo ina ira ivo ivy jan jay jed jen jim jo job joe jon joy kai kay ken kim kit lea lee ' ||
    'len leo les lev lew lex lia lin liv liz lou luc lyn mae mat max may meg mel mia moe ned nia noa nan ola ole oli pam pat pia ray ' ||
    'rex ria rob rod ron roy rut sal sam sid sue tad tal ted teo tia tim tom ty udo ugo uma ute uwe val van vi vic viv wes win yan ' ||
    'yao zac zoe',
    ' '
  ) LOOP
    IF name ~* ('\m' || array_to_string(string_to_array(given, NULL), '[^[:alnum:]]+') || '\M') THEN
      normalized := regexp_replace(normalized, '\m' || given || '\M', array_to_string(string_to_array(given, NULL), ' '), 'g');
    END IF;
  END LOOP;
  run := (regexp_match(name, '\m((?:[[:alpha:]][^[:alnum:]]+)+)o[^[:alnum:]]+[[:alnum:]]{2}', 'i'))[1];
  IF run IS NOT NULL THEN
    run := lower(regexp_replace(run, '[^[:alpha:]]', '', 'g'));
    normalized := regexp_replace(normalized, '\m' || run || 'o ', run || ' o ');
  END IF;
  RETURN normalized;
END
$$;

UPDATE source_name SET normalized = pg_temp.apart(name, normalized)
WHERE name ~ '\m[[:alpha:]][^[:alnum:]]+[[:alpha:]]\M' AND pg_temp.apart(name, normalized) <> normalized;

UPDATE speaker_name SET normalized = pg_temp.apart(name, normalized)
WHERE name ~ '\m[[:alpha:]][^[:alnum:]]+[[:alpha:]]\M' AND pg_temp.apart(name, normalized) <> normalized;

UPDATE topic_name SET normalized = pg_temp.apart(name, normalized)
WHERE name ~ '\m[[:alpha:]][^[:alnum:]]+[[:alpha:]]\M' AND pg_temp.apart(name, normalized) <> normalized;
