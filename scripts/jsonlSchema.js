/**
 * Writes docs/import/jsonl.schema.json from the validator for lines of `onrecord import jsonl`. Run `npm run format` next.
 * node --import ./tests/helpers/typescript.mjs scripts/jsonlSchema.js
 */
import { writeFile } from "node:fs/promises";
import { lineSchema } from "../src/formats/jsonl/schema.ts";

const outputFile = new URL("../docs/import/jsonl.schema.json", import.meta.url);
await writeFile(outputFile, `${JSON.stringify(lineSchema(), null, 2)}\n`);
