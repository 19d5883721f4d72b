import { createServer } from "node:http";
import pg from "pg";
import { serve } from "./serve.js";

// What somebody would write by hand for the facets and the timeline that the bench asks for: plain SQL, one statement for each, on
// several connections at once. Without a speaker, the counts are those of a whole topic.
const [url, poolSize] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: Number(poolSize) });

/** The statements that are counted. */
const from = (speaker) =>
  `FROM statement_topic AS counted WHERE counted.topic_id = $1 AND counted.status = 'PUBLISHED' ${speaker ? "AND counted.speaker_id = $2" : ""}`;

const joined = (joins, speaker) => from(speaker).replace("AS counted", `AS counted ${joins}`);

const statement = "JOIN statement ON statement.id = counted.statement_id";
const article =
  "JOIN appearance ON appearance.statement_id = counted.statement_id JOIN article ON article.id = appearance.article_id";
const day = "(counted.said_at AT TIME ZONE 'UTC')";

const facet = (value, joins, speaker, count = "count(*)") =>
  `SELECT ${value} AS value, ${count} AS count ${joined(joins, speaker)} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10`;

const questions = (speaker) => ({
  speakers: facet("speaker.name", "JOIN speaker ON speaker.id = counted.speaker_id", speaker),
  topics: facet(
    "topic.name",
    "JOIN statement_topic AS other ON other.statement_id = counted.statement_id JOIN topic ON topic.id = other.topic_id",
    speaker,
  ),
  publishers: facet(
    "source.name",
    `${article} JOIN source ON source.id = article.source_id`,
    speaker,
    "count(DISTINCT counted.statement_id)",
  ),
  kinds: facet("statement.kind::text", statement, speaker),
  languages: facet("statement.language", statement, speaker),
  roles: facet(
    "speaker_role.label",
    `JOIN speaker_role ON speaker_role.speaker_id = counted.speaker_id
      AND COALESCE(partial_date_first(starts_on) <= ${day}::date, TRUE) AND COALESCE(partial_date_last(ends_on) >= ${day}::date, TRUE)`,
    speaker,
  ),
  years: facet(`date_part('year', ${day})`, "", speaker),
  timeline: `SELECT date_trunc('year', ${day})::date AS value, count(*) AS count ${joined(statement, speaker)} GROUP BY 1 ORDER BY 1`,
});

const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => {
    body += chunk;
  });
  request.on("end", async () => {
    const { speakerId, topicId } = JSON.parse(body);
    const values = speakerId === undefined ? [topicId] : [topicId, speakerId];
    const asked = Object.entries(questions(speakerId !== undefined)).map(async ([name, text]) => {
      const { rows } = await pool.query({ name: `${name}.${values.length}`, text, values });
      return [name, rows.map(({ value, count }) => [value, Number(count)])];
    });
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ data: Object.fromEntries(await Promise.all(asked)) }));
  });
});
serve(server);
