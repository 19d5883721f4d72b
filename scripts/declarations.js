/**
 * Writes the declarations of what the package exports. `tsc` would write those of every file, and with them the types of
 * every dependency; these two files name only types of their own.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./programs.js";

const EXPORTED = ["src/library", "src/library/documents"];

/** Writes the declarations into `dist/`. Throws if one needs a type of another file. */
export async function writeDeclarations() {
  // `npm install --omit=dev` runs the build's script without TypeScript.
  const { default: ts } = await import("typescript");
  const compilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    isolatedDeclarations: true,
  };
  for (const path of EXPORTED) {
    const source = await readFile(join(root, `${path}.ts`), "utf8");
    const { outputText, diagnostics = [] } = ts.transpileDeclaration(source, {
      compilerOptions,
      fileName: `${path}.ts`,
    });
    const [problem] = diagnostics;
    if (problem) throw new Error(`${path}.ts: ${ts.flattenDiagnosticMessageText(problem.messageText, " ")}`);
    await writeFile(join(root, "dist", `${path}.d.ts`), outputText.replaceAll(/(from "\.[^"]*)\.ts"/g, '$1.js"'));
  }
}
