/**
 * The rules of the project: which room may import which, no circles, one reader of the environment, no promise left
 * unawaited, and a public schema in which every element is described. Biome does the formatting and the general lint.
 */
import graphqlPlugin from "@graphql-eslint/eslint-plugin";
import { defineConfig, globalIgnores } from "eslint/config";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import jest from "eslint-plugin-jest";
import tseslint from "typescript-eslint";

const prismaClient = "src/generated/prisma";
/** The folder of this package, and maps that keep no more than their bounds; every room may import them. */
const everywhere = ["src/packageRoot.ts", "src/bounded.ts"];
const ground = ["src/config.ts", "src/database.ts", "src/embedded.ts", "src/migrate.ts"];
/** Documents and their texts. With the archive, every room that reads or writes statements is built on them. */
const vocabulary = ["src/document", "src/text"];
const archive = ["src/archive", ...vocabulary, "src/database.ts", prismaClient];

/**
 * Maps a room (a file or a folder) to the rooms that it may import besides itself. All other imports are forbidden, and
 * a file of src/ that belongs to no room fails tests/tooling/rooms.test.ts.
 */
const rooms = {
  "src/index.ts": ["src/server.ts", "src/graphql", "prisma/seed", ...ground],
  "src/cli.ts": [
    "src/index.ts",
    "src/server.ts",
    "web/agents",
    "src/ingestion",
    "src/formats.ts",
    "src/extraction",
    "src/backup",
    "src/partition",
    "src/export",
    "src/history",
    "src/record",
    "src/summaries",
    "src/keys",
    "prisma/seed",
    ...archive,
    ...ground,
  ],
  "src/library.ts": ["src/export", "src/record", ...archive, ...ground],
  "src/server.ts": ["src/http", "src/graphql", "src/export", "web/server.tsx", "src/database.ts", "src/config.ts"],
  "src/http": ["src/graphql", "src/export", "web/server.tsx", "web/agents", "src/database.ts", "src/config.ts"],
  "src/graphql": [
    "src/history",
    "src/editing",
    "src/record",
    "src/feed",
    "src/summaries",
    "src/keys",
    ...archive,
    "src/generated",
  ],
  "src/history": ["src/editing", "src/record", ...archive],
  "src/editing": ["src/ingestion", "src/formats.ts", "src/extraction", "src/record", ...archive],
  "src/ingestion": ["src/formats.ts", "src/extraction", "src/record", ...archive],
  "src/backup": ["src/partition", "src/migrate.ts", "src/database.ts"],
  "src/partition": ["src/migrate.ts", "src/database.ts"],
  "src/export": ["src/record", ...archive],
  "prisma/seed": ["src/record", ...archive],
  "src/record": archive,
  "src/feed": archive,
  "src/keys": archive,
  "src/summaries": archive,
  "src/archive": [...vocabulary, "src/database.ts", prismaClient],
  "src/formats.ts": vocabulary,
  "src/extraction": vocabulary,
  "src/document": ["src/text", prismaClient],
  "src/text": [],
  "src/embedded.ts": ["src/config.ts"],
  "src/migrate.ts": ["src/config.ts", "src/database.ts", prismaClient],
  "src/database.ts": ["src/config.ts", prismaClient],
  "src/config.ts": [],
  "src/packageRoot.ts": [],
  "src/bounded.ts": [],
  "web/server.tsx": [
    "web/pages.ts",
    "web/resources.ts",
    "web/frame",
    "web/execute.ts",
    "web/action.ts",
    "web/page.ts",
    "web/signedIn.ts",
    "web/address",
    "web/assets.ts",
    "web/language",
    "web/generated",
  ],
  "web/agents": ["web/execute.ts", "web/address", "web/generated"],
  "web/pages.ts": [
    "web/action.ts",
    "web/page.ts",
    "web/signedIn.ts",
    "web/views",
    "web/citation",
    "web/schemaOrg",
    "web/card",
    "web/address",
    "web/search",
    "web/language",
    "web/generated",
  ],
  "web/resources.ts": ["web/page.ts", "web/card", "web/address", "web/search", "web/language", "web/generated"],
  "web/card": ["web/language", "web/generated"],
  "web/frame": [
    "web/execute.ts",
    "web/page.ts",
    "web/signedIn.ts",
    "web/views",
    "web/address",
    "web/assets.ts",
    "web/language",
  ],
  "web/views": ["web/signedIn.ts", "web/citation", "web/address", "web/language", "web/generated"],
  "web/action.ts": ["web/execute.ts", "web/page.ts", "web/signedIn.ts", "web/language", "web/generated"],
  "web/page.ts": ["web/signedIn.ts", "web/language", "web/generated"],
  "web/signedIn.ts": [],
  "web/schemaOrg": ["web/address", "web/generated"],
  "web/citation": [],
  "web/execute.ts": ["web/generated"],
  "web/address": ["web/generated"],
  "web/search": [],
  "web/language": [],
  "web/assets.ts": [],
  "web/client.ts": ["web/islands"],
  "web/islands": ["web/search"],
};

