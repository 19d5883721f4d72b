/**
 * The questions of a page whose time could grow with the archive.
 *
 * @param values the most frequent speaker, topic, source and word, a rare word, and the words of a statement
 */
export function growingQuestions({ speaker, topic, source, word, rareWord, quote }) {
  const nodes = "nodes { id text saidAt speaker { name } firstAppearance { article { headline url } } }";
  const text = (value) => JSON.stringify(value);
  const list = (filter, wanted, more = "") => `{ statements(first: 20, filter: { ${filter} }${more}) { ${wanted} } }`;
  const [by, on] = [`speaker: [${text(speaker)}]`, `topic: [${text(topic)}]`];
  const roles = Array.from({ length: 100 }, (_, i) => `Delegate of district ${i + 1}`);
  return [
    ["a page by a speaker on a topic, with its count", list(`${by}, ${on}`, `totalCount ${nodes}`)],
    ["a page of a topic", list(on, nodes)],
    ["the same with its count", list(on, `totalCount ${nodes}`)],
    ["the count of everything", "{ statements(first: 0) { totalCount } }"],
    ["the counts of the archive's printings and dates", "{ archive { appearanceCount firstSaidOn lastSaidOn } }"],
    ["the count of a kind", list("kind: [DIRECT]", "totalCount")],
    ["the count of a source", list(`source: [${text(source)}]`, "totalCount")],
    ["a page of a frequent word", list(`text: ${text(word)}`, nodes)],
    ["the count of a frequent word", list(`text: ${text(word)}`, "totalCount")],
    ["a page of a frequent word on a topic, with its count", list(`text: ${text(word)}, ${on}`, `totalCount ${nodes}`)],
    [
      "a page of a frequent word by a speaker, with its count",
      list(`text: ${text(word)}, ${by}`, `totalCount ${nodes}`),
    ],
    ["a page of a rare word", list(`text: ${text(rareWord)}`, nodes)],
    ["a page in a language that nobody speaks, with its count", list('language: ["zz"]', `totalCount ${nodes}`)],
    ["a page by the holders of 100 roles", list(`role: ${JSON.stringify(roles)}`, nodes)],
    [
      "the topics of the most frequent speaker",
      `{ speaker(by: { slug: ${text(speaker)} }) { topics(first: 20) { edges { statementCount node { name } } } } }`,
    ],
    [
      "the topics that this speaker's statements are tagged with",
      `{ speaker(by: { slug: ${text(speaker)} }) { topics(first: 20, direct: true) { edges { statementCount node { name } } } } }`,
    ],
    [
      "the articles that quote this speaker, with their count",
      `{ speaker(by: { slug: ${text(speaker)} }) { articles(first: 20) { totalCount nodes { headline url } } } }`,
    ],
    [
      "the speakers of the most frequent topic",
      `{ topic(by: { slug: ${text(topic)} }) { speakers(first: 20) { edges { statementCount node { name } } } } }`,
    ],
    [
      "the verification of a quotation",
      `{ verifyQuote(text: ${text(quote)}) { wording matches { statement { id } } } }`,
    ],
  ].map(([title, query]) => ({ title, query }));
}
