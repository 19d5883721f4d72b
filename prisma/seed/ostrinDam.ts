import type { ArchiveDocument } from "../../src/document/document.ts";
import { courier } from "./ostrinDam/courier.ts";
import { daily } from "./ostrinDam/daily.ts";
import { fanal } from "./ostrinDam/fanal.ts";
import { meetingArticle, openingArticle } from "./ostrinDam/lantern.ts";
import { sources, speakers, topics } from "./ostrinDam/nouns.ts";

/** A fictional affair in a fictional country. Nobody in it exists, and we wrote every article. */
export const ostrinDam: ArchiveDocument = {
  sources,
  speakers,
  topics,
  articles: [courier, daily, meetingArticle, fanal, openingArticle],
};
