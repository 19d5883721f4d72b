import { type QuoteVerification, verifyQuote } from "../archive/verification.ts";
import { readInFull } from "../export/found.ts";
import { notedNames } from "../export/matched.ts";
import type { QuotePart } from "../text/likeness.ts";
import { say, withArchive } from "./archive.ts";
import { oneLine } from "./oneLine.ts";
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
    const { verdict, isOnRecord, ofMatches, differences } = findingOf(verification);
    const matches = statements.map((statement, i) => `\n${ofMatches[i]}\n${statementText(statement)}${differences[i]}`);
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
    differences: matches.map(({ parts }) => differenceText(parts)),
  };
}

function verdictText({ wording, attribution }: Pick<QuoteVerification, "wording" | "attribution">): string {
  return attribution === null ? wording : `${wording}, ${attribution}`;
}

/** Returns a line about the words that differ from the record; empty if none do. */
function differenceText(parts: readonly QuotePart[]): string {
  const told = parts.flatMap(({ text, change, given }) => {
    if (change === "MISSING") return [`“${text}” is missing`];
    if (change === "ADDED") return [`“${text}” was added`];
    return change === "REPLACED" ? [`“${given}” instead of “${text}”`] : [];
  });
  return told.length > 0 ? `${oneLine(`  ${told.join(", ")}`)}\n` : "";
}
