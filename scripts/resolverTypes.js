/**
 * Writes src/generated/graphql.ts: the types that resolvers are held to, made from schema.graphql.
 *
 * It drives the generator's core directly: its command line brings a hundred packages more, which every newcomer would install.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { codegen } from "@graphql-codegen/core";
import * as types from "@graphql-codegen/typescript";
import * as resolvers from "@graphql-codegen/typescript-resolvers";
import { parse } from "graphql";

const schemaFile = new URL("../schema.graphql", import.meta.url);
const outputFile = new URL("../src/generated/graphql.ts", import.meta.url);

/** What a resolver of a type receives as its parent: the archive's row, not the type of the schema. */
const mappers = {
  Node: "../graphql/nodes.ts#NodeRow",
  Statement: "../archive/statements/rows.ts#StatementRow",
  StatementPublication: "../feed/feed.ts#Publication as PublicationRow",
  StatementTag: "../archive/topics.ts#TopicTag as TagRow",
  SnippetPart: "../archive/statements/search.ts#SnippetPart as SnippetPartRow",
  Appearance: "../archive/statements/rows.ts#AppearanceWithCompanions",
  Passage: "../archive/statements/rows.ts#AppearanceWithCompanions",
  PassageSpan: "./prisma/client.ts#AppearanceSpan as AppearanceSpanRow",
  Speaker: "./prisma/client.ts#Speaker as SpeakerRow",
  SpeakerRole: "./prisma/client.ts#SpeakerRole as SpeakerRoleRow",
  Topic: "./prisma/client.ts#Topic as TopicRow",
  Article: "../archive/statements/rows.ts#ArticleWithCompanions",
  RelatedArticle: "./prisma/client.ts#RelatedArticle as RelatedArticleRow",
  Source: "./prisma/client.ts#Source as SourceRow",
  Origin: "../archive/origins.ts#Origin as OriginRow",
  Revision: "../history/history.ts#RevisionRow",
  Viewer: "../keys/keys.ts#Viewer as ViewerRow",
  Name: "../graphql/resolvers/Name.ts#NameRow",
  MatchedNames: "../archive/meant.ts#Matches",
  MatchedName: "../graphql/resolvers/MatchedNames.ts#MatchedNameRow",
  ...connections(
    "Statement",
    "Appearance",
    "Speaker",
    "SpeakerTopic",
    "Topic",
    "TopicSpeaker",
    "Article",
    "ArticleStatement",
    "Source",
    "Revision",
  ),
};

/** A connection and its edge, each under the schema's name. */
function connections(...names) {
  const file = "../graphql/connectionTypes.ts";
  return Object.fromEntries(
    names.flatMap((name) => ["Connection", "Edge"].map((kind) => [`${name}${kind}`, `${file}#${name}${kind}Row`])),
  );
}

const config = {
  mappers,
  contextType: "../graphql/context.ts#Context",
  // A scalar without a TypeScript type here fails the build rather than becoming `any`.
  strictScalars: true,
  scalars: {
    ID: "string",
    DateTime: { input: "Date", output: "Date | string" },
    PartialDate: "string",
    JSON: "unknown",
  },
  enumsAsTypes: true,
  useTypeImports: true,
  importExtension: ".ts",
  // Every field of Query must have a resolver; a type's other fields may be read from its row by name.
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
