import { isGivenName } from "./givenNames.ts";
import type { Language } from "./language.ts";
import { isCapital, isParticle, type Name, nameIn } from "./personName.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** What a speaker mention is, read by itself. */
export type Mention =
  | { is: "PRONOUN" }
  /** People whom it does not name: "a senior aide". */
  | { is: "UNNAMED" }
  /** Several speakers, a definite somebody ("the president"), a thing, or what cannot be read. */
  | { is: "OTHER" }
  /** `isShown` where the mention itself shows that a person is named: by a given name, a title, "columnist". */
  | { is: "NAME"; name: Name; isShown: boolean };

const OTHER: Mention = { is: "OTHER" };
const SELF = /^(?:himself|herself|themselves|itself|selbst)$/;

/** Reads a speaker mention as an article prints it. */
export function readMention(text: string, language: Language): Mention {
  const tokens = tokensOf(
    text
      .replace(/\s+/g, " ")
      .replace(/, (?=(?:Jr|Sr|II|III|IV)\b)/, " ")
      .replace(/^[^\p{L}\p{N}]+/u, ""),
  ).filter(({ word }) => !SELF.test(word));
  const [first, second] = tokens;
  if (!first) return OTHER;
  if (language.pronouns.has(first.word) && !/^\p{Lu}{2,}$/u.test(first.text) && !second?.word) return { is: "PRONOUN" };
  const cut = tokens.findIndex(({ word }, i) => i > 0 && !isInName(tokens, i) && (!word || language.cuts.has(word)));
  const headEnd = cut < 0 ? tokens.length : cut;
  const whole = tokens.slice(0, headEnd);
  if (isJoint(tokens, headEnd, language)) return OTHER;
  const possessor = whole.slice(0, -1).findLastIndex(({ isPossessive }) => isPossessive);
  const head = whole.slice(possessor + 1);
  if (head.at(-1)?.isPossessive && tokens[headEnd]?.word) return OTHER;
  const named =
    nameAtEnd(head, possessor >= 0, language) ??
    nameBeside(head, tokens.slice(headEnd), language) ??
    nameOfOffice(head, tokens.slice(headEnd), language);
  if (named) return named;
  return isUnnamed(head, tokens.slice(headEnd), possessor >= 0, language) ? { is: "UNNAMED" } : OTHER;
}

/** A particle between a given name and a capital is not the preposition that it looks like: "Ursula von der Leyen". */
function isInName(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i] as Token;
  if (!isParticle(token)) return false;
  const start = tokens.slice(0, i).findLastIndex((before) => !isParticle(before));
  const next = tokens.slice(i).find((after) => !isParticle(after));
  return start >= 0 && isGivenName((tokens[start] as Token).word) && next !== undefined && isCapital(next);
}

function isJoint(tokens: readonly Token[], headEnd: number, language: Language): boolean {
  if (isNameList(tokens, headEnd, language)) return true;
  if (tokens[headEnd]?.text === "," && language.companions.has(tokens[headEnd + 1]?.word ?? "")) return true;
  return tokens.some(({ word, text }, i) => {
    if (!language.joiners.has(word) && text !== "/") return false;
    const [before, after] = [tokens[i - 1], tokens[i + 1]];
    if (!before || !after) return true;
    if (i <= headEnd) return isCapital(before) || isCapital(after) || language.pronouns.has(after.word);
    if (before.text !== ",") return false;
    const next = upToMark(tokens.slice(i + 1), language);
    return isCapital(after) || language.definite.has(after.word) || nameAtEnd(next, false, language) !== null;
  });
}

/** "Doe, Roe" and "Doe, Roe and others", where a comma parts names and nothing else. */
function isNameList(tokens: readonly Token[], headEnd: number, language: Language): boolean {
  if (tokens[headEnd]?.text !== ",") return false;
  const rest = tokens.slice(headEnd + 1);
  const end = rest.findIndex((token) => !isCapital(token));
  const next = rest[end];
  const name = nameIn(rest.slice(0, end < 0 ? undefined : end), language);
  const isParted = next === undefined || next.text === "," || next.text === "." || language.joiners.has(next.word);
  return name !== null && !name.hasTitle && isParted && isNamesOnly(tokens.slice(0, headEnd));
}

