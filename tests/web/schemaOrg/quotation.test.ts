import { join } from "node:path";
import { expect, test } from "@jest/globals";
import ts from "typescript";
import { newsArticleOfSchemaOrg } from "../../../web/schemaOrg/newsArticle.ts";
import { speakerOfSchemaOrg } from "../../../web/schemaOrg/nouns.ts";
import { quotationOfSchemaOrg, type StatementFacts } from "../../../web/schemaOrg/quotation.ts";
import { CHECKOUT } from "../../helpers/child.ts";

/**
 * Checks descriptions against schema.org's own definitions, as the types of schema-dts have them, by the compiler of
 * TypeScript: an unknown property, or a value of a type that its property does not take, is a fault.
 */
function faultsIn(nodes: readonly object[]): string[] {
  const types = nodes.map((node) => (node as { "@type": string })["@type"]);
  const file = join(CHECKOUT, "tests/web/schemaOrg/descriptions.ts");
  const text = nodes
    .map((node, i) => `export const node${i}: import("schema-dts").${types[i]} = ${JSON.stringify(node)};`)
    .join("\n");
  const options = { strict: true, noEmit: true, skipLibCheck: true, module: ts.ModuleKind.NodeNext, types: [] };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === file || fileExists(path);
  host.getSourceFile = (path, version, ...rest) =>
    path === file ? ts.createSourceFile(path, text, version) : getSourceFile(path, version, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

const origin = "https://onrecord.example";
const herald = { slug: "ostrin-herald", name: "The Ostrin Herald", kind: "OUTLET", wikidataId: null } as const;
const statement: StatementFacts = {
  urn: "urn:uuid:01234567-89ab-4def-8123-456789abcdef",
  text: "The dam stays.",
  kind: "DIRECT",
  saidOn: "2018-09",
  language: "en",
  status: "PUBLISHED",
  speaker: { slug: "ada-moor", name: "Ada Moor", kind: "PERSON", wikidataId: "Q1", role: "Mayor of Ostrin" },
  occasion: { slug: "dam-hearing", name: "Hearing on the dam", kind: "EVENT" },
  topics: [
    { slug: "ostrin", name: "Ostrin", kind: "PLACE" },
    { slug: "dams", name: "Dams", kind: "ISSUE" },
  ],
  article: {
    url: "https://news.example/dam",
    headline: "Council votes on the dam",
    publishedOn: "2018-09-07",
    language: "en",
    byline: "Bo Lund",
    source: herald,
    wire: { slug: "velmora-wire", name: "Velmora Wire", kind: "AGENCY" },
  },
};

test("a statement is a quotation by a person, about topics, in the article that printed it", () => {
  expect(quotationOfSchemaOrg(statement, origin)).toMatchObject({
    "@type": "Quotation",
    "@id": statement.urn,
    url: `${origin}/statements/01234567-89ab-4def-8123-456789abcdef`,
    spokenByCharacter: {
      "@type": "Person",
      name: "Ada Moor",
      jobTitle: "Mayor of Ostrin",
      url: `${origin}/speakers/ada-moor`,
      sameAs: "http://www.wikidata.org/entity/Q1",
    },
    dateCreated: "2018-09",
    about: [{ "@type": "Place" }, { "@type": "Thing" }],
    isPartOf: {
      "@type": "NewsArticle",
      publisher: { name: "The Ostrin Herald" },
      sourceOrganization: { name: "Velmora Wire" },
    },
  });
});

test("schema.org's own definitions allow every property of every description", () => {
  const described: [string, object][] = [
    ["of a quotation", quotationOfSchemaOrg(statement, origin)],
    [
      "of a retracted paraphrase",
      quotationOfSchemaOrg({ ...statement, kind: "INDIRECT", status: "RETRACTED" }, origin),
    ],
    [
      "of a quotation of nobody known, in an article that is not on the web",
      quotationOfSchemaOrg(
        {
          ...statement,
          speaker: null,
          occasion: null,
          topics: [],
          article: { ...statement.article, url: "urn:isbn:1" },
        },
        origin,
      ),
    ],
    ...(["ORGANIZATION", "GOVERNMENT", "GROUP", "PERSON"] as const).map((kind): [string, object] => [
      `of a speaker of kind ${kind}`,
      speakerOfSchemaOrg(
        { slug: "a", name: "A", kind, role: "Chair", description: "One of two", otherNames: ["B"] },
        origin,
      ),
    ]),
    ["of an article", newsArticleOfSchemaOrg({ ...statement.article, byline: null, wire: null }, origin)],
    [
      "of an article of an institution",
      newsArticleOfSchemaOrg({ ...statement.article, source: { ...herald, kind: "INSTITUTION" } }, origin),
    ],
  ];
  expect(faultsIn(described.map(([, node]) => node))).toEqual([]);
});

test.each([
  ["a property that there is not", { "@type": "Quotation", spokenBy: "Ada Moor" }],
  ["a property of another type", { "@type": "Organization", jobTitle: "Chair" }],
  ["a value of another type", { "@type": "NewsArticle", publisher: { "@type": "Place", name: "Ostrin" } }],
])("the check finds %s", (_, node) => {
  expect(faultsIn([node])).toHaveLength(1);
});

test("an organisation has no job title", () => {
  expect(speakerOfSchemaOrg({ slug: "a", name: "A", kind: "GOVERNMENT", role: "Chair" }, origin)).not.toHaveProperty(
    "jobTitle",
  );
});
