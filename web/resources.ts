import { completions } from "./resources/completions.ts";
import { favicon } from "./resources/favicon.ts";
import { oembed } from "./resources/oembed.ts";
import { openSearchDescription } from "./resources/openSearch.ts";
import type { Resource } from "./resources/resource.ts";
import { robotsText } from "./resources/robots.ts";
import { sitemapIndex, sitemapPart } from "./resources/sitemap.ts";
import { speculationRules } from "./resources/speculationRules.ts";
import { statementCard } from "./resources/statementCard.ts";

export type { Resource, Written } from "./resources/resource.ts";

/** Everything that programs read of the site, besides its pages. */
export const resources: readonly Resource[] = [
  robotsText,
  sitemapIndex,
  sitemapPart,
  openSearchDescription,
  completions,
  favicon,
  oembed,
  speculationRules,
  statementCard,
];
