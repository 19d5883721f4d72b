import type { ArchiveDocument } from "../../src/document/document.ts";
import { linksOf } from "./truceInIdlib/links.ts";
import { propositions } from "./truceInIdlib/propositions.ts";
import { speakers } from "./truceInIdlib/speakers.ts";
import { statements } from "./truceInIdlib/statements.ts";
import { topics } from "./truceInIdlib/topics.ts";

const URL_OF_PUBLISHER =
  "https://www.themoscowtimes.com/2018/09/07/Russia-opposes-turkeys-call-for-truce-in-syria-idlib-a62819";

/** A real article: who said what at the summit in Tehran on 7 September 2018, without the article's body. */
export const truceInIdlib: ArchiveDocument = {
  sources: [
    {
      name: "The Moscow Times",
      kind: "OUTLET",
      url: "https://www.themoscowtimes.com",
      names: ["Moscow Times"],
    },
    {
      name: "Reuters",
      kind: "AGENCY",
      url: "https://www.reuters.com",
      wikidataId: "Q130879",
      names: [{ name: "Рейтер", language: "ru" }],
    },
  ],
  speakers,
  topics,
  propositions,
  articles: [
    {
      url: URL_OF_PUBLISHER,
      originalUrl: URL_OF_PUBLISHER,
      headline: "Russia Opposes Turkey's Calls for Truce in Idlib",
      publishedAt: "2018-09-07",
      language: "en",
      byline: "Reuters",
      source: "the-moscow-times",
      wire: "reuters",
      imageCaption: "Tayyip Erdogan",
      imageCredit: "Kremlin.ru",
      related: [{ headline: "Kremlin Dismisses Trump's Warning Against Syrian Offensive in Idlib" }],
      statements,
    },
  ],
  links: linksOf(URL_OF_PUBLISHER),
};
