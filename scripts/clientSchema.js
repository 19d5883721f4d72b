/**
 * Writes the schema that Prisma's client is generated from: `prisma/schema.prisma`, with `Int` in place of `BigInt`. Prisma's
 * client would read a BigInt as JavaScript's bigint, which neither JSON nor arithmetic mixes with numbers; ids are numbers here,
 * exact to 2^53, where their sequences end (migration "wide_ids"). The client reads and writes columns of 64 bits as an `Int`,
 * too: tests/database/ids.test.ts.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const output = "src/generated/client.prisma";
const written = readFileSync(join(root, "prisma/schema.prisma"), "utf8");
const schema = written
  .replace(/^(\s+\w+\s+)BigInt\b/gm, "$1Int")
  .replace('output              = "../src/generated/prisma"', 'output              = "./prisma"');

mkdirSync(join(root, "src/generated"), { recursive: true });
writeFileSync(join(root, output), schema);
