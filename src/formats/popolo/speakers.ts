import { isLonger, LONGEST_NAME } from "../../document/limits.ts";
import { languageTag } from "../../text/languages.ts";
import type { SpeakerRecord } from "../drafts.ts";
import type { Problem } from "../rejections.ts";
import type { RoleEntry } from "./roles.ts";
import type { Entity } from "./shapes.ts";

type SpeakerFields = SpeakerRecord["speaker"];

const WIKIDATA_ID = /^(?:https?:\/\/(?:www\.)?wikidata\.org\/(?:wiki|entity)\/)?(Q[1-9]\d*)$/;

/** Makes a speaker of a person or an organisation, or says why it cannot be one. */
export function readSpeakerEntry(
  given: Entity,
  kind: SpeakerFields["kind"],
  roles: RoleEntry[],
): SpeakerFields | Problem {
  const { name, other_names: others, identifiers } = given;
  if (!name) return { code: "INCOMPLETE", message: "The record has no name: add one." };
  if ([name, ...others.map((other) => other.name ?? "")].some((each) => isLonger(each, LONGEST_NAME))) {
    return { code: "TOO_LARGE", message: `The record has a name of more than ${LONGEST_NAME} characters: shorten it.` };
  }
  const stated = identifiers.filter(({ scheme }) => scheme?.toLowerCase() === "wikidata");
  const wikidataIds = new Set(stated.map(({ identifier = "" }) => WIKIDATA_ID.exec(identifier)?.[1]));
  const [wikidataId] = wikidataIds;
  if (wikidataIds.has(undefined) || wikidataIds.size > 1) {
    const shown = stated.map(({ identifier = "" }) => identifier).join(", ");
    return {
      code: "MALFORMED",
      message: `The Wikidata id is not a single id such as Q42 (${shown.slice(0, 100)}): correct it.`,
    };
  }
  return { name, kind, names: readNames(name, others), wikidataId, roles };
}

/**
 * Returns each name once, with its language. Lists often repeat a name for a dozen languages: then it has no language, unless
 * all are variants of one ("en", "en-GB").
 */
function readNames(main: string, others: Entity["other_names"]): SpeakerFields["names"] {
  const tags = new Map<string, (string | undefined)[]>();
  for (const { name, lang } of others) {
    if (name) tags.set(name, [...(tags.get(name) ?? []), languageTag(lang)]);
  }
  return [...tags].flatMap(([name, of]): NonNullable<SpeakerFields["names"]> => {
    const language = common(of) ?? common(of.map((tag) => tag?.split("-")[0]));
    if (language) return [{ name, language }];
    return name === main ? [] : [name];
  });
}

function common(tags: readonly (string | undefined)[]): string | undefined {
  return new Set(tags).size === 1 ? tags[0] : undefined;
}