/** Returns the rooms that a room may import besides those of its list. The site imports nothing of src/ at all. */
const shared = (room) => (room.startsWith("web/") ? [] : everywhere);

/** Returns the paths of a room. A large file has its parts in a folder of the same name, which is the same room. */
const placesOf = (room) => [`./${room}`, ...(/\.tsx?$/.test(room) ? [`./${room.replace(/\.tsx?$/, "")}`] : [])];

/** Forbids each room to import our own code, except the rooms listed for it. */
const zones = Object.entries(rooms).map(([room, allowed]) => ({
  target: placesOf(room),
  from: ".",
  except: ["./node_modules", ...new Set([room, ...shared(room), ...allowed].flatMap(placesOf))],
  message: `${room} may import only ${allowed.join(", ") || "nothing of ours"} (CONTRIBUTING.md, "The house").`,
}));

/** Lets a room import the database's types, but not use the database. */
const databaseTypesOnly = {
  patterns: [
    {
      group: ["pg", "@prisma/**", "**/generated/prisma/**", "**/database.ts", "**/database/**"],
      allowTypeImports: true,
      message: "This room must ask the archive: move SQL and Prisma calls to a room below.",
    },
  ],
};

/** Requires a comment such as `statements.list` in the first line of SQL, which identifies the statement in database logs. */
const namelessSql = {
  selector:
    "CallExpression[callee.property.name='query'] > TaggedTemplateExpression[quasi.quasis.0.value.raw!=/^\\s*\\/\\* /]",
  message: "Begin the statement with a comment that names it: /* room.purpose */.",
};

/** Types of the schema that have no id, because they are values: no client asks for one again. */
const valueTypes = [
  "Archive",
  "ExtentAlternative",
  "FieldChange",
  "FileImportReport",
  "FileRejection",
  "MatchedName",
  "MatchedNames",
  "Name",
  "Origin",
  "PageInfo",
  "Passage",
  "PassageCandidate",
  "PassageOutcome",
  "PassageSpan",
  "PositionChange",
  "PositionCount",
  "ProposalEvidence",
  "QuoteMatch",
  "QuotePart",
  "QuoteVerification",
  "RateLimit",
  "RelatedArticle",
  "SnippetPart",
  "SpeakerAlternative",
  "SpeakerMergeSuggestion",
  "SpeakerPosition",
  "Stance",
  "StatementChange",
  "StatementFacets",
  "StatementImportOutcome",
  "StatementLink",
  "StatementPublication",
  "StatementTag",
  "Timeline",
  "TimelineBucket",
  "TimelineSeries",
  "UserError",
  "Viewer",
];

