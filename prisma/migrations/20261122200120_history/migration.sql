-- What the history is told by.

-- A row as a revision of it left it: as it is now, or was when it went, with what was changed of it since as it was before.
-- A revision keeps only the columns that changed, and of a changed name one wants to know which name it was.
CREATE FUNCTION row_after(of_table text, of_key jsonb, revision_id int) RETURNS jsonb
LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  conditions text;
  found jsonb;
BEGIN
  SELECT string_agg(format('%I = %L', name, value), ' AND ') INTO conditions FROM jsonb_each_text(of_key) AS columns (name, value);
  EXECUTE format('SELECT to_jsonb(known) FROM %I AS known WHERE %s', of_table, conditions) INTO found;
  RETURN COALESCE(found, '{}') || COALESCE(
    (
      SELECT jsonb_object_agg(columns.name, columns.value ORDER BY revision.id DESC)
      FROM revision
      CROSS JOIN jsonb_each(before) AS columns (name, value)
      WHERE table_name = of_table AND key = of_key AND revision.id > revision_id
    ),
    '{}'
  );
END $$;
