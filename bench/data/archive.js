import { normalizeName } from "../../dist/src/text/names.js";
import { below, pick, randomSource, zipf } from "./random.js";
import { coinHeadline, coinName, coinText } from "./words.js";

const SOURCES = 60;
const AGENCIES = 10;
/** Topics of the first level, and how many are below each on the second and on the third. */
const REGIONS = 12;
const PLACES_EACH = 8;

const PRINTED_TOGETHER = 5;

/** How large the archive is made; a speaker makes some fifty statements on average. */
export function sizesOf(statements) {
  return {
    sources: SOURCES,
    topics: REGIONS * (1 + PLACES_EACH + PLACES_EACH ** 2),
    speakers: Math.max(100, Math.round(statements / 50)),
  };
}

/** The small tables, each with its rows: sources, speakers, topics, with names, roles and hierarchy. */
export function smallTables(statements, seed) {
  const random = randomSource(seed);
  const { sources, speakers, topics } = sizesOf(statements);
  const named = (count, nameOf) => Array.from({ length: count }, (_, i) => ({ id: i + 1, name: nameOf(i) }));
  const sourceRows = named(sources, (i) => `The ${coinName(i)} ${i < AGENCIES ? "Agency" : "Courier"}`);
  const speakerRows = named(speakers, (i) => `${coinName(below(random, 480))} ${coinName(i, 3)}`);
  const topicRows = named(topics, (i) => coinName(i + 7, 3));
  return [
    table("origin", ["id", "kind", "name"], [[1, "IMPORT", "synthetic"]]),
    table(
      "source",
      ["id", "slug", "name", "kind", "fictional"],
      sourceRows.map(({ id, name }) => [id, `source-${id}`, name, id <= AGENCIES ? "AGENCY" : "OUTLET", "t"]),
    ),
    names("source", sourceRows),
    table(
      "speaker",
      ["id", "slug", "name", "kind", "fictional"],
      speakerRows.map(({ id, name }) => [id, `speaker-${id}`, name, "PERSON", "t"]),
    ),
    names("speaker", speakerRows),
    table("speaker_role", ["speaker_id", "label", "starts_on", "ends_on"], speakerRows.flatMap(rolesOf)),
    table(
      "topic",
      ["id", "slug", "name", "kind", "fictional"],
      topicRows.map(({ id, name }) => [id, `topic-${id}`, name, "PLACE", "t"]),
    ),
    names("topic", topicRows),
    table(
      "topic_broader",
      ["narrower_id", "broader_id"],
      topicRows.flatMap(({ id }) => broaderOf(id)),
    ),
  ];
}

function table(name, columns, rows) {
  return { name, columns, rows };
}

function names(noun, rows) {
  const given = rows.map(({ id, name }) => [id, name, normalizeName(name)]);
  return table(`${noun}_name`, [`${noun}_id`, "name", "normalized"], given);
}

function rolesOf({ id }) {
  return [
    [id, `Delegate of district ${id}`, null, "2011"],
    [id, `Speaker for district ${id}`, "2012", null],
  ];
}

/** Topics are numbered level by level: the regions, then the places in them, then the quarters in these. */
function broaderOf(id) {
  const places = REGIONS * PLACES_EACH;
  if (id <= REGIONS) return [];
  if (id <= REGIONS + places) return [[id, 1 + Math.floor((id - REGIONS - 1) / PLACES_EACH)]];
  return [[id, REGIONS + 1 + Math.floor((id - REGIONS - places - 1) / PLACES_EACH)]];
}

const YEAR_MS = 365.25 * 86_400_000;
const START = Date.UTC(2005, 0, 1);
const YEARS = 20;

/** The large tables, batch by batch, each batch whole: its articles, statements, tags and appearances. */
export function* largeTables(statements, seed, batchSize = 50_000) {
  const random = randomSource(seed + 1);
  const { speakers, topics } = sizesOf(statements);
  const draw = {
    random,
    speaker: zipf(random, speakers),
    topic: zipf(random, topics),
    topics: shuffled(random, topics),
  };
  for (let from = 0; from < statements; from += batchSize) {
    yield batch(draw, from, Math.min(batchSize, statements - from));
  }
}

/** So that a frequent topic may stand on any level. */
function shuffled(random, count) {
  const list = Array.from({ length: count }, (_, i) => i + 1);
  for (let i = count - 1; i > 0; i -= 1) {
    const j = below(random, i + 1);
    [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
}

function batch(draw, from, count) {
  const { random } = draw;
  const firstArticle = from / PRINTED_TOGETHER + 1;
  const articles = Array.from({ length: Math.ceil(count / PRINTED_TOGETHER) }, (_, i) =>
    articleOf(random, firstArticle + i),
  );
  const statements = [];
  const tags = [];
  const appearances = [];
  for (let i = 0; i < count; i += 1) {
    const id = from + i + 1;
    const printedIn = articles[Math.floor(i / PRINTED_TOGETHER)];
    const statement = statementOf(draw, id, printedIn);
    statements.push(statement.row);
    for (const topic of statement.topics) tags.push([id, topic]);
    appearances.push(appearanceOf(statement, printedIn, i % PRINTED_TOGETHER));
    // Some are printed again, later: PostGraphile, which can only sort printings by their own columns, finds the same first.
    const reprint = pick(random, articles);
    if (reprint.time > printedIn.time && random() < 0.4)
      appearances.push(appearanceOf(statement, reprint, PRINTED_TOGETHER + i));
  }
  return [
    table(
      "article",
      [
        "id",
        "url",
        "headline",
        "published_at",
        "published_at_precision",
        "language",
        "source_id",
        "wire_id",
        "fictional",
      ],
      articles.map(({ row }) => row),
    ),
    table(
      "statement",
      [
        "id",
        "speaker_id",
        "speaker_status",
        "text",
        "kind",
        "said_at",
        "said_at_precision",
        "said_at_basis",
        "language",
        "origin_id",
      ],
      statements,
    ),
    table("statement_tag", ["statement_id", "topic_id"], tags),
    table(
      "appearance",
      ["statement_id", "article_id", "position", "text", "kind", "exact", "attribution_text", "origin_id"],
      appearances,
    ),
  ];
}

function articleOf(random, id) {
  const time = Math.floor(START + random() * YEARS * YEAR_MS);
  const wire = random() < 0.3 ? 1 + below(random, AGENCIES) : null;
  const source = AGENCIES + 1 + below(random, SOURCES - AGENCIES);
  const instant = new Date(time).toISOString();
  return {
    id,
    time,
    row: [id, `https://example.org/${id}`, coinHeadline(random, id), instant, "TIME", "en", source, wire, "t"],
  };
}

function statementOf({ random, speaker, topic, topics }, id, { time }) {
  const share = random();
  const kind = share < 0.1 ? "DIRECT" : share < 0.27 ? "MIXED" : "INDIRECT";
  const text = coinText(random, kind, id);
  const isDay = random() < 0.5;
  const saidAt = isDay ? Math.floor(time / 86_400_000) * 86_400_000 : time - below(random, 86_400_000);
  const tagged = new Set(Array.from({ length: 1 + below(random, 3) }, () => topics[topic()]));
  return {
    id,
    kind,
    text,
    topics: tagged,
    row: [
      id,
      1 + speaker(),
      "IDENTIFIED",
      text,
      kind,
      new Date(saidAt).toISOString(),
      isDay ? "DAY" : "TIME",
      "STATED",
      "en",
      1,
    ],
  };
}

function appearanceOf({ id, kind, text }, article, position) {
  return [id, article.id, position, text, kind, text, "the delegate", 1];
}
