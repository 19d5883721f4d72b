/**
 * What holds the house up: who may import whom, no circles, one reader of the environment, no forgotten promise,
 * and a public schema whose every element is described. Biome sees to formatting and to the general lint.
 */
import graphqlPlugin from "@graphql-eslint/eslint-plugin";
import { defineConfig, globalIgnores } from "eslint/config";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import jest from "eslint-plugin-jest";
import tseslint from "typescript-eslint";

const prismaClient = "src/generated/prisma";
/** Where this package lies: the one thing that every room may ask. */
const packageRoot = "src/packageRoot.ts";
const ground = ["src/config.ts", "src/database.ts", "src/embedded.ts", "src/migrate.ts"];
/** What can be said, and the archive that keeps it: what every room that reads or writes statements stands on. */
const vocabulary = ["src/document", "src/text"];
const archive = ["src/archive", ...vocabulary, "src/database.ts", prismaClient];

/**
 * Who may import whom: a room (a file or a folder) and what it may import besides itself.
 * Whatever is not listed is forbidden, and a file of src/ that belongs to no room fails tests/tooling/rooms.test.ts.
 */
const rooms = {
  "src/index.ts": ["src/server.ts", "src/graphql", "prisma/seed", ...ground],
  "src/cli.ts": [
    "src/index.ts",
    "src/ingestion",
    "src/formats.ts",
    "src/export",
    "src/history",
    "src/record",
    "src/keys",
    "prisma/seed",
    ...archive,
    ...ground,
  ],
  "src/server.ts": ["src/http", "src/graphql", "src/export", "src/database.ts", "src/config.ts"],
  "src/http": ["src/graphql", "src/export", "src/database.ts", "src/config.ts"],
  "src/graphql": ["src/history", "src/editing", "src/record", "src/feed", "src/keys", ...archive, "src/generated"],
  "src/history": ["src/editing", "src/record", ...archive],
  "src/editing": ["src/record", ...archive],
  "src/ingestion": ["src/formats.ts", "src/record", ...archive],
  "src/export": ["src/record", ...archive],
  "prisma/seed": ["src/record", ...archive],
  "src/record": archive,
  "src/feed": archive,
  "src/keys": archive,
  "src/archive": [...vocabulary, "src/database.ts", prismaClient],
  "src/formats.ts": vocabulary,
  "src/document": ["src/text", prismaClient],
  "src/text": [],
  "src/embedded.ts": ["src/config.ts"],
  "src/migrate.ts": ["src/config.ts", "src/database.ts", prismaClient],
  "src/database.ts": ["src/config.ts", prismaClient],
  "src/config.ts": [],
  [packageRoot]: [],
};

/** A file that has outgrown itself has its parts in a folder of the same name, which is the same room. */
const placesOf = (room) => [`./${room}`, ...(room.endsWith(".ts") ? [`./${room.slice(0, -3)}`] : [])];

/** From each room all of our own code is out of bounds but what is listed. */
const zones = Object.entries(rooms).map(([room, allowed]) => ({
  target: placesOf(room),
  from: ".",
  except: ["./node_modules", ...new Set([room, packageRoot, ...allowed].flatMap(placesOf))],
  message: `${room} may import only ${allowed.join(", ") || "nothing of ours"} (CONTRIBUTING.md, "The house").`,
}));

/** Rooms that may name the database's types but not talk to it. */
const databaseTypesOnly = {
  patterns: [
    {
      group: ["pg", "@prisma/**", "**/generated/prisma/**", "**/database.ts", "**/database/**"],
      allowTypeImports: true,
      message: "This room asks the archive; SQL and Prisma calls belong to the rooms below.",
    },
  ],
};

/** A database log shows which statement it was by the name in the first line: `statements.list`, say, as a comment. */
const namelessSql = {
  selector:
    "CallExpression[callee.property.name='query'] > TaggedTemplateExpression[quasi.quasis.0.value.raw!=/^\\s*\\/\\* /]",
  message: "The first line of a statement is its name: /* room.purpose */.",
};

/** Types of the schema that are values, not things: nobody asks for one again by its id. */
const valueTypes = [
  "FieldChange",
  "MatchedName",
  "MatchedNames",
  "Name",
  "Origin",
  "PageInfo",
  "Passage",
  "PassageCandidate",
  "PassageOutcome",
  "PassageSpan",
  "QuoteMatch",
  "QuoteVerification",
  "RateLimit",
  "RelatedArticle",
  "SnippetPart",
  "SpeakerMergeSuggestion",
  "SpeakerRole",
  "StatementImportOutcome",
  "StatementPublication",
  "StatementTag",
  "UserError",
  "Viewer",
];

export default defineConfig(
  globalIgnores(["dist/", "src/generated/", "coverage/", ".onrecord/", "bench/", "tests/**/__generated__/"]),
  {
    files: ["**/*.{js,ts}"],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: {
        projectService: { allowDefaultProject: ["*.js"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { "@typescript-eslint": tseslint.plugin, "import-x": importX },
    settings: {
      "import-x/extensions": [".ts", ".js"],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts"] },
      "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".js"] })],
    },
    rules: {
      "import-x/no-cycle": "error",
      "import-x/no-unresolved": ["error", { ignore: ["/dist/"] }],
      "import-x/extensions": ["error", "always", { ignorePackages: true }],
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  {
    files: ["src/**/*.ts", "prisma/seed/**/*.ts"],
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
      "jest/valid-title": "error",
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
      // `nodes` beside `edges`, and lists that are bounded by their nature, are plain lists.
      "@graphql-eslint/relay-edge-types": ["error", { listTypeCanWrapOnlyEdgeType: false }],
      // A description of one line stands on one line.
      "@graphql-eslint/description-style": "off",
      // A Name's name has no plainer word.
      "@graphql-eslint/no-typename-prefix": "off",
      "@graphql-eslint/strict-id-in-types": [
        "error",
        { exceptions: { types: valueTypes, suffixes: ["Connection", "Edge", "Payload"] } },
      ],
    },
  },
);
