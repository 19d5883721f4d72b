import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildSchema, parse, validate } from "graphql";

/**
 * Runs Relay's own compiler over documents as a Relay client would write them. The compiler refuses a schema whose
 * connections, edges, page info or `node` field do not fit its runtime, and it writes the refetching queries. `npm run
 * test:relay` installs it; without it, these tests are skipped and only documents.test.ts runs.
 */
const root = join(import.meta.dirname, "../..");
const documents = join(import.meta.dirname, "documents");
const compiler = join(root, "tools/relay/node_modules/relay-compiler/cli.js");
const modules = readdirSync(documents).map((file) => basename(file, ".graphql"));

let project: string;

function compile(): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, join(project, "relay.config.json")], {
    cwd: project,
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}

/** Writes a document where the compiler looks for documents: in a tagged template of a module. */
function putModule(name: string, document: string): void {
  writeFileSync(join(project, `${name}.ts`), `import { graphql } from "relay-runtime";\n\ngraphql\`${document}\`;\n`);
}

/** Returns the texts of the compiled operations, by name. */
function compiledOperations(): Map<string, string> {
  const folder = join(project, "__generated__");
  const operations = new Map<string, string>();
  for (const file of readdirSync(folder)) {
    const text = /^\s*"text": (".*"),?$/m.exec(readFileSync(join(folder, file), "utf8"))?.[1];
    if (text) operations.set(basename(file, ".graphql.ts"), JSON.parse(text) as string);
  }
  return operations;
}

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "onrecord-relay-"));
  mkdirSync(join(project, "__generated__"));
  cpSync(join(root, "schema.graphql"), join(project, "schema.graphql"));
  const config = {
    src: ".",
    schema: "./schema.graphql",
    language: "typescript",
    artifactDirectory: "./__generated__",
    customScalarTypes: { DateTime: "string", PartialDate: "string" },
  };
  writeFileSync(join(project, "relay.config.json"), JSON.stringify(config));
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

(existsSync(compiler) ? describe : describe.skip)("relay-compiler (npm run test:relay)", () => {
  test("relay-compiler compiles every document", () => {
    for (const name of modules) putModule(name, readFileSync(join(documents, `${name}.graphql`), "utf8"));
    expect(compile()).toMatchObject({ status: 0, output: expect.stringContaining("Done") });
    expect([...compiledOperations().keys()].sort()).toEqual([
      "NodePageQuery",
      "SpeakerPageQuery",
      "SpeakerPageStatementsQuery",
      "SpeakerPageTopicsQuery",
      "StatementsPageMoreQuery",
      "StatementsPageQuery",
      "StatementsPageStatementQuery",
    ]);
  });

  test("relay-compiler makes valid documents that refetch things through `node`", () => {
    const schema = buildSchema(readFileSync(join(root, "schema.graphql"), "utf8"));
    const operations = compiledOperations();
    for (const [name, text] of operations) {
      expect({ name, errors: validate(schema, parse(text)) }).toEqual({ name, errors: [] });
    }
    for (const name of ["SpeakerPageStatementsQuery", "SpeakerPageTopicsQuery", "StatementsPageStatementQuery"]) {
      expect(operations.get(name)).toContain("node(id: $id)");
    }
  });

  test("relay-compiler refuses fields that the schema does not have", () => {
    putModule("WrongPage", "query WrongPageQuery { statements { slogan } }");
    const { status, output } = compile();
    expect(status).not.toBe(0);
    expect(output).toContain("slogan");
  });
});
