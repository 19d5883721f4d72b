import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { packageRoot } from "../../src/packageRoot.ts";
import { normalizeName } from "../../src/text/names.ts";
import { comparableWords } from "../../src/text/words.ts";
import { openArchive } from "../helpers/archive.ts";
import { article, documentWith, quotation, speaker } from "../helpers/factories.ts";

const NAMES = ["Вʼячеслав Мельник", "J. Oʼneill", "Hawaiʻi", "ʿAlī", "ʼ"];

const SAID = [
  "Ostrin/Velmora обʼєднання",
  "Вони ʼстворили обʼєднання рибалок і човнів",
  "ASK O´HARA about the Straße, she said ʻno’",
  "Οʼ ναύτης λέει ναι ναι ναι",
];

const document = documentWith(
  article(
    "words",
    SAID.map((text) => quotation(text)),
  ),
);
const database = openArchive({
  document: {
    ...document,
    speakers: [...(document.speakers ?? []), ...NAMES.map((name, i) => speaker(name, { slug: `s${i}` }))],
  },
  sound: true,
});

test("the migration makes stored names and words anew, as the archive now makes them", async () => {
  const file = join(packageRoot(), "prisma/migrations/20261129150000_words_as_typed/migration.sql");
  const script = await readFile(file, "utf8");
  // As an archive had them before: the letter within the word, and the parser's compounds.
  for (const [normalized, name] of [
    ["вʼячеслав мельник", NAMES[0]],
    ["j oʼneill", NAMES[1]],
    ["hawaiʻi", NAMES[2]],
    ["ʿali", NAMES[3]],
  ])
    await database.pool.query("UPDATE speaker_name SET normalized = $1 WHERE name = $2", [normalized, name]);
  await database.pool.query(
    "UPDATE statement_search SET search = to_tsvector('onrecord_english', 'Ostrin/Velmora обʼєднання')",
  );
  await database.pool.query("UPDATE statement SET wording_digest = NULL");
  await database.pool.query(script.slice(script.indexOf("UPDATE statement_search")));
  const { rows } = await database.pool.query("SELECT name, normalized FROM speaker_name WHERE name = ANY ($1)", [
    NAMES,
  ]);
  expect(rows).toHaveLength(NAMES.length);
  for (const { name, normalized } of rows) expect(normalized).toBe(normalizeName(name));
});

test("a wording has the same words in SQL as in JavaScript, whatever stands for an apostrophe", async () => {
  const texts = [...SAID, ...[..."’ʼʻ`´′＇‘‛ʹʾʿꞌˈˮ"].map((sign) => `O${sign}Hara, ${sign}twas the crews${sign} nets`)];
  const { rows } = await database.pool.query("SELECT wording(text) FROM unnest($1::text[]) AS text", [texts]);
  expect(rows.map(({ wording }) => wording)).toEqual(texts.map((text) => comparableWords(text).join(" ")));
});
