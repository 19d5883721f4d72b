import { type QuoteVerification, verifyQuote } from "../archive/verification.ts";
import { readInFull } from "../export/found.ts";
import { notedNames } from "../export/matched.ts";
import { say, withArchive } from "./archive.ts";
import { NOTHING_FOUND } from "./search.ts";
import { statementText } from "./statementText.ts";

/** Runs `onrecord verify`: prints whether the words are on record, and the statements that come nearest. */
export async function printVerification(text: string, { speaker }: { speaker?: string }): Promise<void> {
  await withArchive(async ({ database }) => {
    const verification = await verifyQuote(database, { text, speaker });
    for (const { note } of notedNames(verification.matched)) say(note);
    const statements = await readInFull(
      database,
      verification.matches.map(({ statement }) => statement.id),
    );
    const { verdict, isOnRecord, ofMatches } = findingOf(verification);
    const matches = statements.map((statement, i) => `\n${ofMatches[i]}\n${statementText(statement)}`);
    process.stdout.write(`${verdict}\n${matches.join("")}`);
    if (!isOnRecord) process.exitCode = NOTHING_FOUND;
  });
}

/** Returns what is printed of a verification, and whether the words are on record, as this speaker's if one is given. */
function findingOf({ wording, attribution, matches }: QuoteVerification) {
  const isVerbatim = wording === "EXACT" || wording === "NORMALISED";
  return {
    verdict: verdictText({ wording, attribution }),
    isOnRecord: isVerbatim && (attribution === null || attribution === "CONFIRMED"),
    ofMatches: matches.map(verdictText),
  };
}

function verdictText({ wording, attribution }: Pick<QuoteVerification, "wording" | "attribution">): string {
  return attribution === null ? wording : `${wording}, ${attribution}`;
}
