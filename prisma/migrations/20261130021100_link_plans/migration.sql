-- A session keeps the plans that it made while there were few links. Each link that an import added then read all the links before it:
-- 50,000 links took four minutes.
ALTER FUNCTION link_is_possible() SET enable_seqscan TO off;
