import type { ArticleEntry, StatementEntry } from "../../document/document.ts";
import type { ArticleDraft, CorpusId, LinkRecord, SpeakerRecord } from "../../formats/drafts.ts";
import type { Place } from "../../formats/rejections.ts";
import type { Resolution } from "../../text/attribution/decision.ts";
import type { AttributedArticle, AttributedDraft, AttributedSpeaker, AttributedStatement } from "./attribute.ts";
import { byName, type NamedNoun, type NamedNouns, type NounDocument } from "./nameNouns.ts";

/** A draft in the archive's own terms, with its place in the input. */
export type ComposedDraft =
  | { article: ComposedArticle }
  | { person: ComposedPerson }
  | { nouns: ComposedNouns }
  | { link: LinkRecord };

/** An article that slugs alone connect with its nouns. */
export interface ComposedArticle {
  place: Place;
  entry: Omit<ArticleEntry, "statements">;
  identity: ArticleDraft["identity"];
  /** The address under which the archive has the article, if it was made of a date or headline that the file corrects. */
  formerUrl?: string;
  /** Those that its publisher and its agency add to the archive. */
  newNouns: NounDocument[];
  statements: ComposedStatement[];
}

/** A statement that slugs alone connect with its nouns. */
export interface ComposedStatement {
  place: Place;
  entry: StatementEntry;
  /** Those that its speaker, its addressees, its occasion, its topics and its stances add to the archive. */
  newNouns: NounDocument[];
  /** What the corpus knows its speaker by, and calls it. */
  corpusId: { id: CorpusId; name: string } | undefined;
  /** How its speaker was found, if that took a decision. */
  attribution: Resolution | "AMBIGUOUS" | undefined;
}

/** A person or an organisation, and which of the archive's speakers it is. */
export interface ComposedPerson extends SpeakerRecord {
  match: ReturnType<NamedNouns["person"]>;
}

/** Records that are nouns themselves. */
export interface ComposedNouns {
  place: Place;
  document: NounDocument;
  isTaken: NamedNouns["isTaken"];
}

/** Turns drafts into entries of a document: replaces every name by a slug, and adds the descriptions of new nouns. */
export function composeDrafts(drafts: readonly AttributedDraft[], nouns: NamedNouns): ComposedDraft[] {
  return drafts.map((draft): ComposedDraft => {
    if ("article" in draft) return { article: composeArticle(draft.article, nouns) };
    if ("speaker" in draft) return { person: { ...draft.speaker, match: nouns.person(draft.speaker) } };
    if ("link" in draft) return draft;
    return { nouns: { ...draft.nouns, isTaken: nouns.isTaken } };
  });
}

function composeArticle(
  { place, source, wire, statements, identity, ...article }: AttributedArticle,
  nouns: NamedNouns,
): ComposedArticle {
  const publisher = nouns.source(source);
  const agency = wire && nouns.source(wire);
  return {
    place,
    identity,
    entry: {
      ...article,
      source: publisher.slug,
      // An agency that publishes its own story supplies it to nobody.
      ...(agency && agency.slug !== publisher.slug ? { wire: agency.slug } : {}),
    },
    newNouns: [publisher, agency].flatMap((noun) => noun?.added ?? []),
    statements: statements.map((statement) => composeStatement(statement, nouns)),
  };
}

function composeStatement(
  { place, speaker, resolution, addressees, via, occasion, topics = [], stances, ...statement }: AttributedStatement,
  nouns: NamedNouns,
): ComposedStatement {
  const named = "name" in speaker ? nouns.speaker(speaker) : null;
  const isAmbiguous = "name" in speaker && named === null;
  const by = "slug" in speaker ? speaker.slug : named?.slug;
  const heardBy = nameParties(addressees, by, nouns);
  const relayedBy = nameParties(via, by, nouns);
  const event = occasion === undefined ? null : nouns.topic(byName(occasion));
  const about = topics.flatMap((topic) => nouns.topic(topic) ?? []);
  const judged = stances?.flatMap(({ proposition, ...stance }) => {
    const found = nouns.proposition(proposition);
    return found ? [{ ...stance, found }] : [];
  });
  return {
    place,
    entry: {
      ...statement,
      ...("status" in speaker && { speakerStatus: speaker.status }),
      ...("slug" in speaker && { speaker: speaker.slug }),
      ...(named && { speaker: named.slug }),
      ...(isAmbiguous && { speakerStatus: "UNKNOWN" }),
      ...(addressees && { addressees: heardBy.map(({ slug }) => slug) }),
      ...(via && { via: relayedBy.map(({ slug }) => slug) }),
      ...(event && { occasion: event.slug }),
      topics: [...new Set(about.map(({ slug }) => slug))],
      ...(judged && { stances: judged.map(({ found, ...stance }) => ({ ...stance, proposition: found.slug })) }),
    },
    corpusId: "name" in speaker && speaker.corpusId ? { id: speaker.corpusId, name: speaker.name } : undefined,
    newNouns: [named, ...heardBy, ...relayedBy, event, ...about, ...(judged ?? []).map(({ found }) => found)].flatMap(
      (noun) => noun?.added ?? [],
    ),
    attribution: resolution ?? (isAmbiguous ? "AMBIGUOUS" : undefined),
  };
}

/** Returns the speakers of a list, each once, without those who are not known and without the statement's own speaker. */
function nameParties(
  parties: readonly AttributedSpeaker[] | undefined,
  by: string | undefined,
  nouns: NamedNouns,
): readonly NamedNoun[] {
  const named = (parties ?? []).flatMap((party): NamedNoun | [] => {
    if ("slug" in party) return party;
    return "name" in party ? (nouns.speaker(party) ?? []) : [];
  });
  const distinct = new Map(named.map((noun) => [noun.slug, noun]));
  return [...distinct.values()].filter(({ slug }) => slug !== by);
}
