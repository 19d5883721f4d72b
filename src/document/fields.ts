import slugify from "@sindresorhus/slugify";
import { z } from "zod";
import { UNCLEAN } from "../text/clean.ts";
import { normalizeName } from "../text/names.ts";
import { canFollow, isPartialDate, readWhen, type When } from "./dates.ts";
import { isLonger, LONGEST_NAME, LONGEST_URL } from "./limits.ts";

// The rules that the table definitions hold too (migration "rules"): here they are told with a path, all at once.

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;
/** Text in NFC, without control characters and lone surrogates, at most so many code points long. */
export function text(longest: number) {
  return z
    .string()
    .normalize("NFC")
    .refine((value) => !UNCLEAN.test(value), "has control characters or lone surrogates")
    .refine((value) => !isLonger(value, longest), `is longer than ${longest} characters`);
}

/** Text that says something. */
export function words(longest: number) {
  return text(longest).refine((value) => /\S/.test(value), { error: "is blank", abort: true });
}

export const slug = z.string().regex(SLUG, "is no slug: lower case letters and digits, parted by single hyphens");

export const language = z.string().max(35).regex(LANGUAGE, "is no BCP 47 language tag");

/** Whether a text is an address of the web. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/.test(text) && URL.canParse(text);
}

export const url = z.string().max(LONGEST_URL).refine(isWebAddress, "is no http(s) address");

/** What tells an article from all others: its address, or a URN where it has none on the web. */
export const articleUrl = z.union(
  [
    url,
    z
      .string()
      .max(LONGEST_URL)
      .regex(/^urn:[A-Za-z0-9][A-Za-z0-9-]{1,31}:\S+$/),
  ],
  {
    error: "is neither an http(s) address nor a URN",
  },
);

export const wikidataId = z.string().regex(/^Q[1-9]\d*$/, "is no Wikidata id");

const nameText = words(LONGEST_NAME).refine((value) => {
  const normalized = normalizeName(value);
  return normalized !== "" && [...normalized].length <= 2 * LONGEST_NAME;
}, "has nothing to be found by");

const name = z.union(
  [nameText.transform((value) => ({ name: value })), z.strictObject({ name: nameText, language: language.optional() })],
  {
    error: "is no name: a text, or { name, language }",
  },
);

/** What sources, speakers and topics have in common. */
export const namedFields = {
  /** Made from the name where it is left out. */
  slug: slug.optional(),
  name: nameText,
  /** Other names, in any language and script; the main name need not be repeated, unless to tell its language. */
  names: z.array(name).default([]),
  wikidataId: wikidataId.optional(),
  fictional: z.boolean().default(false),
};

/** Gives a noun its slug, and its main name a place among the names, each name once. */
export function completeNoun<
  Noun extends { slug?: string | undefined; name: string; names: { name: string; language?: string | undefined }[] },
>(noun: Noun, context: z.RefinementCtx) {
  const chosen = noun.slug ?? slugify(noun.name);
  if (!SLUG.test(chosen))
    context.addIssue({ code: "custom", path: ["slug"], message: "is needed: the name makes none" });
  const names = new Map([{ name: noun.name, language: undefined }, ...noun.names].map((entry) => [entry.name, entry]));
  return { ...noun, slug: chosen, names: [...names.values()] };
}

export const when = z.string().transform((value, context): When => {
  const known = readWhen(value);
  if (known) return known;
  context.addIssue({ code: "custom", message: 'is no date: "2018", "2018-09", "2018-09-07" or an instant' });
  return z.NEVER;
});

const partialDate = z.string().refine(isPartialDate, 'is no date: "2018", "2018-09" or "2018-09-07"');

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
