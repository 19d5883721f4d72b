import { describe, expect, test } from "@jest/globals";
import { findVerbatimFault, isFalselyMixed, type KindOfWords } from "../../src/document/verbatim.ts";
import { Prisma, StatementKind } from "../../src/generated/prisma/client.ts";
import { statementRules } from "../../src/record/check/statements.ts";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { article, documentWith, IMPORT, QUOTE, quotation } from "../helpers/factories.ts";

const words = (kind: StatementKind, text = "“It fed us,” she said."): KindOfWords => ({ kind, text });

describe("findVerbatimFault", () => {
  test("findVerbatimFault compares the words of a direct statement apart from case, punctuation and space", () => {
    const printed = [words("INDIRECT", "She was glad."), words("DIRECT", "The  harbour, fed us!")];
    expect(findVerbatimFault(words("DIRECT", "the harbour fed us"), printed)).toBeNull();
    expect(findVerbatimFault(words("DIRECT", "the harbour feeds us"), printed)).toBe("OTHER_WORDS");
    expect(findVerbatimFault(words("DIRECT", "She was glad."), printed)).toBe("OTHER_WORDS");
  });

  const database = openArchive();
  const rule = statementRules.find((each) => each.rule === "verbatim");

  /** Returns the findings of `onrecord check` for a statement of one kind whose two printings have other kinds. */
  async function isBrokenInSql(kind: StatementKind, printed: readonly StatementKind[]): Promise<boolean> {
    const { sql, raw } = Prisma;
    const [first, second] = printed;
    const { text } = words(kind);
    return database.transaction(async (transaction) => {
      await transaction.query(
        sql`/* test.kinds */ UPDATE appearance SET text = ${text}, kind = (CASE article_id WHEN 1 THEN ${first} ELSE ${second} END)::"StatementKind"`,
      );
      await transaction.query(
        sql`/* test.kind */ UPDATE statement SET text = ${text}, wording_digest = NULL, kind = ${kind}::"StatementKind"`,
      );
      const broken = rule?.broken((id) => sql`${id} > 0`) ?? raw("");
      return (await transaction.query(sql`/* test.verbatim */ ${broken}`)).length > 0;
    });
  }

  test("the rule of verbatim words agrees with the rule of the check over all kinds", async () => {
    const printedIn = (name: string) => article(name, [quotation(QUOTE)]);
    await record(database, documentWith(printedIn("one"), printedIn("two")), IMPORT);
    expect(await database.prisma.statement.count()).toBe(1);
    const kinds = Object.values(StatementKind);
    for (const kind of kinds)
      for (const first of kinds)
        for (const second of kinds) {
          const printed = [first, second];
          const fault = findVerbatimFault(
            words(kind),
            printed.map((each) => words(each)),
          );
          expect({ kind, printed, isBroken: await isBrokenInSql(kind, printed) }).toEqual({
            kind,
            printed,
            isBroken: fault !== null,
          });
        }
  });
});

test("isFalselyMixed finds mixed words without a quotation mark", () => {
  expect(isFalselyMixed(words("MIXED"))).toBe(false);
  expect(isFalselyMixed(words("MIXED", "It fed us, she said."))).toBe(true);
  expect(isFalselyMixed(words("INDIRECT", "It fed us, she said."))).toBe(false);
});
