/**
 * Writes src/generated/graphql.ts: types for the resolvers, made from schema.graphql.
 *
 * It uses the generator's core directly, because the generator's CLI would add a hundred packages to every installation.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { codegen } from "@graphql-codegen/core";
import * as types from "@graphql-codegen/typescript";
import * as resolvers from "@graphql-codegen/typescript-resolvers";
import { parse } from "graphql";

const schemaFile = new URL("../schema.graphql", import.meta.url);
const outputFile = new URL("../src/generated/graphql.ts", import.meta.url);

/** The row of the archive that the resolvers of a type receive as their parent, instead of the schema's type. */
const mappers = {
  Node: "../graphql/nodes.ts#NodeRow",
  Statement: "../archive/statements/rows.ts#StatementRow",
  StatementPublication: "../feed/feeds.ts#PublicationRow",
  StatementChange: "../feed/feeds.ts#ChangeRow",
  StatementLink: "../graphql/linkedStatements.ts#ShownLink",
  StatementTag: "../archive/topics.ts#TopicTag as TagRow",
  SnippetPart: "../archive/statements/snippets.ts#SnippetPart as SnippetPartRow",
  Appearance: "../archive/statements/rows.ts#AppearanceWithCompanions",
  Passage: "../archive/statements/rows.ts#AppearanceWithCompanions",
  PassageSpan: "./prisma/client.ts#AppearanceSpan as AppearanceSpanRow",
  Proposal: "../archive/appearances/proposals.ts#ProposalRow",
  SpeakerAlternative: "../archive/appearances/proposals.ts#OtherSpeaker",
  Speaker: "./prisma/client.ts#Speaker as SpeakerRow",
  SpeakerRole: "./prisma/client.ts#SpeakerRole as SpeakerRoleRow",
  Topic: "./prisma/client.ts#Topic as TopicRow",
  Proposition: "./prisma/client.ts#Proposition as PropositionRow",
  Stance: "../archive/propositions/stances.ts#StanceRow",
  SpeakerPosition: "../archive/propositions/positions.ts#HeldPosition",
  PositionChange: "../archive/propositions/positions.ts#PositionMove",
  Article: "../archive/statements/rows.ts#ArticleWithCompanions",
  RelatedArticle: "./prisma/client.ts#RelatedArticle as RelatedArticleRow",
  Source: "./prisma/client.ts#Source as SourceRow",
  Origin: "../archive/origins.ts#Origin as OriginRow",
  Revision: "../history/revisions.ts#RevisionRow",
  UndoneImport: "../history/undoneImports.ts#UndoneImport as UndoneImportRow",
  Viewer: "../keys/keys.ts#Viewer as ViewerRow",
  Name: "../graphql/resolvers/Name.ts#NameRow",
  QuoteVerification: "../archive/verification.ts#QuoteVerification as QuoteVerificationRow",
  QuoteMatch: "../archive/verification.ts#QuoteMatch as QuoteMatchRow",
  MatchedNames: "../archive/meant.ts#Matches",
  MatchedName: "../graphql/resolvers/MatchedNames.ts#MatchedNameRow",
  StatementFacets: "../graphql/summaries.ts#Summarized as SummarizedRow",
  ...facets("Speaker", "Topic", "Source", "Kind", "Language", "SpeakerStatus", "Role", "Year"),
  Timeline: "../summaries/timeline.ts#TimelineRow",
  TimelineBucket: "../summaries/timeline.ts#TimelineBucketRow",
  TimelineSeries: "../summaries/timeline.ts#TimelineSeriesRow",
  ...connections(
    "Statement",
    "Appearance",
    "Speaker",
    "SpeakerTopic",
    "Topic",
    "TopicSpeaker",
    "Proposal",
    "Proposition",
    "Article",
    "ArticleStatement",
    "Source",
    "Revision",
  ),
};

/** Maps the connection and the edge of each name to their rows. */
function connections(...names) {
  const file = "../graphql/connectionTypes.ts";
  return Object.fromEntries(
    names.flatMap((name) => ["Connection", "Edge"].map((kind) => [`${name}${kind}`, `${file}#${name}${kind}Row`])),
  );
}

/** Maps the facet of each name to its row. */
function facets(...names) {
  return Object.fromEntries(names.map((name) => [`${name}Facet`, `../graphql/summaries.ts#${name}FacetRow`]));
}

const config = {
  mappers,
  contextType: "../graphql/context.ts#Context",
  // A scalar without a TypeScript type here fails the build; otherwise it would become `any`.
  strictScalars: true,
  scalars: {
    ID: "string",
    DateTime: { input: "Date", output: "Date | string" },
    PartialDate: "string",
    PartialDateTime: 'import("../document/dates.ts").When',
    JSON: "unknown",
  },
  enumsAsTypes: true,
  useTypeImports: true,
  importExtension: ".ts",
  // Every field of Query must have a resolver. The fields of other types may be read from their row by name.
  avoidOptionals: { field: true, query: true, mutation: true, subscription: true },
};

const schema = await readFile(schemaFile, "utf8");
const source = await codegen({
  schema: parse(schema),
  documents: [],
  filename: outputFile.pathname,
  config,
  plugins: [{ types: {} }, { resolvers: {} }],
  pluginMap: { types, resolvers },
});
await mkdir(new URL(".", outputFile), { recursive: true });
await writeFile(outputFile, `// Made by \`npm run generate\` from schema.graphql.\n${source}`);
