import type { Resource } from "./resource.ts";

export const SPECULATION_RULES = "/speculation-rules.json";

/** The addresses of readers' pages. None matches a file, such as `/statements.csv`. */
const PREFETCHED = [
  "/",
  "/about",
  "/statements",
  "/statements/:urn",
  "/speakers",
  "/speakers/:slug",
  "/topics",
  "/topics/:slug",
  "/articles/:id",
  "/sources",
  "/sources/:slug",
  "/propositions",
  "/propositions/:slug",
];

/**
 * Tells browsers which pages they may fetch before a click, when a reader points at a link for a moment: pages only, because files cost
 * more, searches lead elsewhere, and what editors do is not to be done before they press.
 */
export const speculationRules: Resource = {
  path: SPECULATION_RULES,
  write: () => ({
    type: "application/speculationrules+json",
    text: JSON.stringify({
      prefetch: [
        {
          where: {
            and: [
              { href_matches: PREFETCHED },
              { not: { selector_matches: "[download], [target=_blank], [rel~=nofollow]" } },
            ],
          },
          eagerness: "moderate",
        },
      ],
    }),
  }),
};
