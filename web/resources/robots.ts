import type { Resource } from "./resource.ts";

/**
 * Paths that lead robots round in circles: a list can be narrowed in more ways than it has statements. Speakers, topics and statements
 * have pages of their own, which the sitemap names.
 */
const CLOSED = ["/graphql", "/search", "/statements?", "/statements.", "/oembed", "/sign-in"];

/** Tells search engines what to leave out, and where the sitemap is. */
export const robotsText: Resource = {
  path: "/robots.txt",
  write: (_address, { origin }) => ({
    type: "text/plain; charset=utf-8",
    text: [
      "User-agent: *",
      ...CLOSED.map((path) => `Disallow: ${path}`),
      "",
      `Sitemap: ${origin}/sitemap.xml`,
      "",
    ].join("\n"),
  }),
};
