import { createServer } from "node:http";
import pg from "pg";
import { serve } from "./serve.js";

// The bare limit: no GraphQL, no checks; one prepared statement builds the whole answer as text and node:http passes it on.
const [url, poolSize] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: Number(poolSize) });

const text = `
SELECT json_build_object('data', json_build_object('statements', json_build_object(
  'totalCount', (SELECT count(*) FROM statement_topic WHERE topic_id = $1 AND speaker_id = $2 AND status = 'PUBLISHED'),
  'pageInfo', json_build_object('hasNextPage', count(*) > 20, 'endCursor', max(cursor) FILTER (WHERE place = 20)),
  'edges', json_agg(json_build_object('cursor', cursor, 'node', json_build_object(
    'id', id, 'text', text, 'kind', kind, 'saidAt', said_at,
    'speaker', json_build_object('name', speaker_name, 'slug', speaker_slug),
    'topics', topics,
    'firstAppearance', json_build_object(
      'article', json_build_object('headline', headline, 'url', url, 'publishedAt', published_at,
        'source', json_build_object('name', source_name)))
  )) ORDER BY place) FILTER (WHERE place <= 20)
)))::text AS answer
FROM (
  SELECT statement.id, statement.text, statement.kind, statement.said_at, page.place,
    statement.said_at || ' ' || statement.id AS cursor,
    speaker.name AS speaker_name, speaker.slug AS speaker_slug, source.name AS source_name,
    article.headline, article.url, article.published_at,
    (SELECT json_agg(json_build_object('name', topic.name, 'slug', topic.slug) ORDER BY topic.name)
     FROM statement_tag JOIN topic ON topic.id = statement_tag.topic_id
     WHERE statement_tag.statement_id = statement.id) AS topics
  FROM (
    SELECT statement_id, row_number() OVER (ORDER BY said_at DESC, statement_id DESC) AS place
    FROM statement_topic
    WHERE topic_id = $1 AND speaker_id = $2 AND status = 'PUBLISHED'
    ORDER BY said_at DESC, statement_id DESC
    LIMIT 21
  ) AS page
  JOIN statement ON statement.id = page.statement_id
  JOIN speaker ON speaker.id = statement.speaker_id
  JOIN LATERAL (
    SELECT appearance.article_id
    FROM appearance JOIN article ON article.id = appearance.article_id
    WHERE appearance.statement_id = statement.id
    ORDER BY article.published_at, article.id, appearance.id LIMIT 1
  ) AS appearance ON TRUE
  JOIN article ON article.id = appearance.article_id
  JOIN source ON source.id = article.source_id
) AS rows`;

const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => {
    body += chunk;
  });
  request.on("end", async () => {
    const { speakerId, topicId } = JSON.parse(body);
    const { rows } = await pool.query({ name: "headline", text, values: [topicId, speakerId] });
    response.writeHead(200, { "content-type": "application/json" });
    response.end(rows[0].answer);
  });
});
serve(server);
