import { choosePairs, PAGE, read } from "./query.js";

/** How often each statement that a measured page shows has been changed. */
const CHANGES = 50;

/**
 * A copy of an archive in which editors have changed, over and over, the very statements that the questions ask for, each time as one
 * change that the tables' own triggers keep. The statements are as they were, and lie on the disk as they did: what is left is the
 * history.
 *
 * @returns `revisions`: how many there are
 */
export async function copyWithHistory(cluster, { url }, { pairs, seed, say }) {
  const copy = new URL(url);
  const original = copy.pathname.slice(1);
  copy.pathname = `${original}_history`;
  say(`Copying the archive, and giving each statement of the pages ${CHANGES} changes …`);
  await read(cluster.url, `CREATE DATABASE ${original}_history TEMPLATE ${original}`);
  await read(copy.href, editing(await choosePairs(url, { count: pairs, seed })));
  await read(copy.href, "CLUSTER statement USING statement_pkey");
  await read(copy.href, "VACUUM ANALYZE");
  const [{ revisions }] = await read(copy.href, "SELECT count(*)::int AS revisions FROM revision");
  return { url: copy.href, revisions };
}

function editing(pairs) {
  const values = pairs.map(({ speakerId, topicId }) => `(${speakerId}, ${topicId})`);
  return `DO $$
DECLARE
  begun int;
  on_pages int[] := ARRAY(
    SELECT DISTINCT shown.statement_id
    FROM (VALUES ${values}) AS pair (speaker_id, topic_id)
    CROSS JOIN LATERAL (
      SELECT statement_id
      FROM statement_topic
      WHERE statement_topic.speaker_id = pair.speaker_id AND statement_topic.topic_id = pair.topic_id
      ORDER BY said_at DESC, statement_id DESC
      LIMIT ${PAGE}
    ) AS shown
  );
BEGIN
  PERFORM set_config('onrecord.origin', '1', TRUE), set_config('onrecord.editing', 'on', TRUE);
  FOR n IN 1..${CHANGES} LOOP
    INSERT INTO change (origin_id, action) VALUES (1, 'statementUpdate') RETURNING id INTO begun;
    PERFORM set_config('onrecord.change', begun::text, TRUE);
    UPDATE statement SET original_language = CASE WHEN n % 2 = 1 THEN 'ru' END WHERE id = ANY (on_pages);
  END LOOP;
END $$`;
}
