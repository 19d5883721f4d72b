import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { isWebAddress, URN } from "../../src/document/address.ts";
import { plainLine, words } from "../../src/document/fields.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { expectSound, openArchive } from "../helpers/archive.ts";
import { article, documentWith, quotation } from "../helpers/factories.ts";

const BODY = "The quay is new. “We have counted all the boats”, said Ada Brandt.";

const database = openArchive({
  document: documentWith({ ...article("one", [quotation("We have counted all the boats")]), body: BODY }),
  afresh: true,
});

/** Every character of the first plane but the surrogates and U+0000, which PostgreSQL cannot store. */
const characters = Array.from({ length: 0xffff }, (_, i) => i + 1)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

async function rule(condition: string): Promise<boolean[]> {
  const { rows } = await database.pool.query<{ holds: boolean }>(
    `SELECT ${condition} AS holds FROM unnest($1::text[]) WITH ORDINALITY AS sign (sign, at) ORDER BY at`,
    [characters],
  );
  return rows.map(({ holds }) => holds);
}

/** Returns the code points of the characters for which something holds. */
function codesWhere(holds: (character: string, at: number) => boolean): string[] {
  return characters.filter(holds).map((character) => `U+${character.codePointAt(0)?.toString(16).padStart(4, "0")}`);
}

const accepts = (reader: ReturnType<typeof words>, text: string) =>
  reader.safeParse(text).success && text.normalize("NFC") === text;

test.each([
  ["text", words(10), "is_clean_text('a' || sign || 'b', 10)"],
  ["name", plainLine(10), "is_clean_name('a' || sign || 'b', 10)"],
])("the tables and the documents refuse the same characters in a %s", async (_what, reader, condition) => {
  const holds = await rule(condition);
  expect(codesWhere((character, at) => accepts(reader, `a${character}b`) !== holds[at])).toEqual([]);
  expect(holds.filter((each) => !each).length).toBeGreaterThan(60);
});

test("the tables accept each address that a document may have", async () => {
  const web = await rule("'https://paper.example/a' || sign || 'b' ~ '^https?://\\S+$'");
  const urn = await rule("'urn:paper:a' || sign || 'b' ~ '^urn:[A-Za-z0-9][A-Za-z0-9-]{1,31}:\\S+$'");
  expect(codesWhere((character, at) => isWebAddress(`https://paper.example/a${character}b`) && !web[at])).toEqual([]);
  expect(codesWhere((character, at) => URN.test(`urn:paper:a${character}b`) && !urn[at])).toEqual([]);
});

test("the migration cleans what an archive had before the rule", async () => {
  const file = join(packageRoot(), "prisma/migrations/20261129163000_clean_names/migration.sql");
  const [cleaning = "", rules = ""] = (await readFile(file, "utf8")).split(
    /(?=CREATE OR REPLACE FUNCTION is_clean_text)/,
  );
  await database.pool.query(`
CREATE OR REPLACE FUNCTION is_clean_text(words text, longest int) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN true;
CREATE OR REPLACE FUNCTION is_clean_name(words text, longest int) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN true;
UPDATE article SET body = replace(body, 'the boats', 'the' || U&'\\0085' || 'boats');
UPDATE statement SET text = replace(text, 'the boats', 'the' || U&'\\0085' || 'boats');
UPDATE appearance SET text = replace(text, 'the boats', 'the' || U&'\\0085' || 'boats'), exact = replace(exact, 'the boats', 'the' || U&'\\0085' || 'boats');
UPDATE speaker SET name = U&'Ada\\202E Brandt' WHERE name = 'Ada Brandt';
INSERT INTO speaker_name (speaker_id, name, normalized) SELECT speaker_id, U&'Ada\\202E Brandt', normalized FROM speaker_name WHERE name = 'Ada Brandt';
INSERT INTO speaker_name (speaker_id, name, normalized) SELECT speaker_id, U&'A.\\2066 Brandt', 'a brandt' FROM speaker_name WHERE name = 'Ada Brandt'`);
  await database.pool.query(cleaning);
  await database.pool.query(rules.replace("CREATE FUNCTION is_clean_name", "CREATE OR REPLACE FUNCTION is_clean_name"));
  const { rows } = await database.pool.query(`
SELECT body, statement.text, exact, speaker.name, array(SELECT name FROM speaker_name WHERE speaker_id = speaker.id ORDER BY name) AS names
FROM statement JOIN appearance ON statement_id = statement.id JOIN article ON article.id = article_id
JOIN speaker ON speaker.id = statement.speaker_id`);
  expect(rows).toEqual([
    {
      body: BODY,
      text: "We have counted all the boats",
      exact: expect.stringContaining("We have counted all the boats"),
      name: "Ada Brandt",
      names: ["A. Brandt", "Ada Brandt", "Ада Брандт"],
    },
  ]);
  await expectSound(database);
});
