import type { ArchiveDocument } from "../../src/document/document.ts";
import { courier } from "./ostrinDam/courier.ts";
import { daily } from "./ostrinDam/daily.ts";
import { fanal } from "./ostrinDam/fanal.ts";
import { meetingArticle, openingArticle } from "./ostrinDam/lantern.ts";
import { sources, speakers, topics } from "./ostrinDam/nouns.ts";

/** A made-up affair in a made-up country: nobody in it exists, and every article is our own. */
export const ostrinDam: ArchiveDocument = {
  sources,
  speakers,
  topics,
  articles: [courier, daily, meetingArticle, fanal, openingArticle],
};
