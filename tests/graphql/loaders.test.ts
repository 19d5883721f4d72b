import { expect, test } from "@jest/globals";
import { openApi } from "../helpers/api.ts";
import { world } from "../helpers/world.ts";

const api = openApi(world);

/**
 * The most SQL statements that a query may take, whatever the number of rows: one for each list or relation that its
 * page did not bring. Each query is sent with a small and a large page size and must keep to the same number. These
 * tests run without memory; a server remembers names, speakers, topics and sources and does not send those statements
 * (tests/plans.test.ts).
 */
test.each<[string, string, number]>([
  [
    "the headline query, its names not known yet",
    `{ statements(filter: { speaker: ["Ada Brandt"], topic: ["Harbour"] }, first: N) {
      totalCount
      nodes { text kind saidAt speaker { name } speakerRole
        firstAppearance { passage { exact url } article { headline publishedAt source { name } wire { name } } } }
      matched { speakers { name slug } topics { name slug } unmatched } } }`,
    // The two names, the speaker's groups, the page with its count, its speakers, its sources.
    6,
  ],
  ["a page without names", "{ statements(first: N) { nodes { text speaker { name } speakerRole } } }", 2],
  [
    "names, however many, in one",
    '{ statements(filter: { speaker: ["Weber", "Ada Brandt", "x", "y", "z"] }, first: N) { nodes { text } } }',
    // Nobody bears three of them, so these are looked for as parts of names.
    4,
  ],
  [
    "a relation a level",
    "{ statements(first: N) { nodes { topics { slug broader { slug } } appearances(first: N) { totalCount nodes { article { source { slug } wire { slug } } } } independentSourceCount assertedBy { name } } } }",
    9,
  ],
  [
    "who asserts what, and why a topic is one",
    "{ statements(first: N) { nodes { tags { basis topic { slug broader { slug } } } assertedBy { file } appearances(first: N) { nodes { asserters { checksum } } } } } }",
    6,
  ],
  [
    "a speaker's statements under a list of speakers",
    "{ speakers(first: N) { nodes { statements(first: N) { nodes { text speaker { name } firstAppearance { article { source { name } } } } } } } }",
    4,
  ],
  [
    "with a filter and a count",
    '{ speakers(first: N) { nodes { statements(first: N, filter: { topic: ["Sandholm"], text: "harbour OR pier" }) { totalCount edges { node { text } snippet { text } } } } } }',
    // Two of these ask which languages exist, and whether few enough statements contain the words to list their ids.
    7,
  ],
  [
    "a topic's statements, speakers and narrower topics",
    "{ topics(first: N) { nodes { statements(first: N) { nodes { id } } speakers(first: N) { edges { statementCount node { name } } } narrower(first: N) { nodes { slug } } } } }",
    4,
  ],
  [
    "an article's statements, with their speakers and roles",
    "{ articles(first: N) { nodes { statements(first: N) { edges { node { speaker { name } speakerRole firstAppearance { cue passage { url } } } appearance { cue passage { spans { role } url } } } } relatedArticles { article { headline } } } } }",
    9,
  ],
  [
    "a source's articles",
    "{ sources(first: N) { nodes { names { name } articles(first: N) { totalCount nodes { headline source { name } } } } } }",
    5,
  ],
  [
    "everything about a speaker",
    "{ speakers(first: N) { nodes { names { name } roles { label } members { slug } groups { slug } articles(first: N) { nodes { url } } topics(first: N) { totalCount nodes { slug } } } } }",
    8,
  ],
  [
    "two fields that ask the same below their parents",
    "{ speakers(first: N) { nodes { a: statements(first: N) { nodes { text } } b: statements(first: N) { nodes { text } } } } }",
    2,
  ],
  [
    "back and forth between the nouns",
    "{ speakers(first: N) { nodes { statements(first: N) { nodes { speaker { slug statements(first: N) { nodes { speaker { name } } } } } } } } }",
    5,
  ],
])("a loader asks the archive once for all of a page: %s", async (_what, query, most) => {
  for (const size of ["3", "100"]) {
    const statements = await api.countSql(query.replaceAll("N)", `${size})`).replaceAll("N,", `${size},`));
    expect({ size, statements, isWithin: statements.length <= most }).toEqual({ size, statements, isWithin: true });
  }
});
