import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { largeTables, smallTables } from "./archive.js";
import { below, randomSource } from "./random.js";

const fictional = true;

/**
 * Writes a synthetic archive as a file of OnRecord's own JSON Lines, so that it can be imported: its sources, topics and
 * speakers, then its articles with five printings and more each. Every third headline names a topic.
 *
 * @param withBodies whether articles have a body, in which each passage has its place and three spans
 * @returns how many statements articles print
 */
export async function writeCorpus(path, { statements, seed, withBodies }) {
  const nouns = Object.fromEntries(smallTables(statements, seed).map(({ name, rows }) => [name, rows]));
  const file = createWriteStream(path);
  const put = async (entries) => {
    if (!file.write(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""))) await once(file, "drain");
  };
  await put(nounEntries(nouns));
  const random = randomSource(seed + 2);
  let printings = 0;
  for (const tables of largeTables(statements, seed, 5_000)) {
    const entries = articleEntries(tables, { topics: nouns.topic, random, withBodies });
    await put(entries);
    printings += entries.reduce((sum, { article }) => sum + article.statements.length, 0);
  }
  file.end();
  await once(file, "close");
  return printings;
}

function nounEntries({ source, speaker, speaker_role: roles, topic, topic_broader: links }) {
  const rolesOf = grouped(roles, ([id]) => id);
  const broaderOf = grouped(links, ([narrower]) => narrower);
  return [
    ...source.map(([, slug, name, kind]) => ({ source: { slug, name, kind, fictional } })),
    ...topic.map(([id, slug, name, kind]) => {
      const broader = (broaderOf.get(id) ?? []).map(([, above]) => `topic-${above}`);
      return { topic: { slug, name, kind, fictional, broader } };
    }),
    ...speaker.map(([id, slug, name, kind]) => ({
      speaker: { slug, name, kind, fictional, roles: rolesOf.get(id).map(roleEntry) },
    })),
  ];
}

function roleEntry([, label, startsOn, endsOn]) {
  return { label, startsOn: startsOn ?? undefined, endsOn: endsOn ?? undefined };
}

function articleEntries([articles, statements, tags, appearances], { topics, random, withBodies }) {
  const statementOf = new Map(statements.rows.map((row) => [row[0], row]));
  const tagsOf = grouped(tags.rows, ([statement]) => statement);
  const printingsOf = grouped(appearances.rows, ([, article]) => article);
  return articles.rows.map(([id, url, headline, publishedAt, , language, source, wire]) => {
    const printed = (printingsOf.get(id) ?? []).map(([statement, , , text, kind, , attributionText]) => {
      const [, speaker, , , , saidAt, precision] = statementOf.get(statement);
      return {
        ...{ kind, text, speaker: `speaker-${speaker}`, saidAt: precision === "DAY" ? saidAt.slice(0, 10) : saidAt },
        topics: tagsOf.get(statement).map(([, topic]) => `topic-${topic}`),
        appearance: { attributionText, cue: "said", passage: { exact: text } },
      };
    });
    const topic = random() < 1 / 3 ? ` in ${topics[below(random, topics.length)][2]}` : "";
    const common = {
      url,
      headline: `${headline}${topic}`,
      publishedAt,
      language,
      fictional,
      source: `source-${source}`,
    };
    const agency = wire === null ? {} : { wire: `source-${wire}` };
    return { article: { ...common, ...agency, ...(withBodies ? inBody(printed) : { statements: printed }) } };
  });
}

/** A body of a paragraph for each statement, with where it stands there. All its letters have one UTF-16 unit. */
function inBody(printed) {
  let body = "";
  const statements = printed.map(({ appearance, ...statement }) => {
    const { exact } = appearance.passage;
    const { attributionText: who, cue } = appearance;
    const start = body.length;
    const [end, speaker] = [start + exact.length, start + exact.length + 1];
    const verb = speaker + who.length + 1;
    body += `${exact} ${who} ${cue} before the doors were opened to all who had waited there since the early morning.\n\n`;
    const spans = [
      { role: "CONTENT", exact, start, end },
      { role: "SPEAKER", exact: who, start: speaker, end: verb - 1 },
      { role: "CUE", exact: cue, start: verb, end: verb + cue.length },
    ];
    return { ...statement, appearance: { ...appearance, passage: { exact, start, end, spans } } };
  });
  return { body: body.trimEnd(), statements };
}

function grouped(rows, keyOf) {
  const groups = new Map();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