/** Words that only continue a sentence: what a title that begins with one is about, nobody can tell from a CI log. */
const continuations = [
  "and|but|or|nor|not|of|in|to|on|by|with|without|from|for|as|at|than|also|when|where|while|if|until|that|whose",
  "what|who|whoever|it|they|those|is|are|was|were|has|have|had|does|do|can|may|must|would|says|tells|takes|makes|keeps",
  "gives|gets|finds|leaves|lets|goes|comes|stays|stands|reads|hears|shows|refuses|returns|answers|knows|counts",
  "changes|writes|records|adds|removes|moves|follows|begins|starts|stops|ends|needs|applies|lists|holds|runs|belongs",
].join("|");

/** A test's title names its subject first, and has three words at least. */
const sentence = `^(?!(?:${continuations})\\b)(?:\\S+\\s+){2}\\S`;

export default defineConfig(
  globalIgnores([
    "dist/",
    "src/generated/",
    "web/generated/",
    "coverage/",
    ".onrecord/",
    "bench/",
    "examples/",
    "tests/**/__generated__/",
  ]),
  {
    files: ["**/*.{js,ts,tsx}"],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: {
        projectService: { allowDefaultProject: ["*.js"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { "@typescript-eslint": tseslint.plugin, "import-x": importX },
    settings: {
      "import-x/extensions": [".ts", ".tsx", ".js"],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts", ".tsx"] },
      "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".tsx", ".js"] })],
    },
    rules: {
      "import-x/no-cycle": "error",
      "import-x/no-unresolved": ["error", { ignore: ["/dist/", "^onrecord$", "^playwright-core$"] }],
      "import-x/extensions": ["error", "always", { ignorePackages: true }],
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  {
    files: ["src/**/*.ts", "prisma/seed/**/*.ts", "web/**/*.{ts,tsx}"],
    rules: {
      "import-x/no-default-export": "error",
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones }],
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Only src/config.ts reads the environment." },
      ],
      "no-restricted-imports": ["error", "process", "node:process"],
      "no-restricted-syntax": ["error", namelessSql],
    },
  },
  { files: ["src/config.ts"], rules: { "no-restricted-properties": "off" } },
  {
    files: ["src/graphql/**/*.ts", "src/http/**/*.ts"],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", databaseTypesOnly] },
  },
  {
    files: ["tests/**/*.test.ts"],
    plugins: { jest },
    rules: {
      "jest/expect-expect": ["error", { assertFunctionNames: ["expect", "expect*", "fc.assert"] }],
      "jest/no-disabled-tests": "error",
      "jest/no-focused-tests": "error",
      "jest/no-identical-title": "error",
      "jest/no-standalone-expect": "error",
      "jest/valid-expect": "error",
      "jest/valid-expect-in-promise": "error",
      "jest/valid-title": ["error", { mustMatch: { test: [sentence, "A title is a sentence that stands alone."] } }],
    },
  },
  {
    files: ["schema.graphql"],
    languageOptions: {
      parser: graphqlPlugin.parser,
      parserOptions: { graphQLConfig: { schema: "schema.graphql" } },
    },
    plugins: { "@graphql-eslint": graphqlPlugin },
    rules: {
      ...graphqlPlugin.configs["flat/schema-recommended"].rules,
      ...graphqlPlugin.configs["flat/schema-relay"].rules,
      "@graphql-eslint/require-description": [
        "error",
        {
          types: true,
          DirectiveDefinition: true,
          EnumValueDefinition: true,
          FieldDefinition: true,
          InputValueDefinition: true,
        },
      ],
      // Plain lists are allowed: `nodes` beside `edges`, and lists that are always short.
      "@graphql-eslint/relay-edge-types": ["error", { listTypeCanWrapOnlyEdgeType: false }],
      // A description that fits on one line is written on one line.
      "@graphql-eslint/description-style": "off",
      // Allows the field `name` of the type `Name`: no other word is as plain.
      "@graphql-eslint/no-typename-prefix": "off",
      "@graphql-eslint/strict-id-in-types": [
        "error",
        { exceptions: { types: valueTypes, suffixes: ["Connection", "Edge", "Facet", "Payload"] } },
      ],
    },
  },
);