function isNamesOnly(head: readonly Token[]): boolean {
  return head.every(isCapital);
}

/** The name that a head ends in: "his campaign manager Jane Roe". */
function nameAtEnd(head: readonly Token[], isPossessed: boolean, language: Language): Mention | null {
  const start = head.findLastIndex((token, i) => !isCapital(token) && !isInName(head, i)) + 1;
  const run = withLeadingParticles(head, start);
  const name = run.length > 0 ? nameIn(run, language) : null;
  if (!name) return null;
  const before = head[head.length - run.length - 1]?.word;
  const describes = before !== undefined && (language.isPerson(before) || language.epithets.has(before));
  const isShown = name.hasTitle || describes || (name.isFull && name.hasGivenName);
  if (before !== undefined && !isShown) return null;
  if (isPossessed && !name.isFull) return null;
  return { is: "NAME", name, isShown };
}

function withLeadingParticles(head: readonly Token[], start: number): readonly Token[] {
  return head.slice(
    start > 0 && start < head.length && isParticle(head[start - 1] as Token) && start === 1 ? 0 : start,
  );
}

/** The name beside a description: "the chairman, John Doe,". */
function nameBeside(head: readonly Token[], rest: readonly Token[], language: Language): Mention | null {
  const described = head.at(-1)?.word;
  if (!/^[,—–-]$/.test(rest[0]?.text ?? "") || described === undefined || !language.isPerson(described)) return null;
  const beside = nameAtEnd(upToMark(rest.slice(1), language), false, language);
  return beside?.is === "NAME" && beside.name.isFull ? { ...beside, isShown: true } : null;
}

function upToMark(tokens: readonly Token[], language: Language): readonly Token[] {
  const end = tokens.findIndex(({ word }) => !word || language.cuts.has(word));
  return tokens.slice(0, end < 0 ? undefined : end);
}

/** The name behind an office of several words: "Secretary of State Jane Roe". */
function nameOfOffice(head: readonly Token[], rest: readonly Token[], language: Language): Mention | null {
  if (rest[0]?.word !== "of" || !head.every((token) => isCapital(token) && language.isTitle(token.word))) return null;
  const end = rest.findIndex((token, i) => i > 0 && !isCapital(token) && token.word !== "the");
  const run = rest.slice(1, end < 0 ? undefined : end).filter(isCapital);
  const start = run.findIndex(({ word }, i) => i > 0 && isGivenName(word));
  const name =
    start > 0 && !language.isTitle((run[start - 1] as Token).word) ? nameIn(run.slice(start), language) : null;
  return name?.isFull ? { is: "NAME", name, isShown: true } : null;
}

function isUnnamed(head: readonly Token[], rest: readonly Token[], isPossessed: boolean, language: Language): boolean {
  const words = head.filter(({ word }) => word);
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return false;
  const isAlone = words.every(
    ({ word }) => language.quantifiers.has(word) || /^(?:those|so|nearly|almost|very|too|only)$/.test(word),
  );
  if (isAlone) return areOfPeople(rest, language);
  if (!language.isPerson(last.word)) return false;
  const isMany = /(?:s|men|people|children|folks|police)$/.test(last.word);
  if (isPossessed || language.definite.has(first.word)) {
    return !language.capitalisesNouns && isMany && !/^(?:the|this|that|these|those)$/.test(first.word);
  }
  const isBareOffice = words.length === 1 && !isMany && isCapital(last) && !language.capitalisesNouns;
  return !isBareOffice;
}

/** "some", "some of her aides", and not "some of the polls". */
function areOfPeople(rest: readonly Token[], language: Language): boolean {
  if (rest[0]?.word !== "of") return true;
  const nouns = rest.slice(1).filter(({ word }) => word);
  const end = nouns.findIndex(({ word }) => language.cuts.has(word));
  const last = nouns.slice(0, end < 0 ? undefined : end).at(-1);
  return last === undefined || language.isPerson(last.word) || language.pronouns.has(last.word);
}
