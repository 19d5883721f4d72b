import { findReferents, type Referent } from "../../archive/names/referents.ts";
import type { Database } from "../../database.ts";
import type { StatementEntry } from "../../document/document.ts";
import { printingKey, whoOf } from "../../document/printingKey.ts";
import { statement } from "../../document/statement.ts";
import { findPassage } from "../passages.ts";
import { Refusal, readInput } from "../problems.ts";
import { missingReference } from "../references.ts";
import { type StatementInput, statementInput, toEntry } from "./input.ts";
import { type PartyList, partyProblems } from "./parties.ts";
import { refuseRepeated } from "./printedOnce.ts";
import type { PrintingArticle } from "./printers.ts";

/** An input that keeps the rules of its fields, with the nouns that it refers to. */
export interface StatementCandidate extends Record<PartyList, Referent[]> {
  input: StatementInput;
  article: Referent;
  speaker: Referent | undefined;
  occasion: Referent | undefined;
  topics: Referent[];
}

/** A candidate whose passage was found. */
export interface Located {
  printer: PrintingArticle;
  entry: StatementEntry;
}

/** Reads inputs by their rules, and finds the nouns that they refer to. Refuses each on its own: INVALID, NOT_FOUND. */
export async function readCandidates(
  database: Database,
  inputs: readonly unknown[],
): Promise<(StatementCandidate | Refusal)[]> {
  const read = inputs.map((input) => attempt(() => readInput(statementInput, input)));
  const given = read.flatMap((input) => (input instanceof Refusal ? [] : input));
  const find = async (type: "Article" | "Speaker" | "Topic", valuesOf: (input: StatementInput) => string[]) => {
    const values = [...new Set(given.flatMap(valuesOf))];
    const found = await findReferents(database, type, values);
    return new Map(values.map((value, i) => [value, found[i] ?? undefined]));
  };
  const articles = await find("Article", ({ article }) => [article]);
  const speakers = await find("Speaker", ({ speaker, addressees, via }) => [
    ...(speaker === undefined ? [] : [speaker]),
    ...addressees,
    ...via,
  ]);
  const topics = await find("Topic", ({ occasion, topics: about }) => [...about, ...(occasion ? [occasion] : [])]);
  return read.map((input) => {
    if (input instanceof Refusal) return input;
    const article = articles.get(input.article);
    const speaker = input.speaker === undefined ? undefined : speakers.get(input.speaker);
    const occasion = input.occasion === undefined ? undefined : topics.get(input.occasion);
    const found = input.topics.map((topic) => topics.get(topic));
    const addressees = input.addressees.map((party) => speakers.get(party));
    const via = input.via.map((party) => speakers.get(party));
    const problems = [
      ...(article ? [] : [missingReference("Article", "article")]),
      ...(speaker || input.speaker === undefined ? [] : [missingReference("Speaker", "speaker")]),
      ...(occasion || input.occasion === undefined ? [] : [missingReference("Topic", "occasion")]),
      ...partyProblems("addressees", addressees, speaker?.id ?? null),
      ...partyProblems("via", via, speaker?.id ?? null),
      ...found.flatMap((topic, i) => (topic ? [] : missingReference("Topic", `topics.${i}`))),
    ];
    if (!article || problems.length > 0) return new Refusal(problems);
    const named = { addressees: addressees as Referent[], via: via as Referent[], topics: found as Referent[] };
    return { input, article, speaker, occasion, ...named };
  });
}

/**
 * Finds the passage of a candidate in its article, and adds the printing to those of the article. Refuses INVALID,
 * PASSAGE_NOT_FOUND, AMBIGUOUS, and a printing that the article has already (TAKEN).
 *
 * `record` only compares the words at the offsets found here: it refuses a document as a whole, while every statement
 * here is refused on its own, with the places among which the editor can choose.
 */
export function locate({ input, speaker, occasion, ...named }: StatementCandidate, printer: PrintingArticle): Located {
  const slugsOf = (referents: readonly Referent[]) => referents.map(({ key }) => key);
  const slugs = {
    speaker: speaker?.key,
    occasion: occasion?.key,
    addressees: slugsOf(named.addressees),
    via: slugsOf(named.via),
    topics: slugsOf(named.topics),
  };
  const entry = toEntry(input, slugs);
  const { speakerStatus = "IDENTIFIED" } = readInput(statement, entry);
  const passage = findPassage(printer.body, input.appearance.passage, "appearance.passage");
  const who = whoOf({ speakerId: speaker?.id ?? null, speakerStatus });
  const key = printingKey({ articleId: printer.id, who, ...passage });
  if (printer.printed.has(key)) refuseRepeated("appearance.passage");
  printer.printed.add(key);
  const { exact, prefix, suffix, start, end } = passage;
  const found = { exact, prefix, suffix, start: start ?? undefined, end: end ?? undefined };
  return { printer, entry: { ...entry, appearance: { ...entry.appearance, passage: found } } };
}

/** Returns the result of the work, or its refusal. */
export function attempt<Answer>(work: () => Answer): Answer | Refusal {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
