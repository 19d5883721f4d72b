import { akomaNtoso } from "./formats/akomaNtoso.ts";
import { brat } from "./formats/brat.ts";
import { csv } from "./formats/csv.ts";
import type { Format } from "./formats/drafts.ts";
import { gdeltGqg } from "./formats/gdeltGqg.ts";
import { htmlPage } from "./formats/htmlPage.ts";
import { jsonl } from "./formats/jsonl.ts";
import { newsQuotations } from "./formats/newsQuotations.ts";
import { plainTextFormat } from "./formats/plainText.ts";
import { popolo } from "./formats/popolo.ts";
import { quotebank } from "./formats/quotebank.ts";
import { xlsx } from "./formats/xlsx.ts";

/** The formats that can be imported. */
export const formats: readonly Format[] = [
  jsonl,
  csv,
  xlsx,
  brat,
  newsQuotations,
  akomaNtoso,
  popolo,
  quotebank,
  gdeltGqg,
  plainTextFormat,
  htmlPage,
];
