/**
 * Writes web/generated/: the GraphQL documents of the site with their types. A page has one operation in `query.graphql`
 * beside it; fragments that several pages share stand beside the views that show them.
 *
 * The id of a document is the digest of its text, as `documentId` of GraphQL over HTTP has it. Each text contains the
 * fragments that it needs, so that it can be sent to any server as it stands.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { codegen } from "@graphql-codegen/core";
import * as types from "@graphql-codegen/typescript";
import * as operations from "@graphql-codegen/typescript-operations";
import { Kind, parse, print, visit } from "graphql";
import { globSync } from "tinyglobby";
import { root } from "./programs.js";

const folder = join(root, "web/generated");

const files = globSync("web/**/*.graphql", { cwd: root }).sort();
const documents = await Promise.all(
  files.map(async (location) => ({ location, document: parse(await readFile(join(root, location), "utf8")) })),
);
const definitions = documents.flatMap(({ document }) => document.definitions);
const fragments = new Map(
  definitions
    .filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
    .map((fragment) => [fragment.name.value, fragment]),
);

/** Returns the fragments that a definition spreads, and those that these spread, in the order of their names. */
function fragmentsOf(definition, found = new Map()) {
  visit(definition, {
    FragmentSpread({ name: { value } }) {
      if (found.has(value)) return;
      const fragment = fragments.get(value);
      if (!fragment) throw new Error(`No file below web/ defines the fragment ${value}.`);
      found.set(value, fragment);
      fragmentsOf(fragment, found);
    },
  });
  return [...found.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, fragment]) => fragment);
}

function entryOf(operation) {
  const name = operation.name.value;
  const text = [operation, ...fragmentsOf(operation)].map((definition) => print(definition)).join("\n\n");
  const id = `sha256:${createHash("sha256").update(text).digest("hex")}`;
  const made = name + operation.operation[0].toUpperCase() + operation.operation.slice(1);
  const type = `SiteDocument<operations.${made}, operations.${made}Variables>`;
  const key = name[0].toLowerCase() + name.slice(1);
  return `  ${key}: ${JSON.stringify({ id, name, text })} as ${type},`;
}

const config = {
  strictScalars: true,
  scalars: { ID: "string", DateTime: "string", PartialDate: "string", PartialDateTime: "string", JSON: "unknown" },
  enumsAsTypes: true,
  skipTypename: true,
  onlyOperationTypes: true,
  inlineFragmentTypes: "combine",
  useTypeImports: true,
};

const typeText = await codegen({
  schema: parse(await readFile(join(root, "schema.graphql"), "utf8")),
  documents,
  filename: join(folder, "operations.ts"),
  config,
  plugins: [{ types: {} }, { operations: {} }],
  pluginMap: { types, operations },
});

const note = "// Made by `npm run generate` from the files *.graphql of web/.";
const entries = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).map(entryOf);
const documentText = `${note}
import type * as operations from "./operations.ts";

/** A document of the site, and the types of its answer and variables. */
export interface SiteDocument<Data, Variables> {
  id: string;
  name: string;
  text: string;
  /** Never set: they only carry the types. */
  data?: Data;
  variables?: Variables;
}

/** Every document of the site, by the name of its operation. */
export const documents = {
${entries.join("\n")}
};
`;

await mkdir(folder, { recursive: true });
await writeFile(join(folder, "operations.ts"), `${note}\n${typeText}`);
await writeFile(join(folder, "documents.ts"), documentText);
