/** The aliases of one request, as many as the limits allow. */
export const ALIASES = 20;

const asOf = 'asOf: "2031-01-01T00:00:00Z"';
const pairs = "speaker: $speaker, topic: $topic";
const printed = "speaker: $speaker, source: $source";
const ranked = "statements(first: 1, orderBy: { field: RELEVANCE }, filter: { text: $words }) { nodes { id } }";

/** The questions that took longest for their points when points were counted by objects alone, each as one field of a query. */
export const attacks = [
  {
    title: "`asOf`, speaker × 100, topic × 100",
    field: `statements(first: 1, ${asOf}, filter: { ${pairs} }) { totalCount nodes { id } }`,
  },
  {
    title: "articles: speaker × 100, source × 60, a language that none has",
    field: `articles(first: 1, filter: { ${printed}, language: ["zz"] }) { nodes { id } }`,
  },
  {
    title: "articles: speaker × 100, source × 60",
    field: `articles(first: 1, filter: { ${printed} }) { nodes { id } }`,
  },
  { title: "`RELEVANCE`, 30 words", field: ranked },
  {
    title: "`asOf`, 30 words, counted",
    field: `statements(first: 1, ${asOf}, filter: { text: $words }) { totalCount nodes { id } }`,
  },
  {
    title: "articles: speaker × 100, source × 60, counted",
    field: `articles(first: 0, filter: { ${printed} }) { totalCount }`,
  },
  {
    title: "30 phrases, counted",
    field: "statements(first: 0, filter: { text: $phrases }) { totalCount }",
  },
  { title: "`asOf`, counted", field: `statements(first: 0, ${asOf}) { totalCount }` },
  { title: "20 topics with `RELEVANCE`, 30 words", field: `topics(first: 20) { nodes { ${ranked} } }` },
  {
    title: "speaker × 100, topic × 100, status × 2, counted",
    field: `statements(first: 0, filter: { ${pairs}, status: [PUBLISHED, RETRACTED] }) { totalCount }`,
  },
];

/**
 * Makes the request that asks a question many times.
 *
 * @param values the frequent values that the question is asked about: `speaker`, `topic`, `source`, `words`, `phrases`
 */
export function requestOf({ field }, values, aliases = ALIASES) {
  const used = Object.keys(types).filter((name) => field.includes(`$${name}`));
  const declared = used.map((name) => `$${name}: ${types[name]}`).join(", ");
  const fields = Array.from({ length: aliases }, (_, i) => `a${i}: ${field}`).join("\n");
  const variables = Object.fromEntries(used.map((name) => [name, values[name]]));
  return { query: `query ${declared && `(${declared})`} {\n${fields}\n}`, variables };
}

const types = {
  speaker: "[String!]",
  topic: "[String!]",
  source: "[String!]",
  words: "String",
  phrases: "String",
};
