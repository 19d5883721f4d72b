import { describe, expect, test } from "@jest/globals";
import { newsArticleOfSchemaOrg } from "../../../web/schemaOrg/newsArticle.ts";
import { speakerOfSchemaOrg } from "../../../web/schemaOrg/nouns.ts";
import { quotationOfSchemaOrg, type StatementFacts } from "../../../web/schemaOrg/quotation.ts";

/** The types that are used, each with the type above it, and the properties that it adds, with what they may hold (schema.org, version 29). */
const definitions: Record<string, { above?: string; properties: Record<string, readonly string[]> }> = {
  Thing: {
    properties: {
      name: ["Text"],
      url: ["URL"],
      identifier: ["Text"],
      sameAs: ["URL"],
      description: ["Text"],
      alternateName: ["Text"],
    },
  },
  CreativeWork: {
    above: "Thing",
    properties: {
      text: ["Text"],
      genre: ["Text"],
      inLanguage: ["Text"],
      creativeWorkStatus: ["Text"],
      dateCreated: ["Date"],
      datePublished: ["Date"],
      recordedAt: ["Event"],
      about: ["Thing"],
      isPartOf: ["CreativeWork"],
      headline: ["Text"],
      author: ["Person", "Organization"],
      publisher: ["Person", "Organization"],
      sourceOrganization: ["Organization"],
    },
  },
  Quotation: { above: "CreativeWork", properties: { spokenByCharacter: ["Person", "Organization"] } },
  Article: { above: "CreativeWork", properties: {} },
  NewsArticle: { above: "Article", properties: {} },
  Person: { above: "Thing", properties: { jobTitle: ["Text"] } },
  Organization: { above: "Thing", properties: {} },
  GovernmentOrganization: { above: "Organization", properties: {} },
  NewsMediaOrganization: { above: "Organization", properties: {} },
  Place: { above: "Thing", properties: {} },
  Event: { above: "Thing", properties: {} },
};

const lineOf = (type: string): string[] => {
  const above = definitions[type]?.above;
  return [type, ...(above ? lineOf(above) : [])];
};

const formats: Record<string, RegExp> = { Text: /./su, URL: /^https?:\/\/\S+$/u, Date: /^\d{4}(-\d\d){0,2}$/u };

/** Lists what schema.org does not allow in a node. */
function faultsIn(node: Record<string, unknown>): string[] {
  const type = String(node["@type"]);
  if (!definitions[type]) return [`${type} is no type`];
  const allowed = Object.assign({}, ...lineOf(type).map((each) => definitions[each]?.properties)) as Record<
    string,
    readonly string[]
  >;
  return Object.entries(node)
    .filter(([name]) => !name.startsWith("@"))
    .flatMap(([name, values]) =>
      [values].flat().flatMap((value) => {
        const types = allowed[name];
        if (!types) return [`${type} has no ${name}`];
        if (typeof value === "string")
          return types.some((each) => formats[each]?.test(value)) ? [] : [`${name}: ${value}`];
        const inner = value as Record<string, unknown>;
        const fits = lineOf(String(inner["@type"])).some((each) => types.includes(each));
        return fits ? faultsIn(inner) : [`${name} holds ${String(inner["@type"])}`];
      }),
    );
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

describe("JSON-LD", () => {
  test.each<[string, object]>([
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
  ])("schema.org allows every property %s", (_, node) => {
    expect(faultsIn(node as Record<string, unknown>)).toEqual([]);
  });
});

test("an organisation has no job title", () => {
  expect(speakerOfSchemaOrg({ slug: "a", name: "A", kind: "GOVERNMENT", role: "Chair" }, origin)).not.toHaveProperty(
    "jobTitle",
  );
});
