import { foldedWords, normalizeName } from "../../text/names.ts";
import type { CorpusId, SpeakerDraft } from "../drafts.ts";
import { isLastingId } from "../reading/lastingId.ts";
import type { Reference } from "./metadata.ts";
import { isOfficeLabel, isUnnamedLabel } from "./unnamed.ts";

/** Returns the speaker by the reference that a speech names, and by the label that is printed. */
export type SpeakerOf = (by: string | undefined, printed: string | undefined) => SpeakerDraft;

/**
 * Opens the references of a file. Ids count before labels: by their `href`, or by an id that is the same in all files, people
 * are the same in every file of the publisher. Two of one label and without such ids are told apart within their file.
 *
 * @param publisher the scope of ids that are not web addresses
 * @param url the article's address, the scope of ids of this file
 */
export function openSpeakers(references: ReadonlyMap<string, Reference>, publisher: string, url: string): SpeakerOf {
  const people = [...references].filter(([, { kind }]) => kind !== "OFFICE");
  const lasting = new Map(people.map(([id, reference]) => [id, lastingId(id, reference, people, publisher)]));
  const idOf = (id: string, { name }: Reference): CorpusId | undefined => {
    const alike = people.filter(([, other]) => normalizeName(other.name) === normalizeName(name));
    const known = alike.map(([other]) => lasting.get(other));
    return known.every(Boolean) || alike.length === 1 ? lasting.get(id) : { scheme: url, value: id };
  };
  return (by, printed) => {
    const reference = by === undefined ? undefined : references.get(by);
    if (reference?.kind === "OFFICE") {
      const isNamed = printed !== undefined && printed !== reference.name && !isNobody(printed);
      return isNamed ? { mention: printed } : { status: "UNNAMED" };
    }
    const label = reference?.name ?? printed ?? by;
    if (label === undefined) return { status: "UNKNOWN" };
    if (isNobody(label)) return { status: "UNNAMED" };
    if (!reference || by === undefined) return { mention: printed ?? label };
    const corpusId = idOf(by, reference);
    return { name: reference.name, kind: reference.kind, ...(corpusId && { corpusId }) };
  };
}

function isNobody(label: string): boolean {
  return isUnnamedLabel(label) || isOfficeLabel(label);
}

function lastingId(
  id: string,
  { href, name }: Reference,
  people: readonly (readonly [string, Reference])[],
  publisher: string,
): CorpusId | undefined {
  const scheme = `akoma-ntoso ${normalizeName(publisher)}`;
  if (href && isAddress(href)) {
    const own = normalizeName(lastSegment(href));
    // Corpora make addresses of labels, in several ways: they say no more than the label.
    if (own === normalizeName(name)) return { scheme, value: own };
    const bearers = people.filter(([, other]) => other.href === href);
    // An address that stands beside unlike names is a place-holder.
    if (bearers.every(([, other]) => sharesWord(other.name, name)))
      return { scheme: /^https?:\/\//i.test(href) ? "web" : scheme, value: href };
  }
  return isLastingId(id) ? { scheme: `${scheme} id`, value: id } : undefined;
}

function lastSegment(href: string): string {
  const segment = href.slice(href.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function isAddress(href: string): boolean {
  return !/^#|[/:#?=]$/.test(href);
}

function sharesWord(one: string, other: string): boolean {
  const words = new Set(foldedWords(one));
  return one === other || foldedWords(other).some((word) => words.has(word));
}
