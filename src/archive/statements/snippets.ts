import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { searchable } from "../../text/webSearch.ts";
import { inKeyOrder } from "../lists/inKeyOrder.ts";

const { sql } = Prisma;

/** Control characters, which no stored text contains (`is_clean_text`), so a text cannot forge the marks. */
const [START, STOP, SEAM] = ["\u0002", "\u0003", "\u001f"];

/** What the SQL function `search_text` writes for signs, by what was printed: U+000E and those after it, and five letters. */
const PRINTED = [..."\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ee\ua78b\ua78c\u200b\u200e\u200f\u061c"];
const FIRST_HIDDEN = 0x0e;
const JOINTS: Record<string, string> = { "\u02bd": "", "\u02be": "&", "\u02bf": ".", "\u02ee": "/", "\ua78c": "-" };

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that are meant.
const HIDDEN = /[\u000e-\u001c]/g;

/** A sign between two marks, as in "well-known" and "12,500": what matches is the whole. */
const MARKED_COMPOUND = new RegExp(`${STOP}${SEAM}?([-'’&/.,@_\u000e-\u0018])${SEAM}?${START}`, "g");

/** A text of up to this many characters is its own snippet; cutting it would save nothing. */
const LONGEST_UNCUT = 300;

/** A piece of a snippet, and whether it matches the search. */
export interface SnippetPart {
  text: string;
  isMatch: boolean;
}

/** Returns the text around the matches, in parts, for each statement in the order of the ids. */
export async function snippetsOf(
  database: Database,
  text: string,
  statementIds: readonly number[],
): Promise<(SnippetPart[] | null)[]> {
  const marks = `StartSel=${START}, StopSel=${STOP}`;
  const options = sql`CASE
    WHEN length(text) <= ${LONGEST_UNCUT} THEN ${`${marks}, HighlightAll=true`}
    ELSE ${`${marks}, MaxWords=40, MinWords=20, ShortWord=0`}
  END`;
  const records = await database.query<{ id: number; snippet: string }>(
    sql`
/* statements.snippets */
SELECT statement.id, ts_headline(
  configuration::regconfig,
  search_text(configuration, text),
  query_in_text(configuration, search_query(configuration, ${searchable(text)}), text),
  ${options}
) AS snippet
FROM statement
JOIN statement_search ON statement_search.statement_id = statement.id
WHERE statement.id = ANY (${statementIds}::bigint[])`,
  );
  return inKeyOrder(statementIds, records, ({ id }) => id).map((record) => record && splitMarks(record.snippet));
}

/** Joins what the search had set apart again, and the marks with it, and puts back the signs as printed. */
function splitMarks(marked: string): SnippetPart[] {
  return marked
    .replace(/[\u02bd\u02be\u02bf\u02ee\ua78c]/g, (joint) => JOINTS[joint] as string)
    .replace(MARKED_COMPOUND, "$1")
    .replaceAll(SEAM, "")
    .replace(HIDDEN, (sign) => PRINTED[sign.charCodeAt(0) - FIRST_HIDDEN] as string)
    .replaceAll(`${STOP}${START}`, "")
    .split(START)
    .flatMap((piece, i) => {
      const [first = "", rest] = piece.split(STOP);
      return i === 0
        ? [{ text: first, isMatch: false }]
        : [
            { text: first, isMatch: true },
            { text: rest ?? "", isMatch: false },
          ];
    })
    .filter((part) => part.text !== "");
}
