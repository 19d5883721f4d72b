import slugify from "@sindresorhus/slugify";
import { z } from "zod";
import { OBEYED, UNCLEAN } from "../text/clean.ts";
import { normalizeName } from "../text/names.ts";
import { articleAddressOf, isWebAddress, URN } from "./address.ts";
import { canFollow, isPartialDate, readWhen, type When } from "./dates.ts";
import type { DocumentFault } from "./errors.ts";
import { isLonger, LONGEST_NAME, LONGEST_URL } from "./limits.ts";
import { STATEMENT_URN } from "./urn.ts";

// The tables enforce these rules too (migration "rules"); here all broken ones are reported at once, each with its
// path.

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;

/**
 * Accepts text without control characters and lone surrogates, of at most `longest` code points, and brings it to NFC.
 */
export function text(longest: number) {
  return z
    .string()
    .normalize("NFC")
    .refine((value) => !UNCLEAN.test(value), "has control characters or lone surrogates")
    .refine((value) => !isLonger(value, longest), {
      error: `is longer than ${longest} characters`,
      params: { fault: "TOO_LONG" satisfies DocumentFault },
    });
}

/** Accepts text that is not blank. */
export function words(longest: number) {
  return text(longest).refine((value) => /\S/.test(value), { error: "is blank", abort: true });
}

/** Accepts text of one line, which moves nothing around it where it is shown. */
export function plainLine(longest: number) {
  return words(longest).refine((value) => UNCLEAN.test(value) || !OBEYED.test(value), {
    error: "has line breaks, control characters or marks of direction",
    abort: true,
  });
}

export const slug = z
  .string()
  .regex(SLUG, "is not a slug: use lower-case letters and digits, separated by single hyphens");

export const language = z.string().max(35).regex(LANGUAGE, "is not a BCP 47 language tag");

export const url = z.string().max(LONGEST_URL).refine(isWebAddress, "is not an http(s) address");

/** The key of an article: its address, or a URN if it is not on the web. */
export const articleUrl = z
  .union([url, z.string().max(LONGEST_URL).regex(URN)], { error: "is neither an http(s) address nor a URN" })
  .transform(articleAddressOf);

/** The name of a statement. */
export const urn = z.string().toLowerCase().regex(STATEMENT_URN, "is not of the form urn:uuid:…");

export const wikidataId = z.string().regex(/^Q[1-9]\d*$/, "is not a Wikidata id");

const nameText = plainLine(LONGEST_NAME).refine((value) => {
  const normalized = normalizeName(value);
  return normalized !== "" && [...normalized].length <= 2 * LONGEST_NAME;
}, "has no letters or digits to be found by");

const name = z.union(
  [nameText.transform((value) => ({ name: value })), z.strictObject({ name: nameText, language: language.optional() })],
  {
    error: "is not a name: write a text, or { name, language }",
  },
);

/** The longest scheme or value of a corpus id, in bytes: an index has both in one key. */
const LONGEST_CORPUS_ID = 1_000;

const idText = words(LONGEST_CORPUS_ID).refine(
  (value) => Buffer.byteLength(value) <= LONGEST_CORPUS_ID,
  `is longer than ${LONGEST_CORPUS_ID} bytes`,
);

/** How a corpus identifies a speaker: an id, the scheme within which it means one speaker, and the name that the corpus gives. */
export const corpusId = z.strictObject({ scheme: idText, value: idText, name: words(2 * LONGEST_NAME).optional() });

/** The fields that sources, speakers and topics have in common. */
export const namedFields = {
  /** Made from the name if it is left out. */
  slug: slug.optional(),
  name: nameText,
  /** Other names, in any language and script; the main name is repeated only to give its language. */
  names: z.array(name).default([]),
  wikidataId: wikidataId.optional(),
  fictional: z.boolean().default(false),
};

/** Gives a noun its slug and adds its main name to its names, each name once. */
export function completeNoun<
  Noun extends { slug?: string | undefined; name: string; names: { name: string; language?: string | undefined }[] },
>(noun: Noun, context: z.RefinementCtx) {
  const chosen = noun.slug ?? slugify(noun.name);
  if (!SLUG.test(chosen))
    context.addIssue({ code: "custom", path: ["slug"], message: "is needed: it cannot be made from the name" });
  const names = new Map([{ name: noun.name, language: undefined }, ...noun.names].map((entry) => [entry.name, entry]));
  return { ...noun, slug: chosen, names: [...names.values()] };
}

const noDate = { fault: "NOT_A_DATE" satisfies DocumentFault };

export const when = z.string().transform((value, context): When => {
  const known = readWhen(value);
  if (known) return known;
  const message = 'is not a date: write "2018", "2018-09", "2018-09-07" or an instant';
  context.addIssue({ code: "custom", message, params: noDate });
  return z.NEVER;
});

export const partialDate = z
  .string()
  .refine(isPartialDate, { error: 'is not a date: write "2018", "2018-09" or "2018-09-07"', params: noDate });

export const role = z
  .strictObject({
    label: words(LONGEST_NAME),
    organization: words(LONGEST_NAME).optional(),
    startsOn: partialDate.optional(),
    endsOn: partialDate.optional(),
  })
  .refine(({ startsOn, endsOn }) => !startsOn || !endsOn || canFollow(startsOn, endsOn), {
    path: ["endsOn"],
    message: "is before the role starts",
  });
