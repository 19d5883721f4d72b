-- `onrecord partition` partitions the tables of statements. A row's trigger then has the name of a partition, but the history needs
-- that of the table.
CREATE FUNCTION partition_root_name(relation oid) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN (SELECT relname FROM pg_class WHERE pg_class.oid = COALESCE(pg_partition_root(relation), relation));

-- The function is large, and this is all that changes in it. Triggers depend on it, so it is replaced in place.
DO $$
BEGIN
  EXECUTE replace(pg_get_functiondef('keep_revision'::regproc), 'TG_TABLE_NAME', 'partition_root_name(TG_RELID)');
END $$;
