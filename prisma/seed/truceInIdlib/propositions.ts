import type { ArchiveDocument } from "../../../src/document/document.ts";
import type { StatementOfDemo } from "../printing.ts";

/** The proposition of the article's headline: its speakers are for it or against it. */
export const propositions: ArchiveDocument["propositions"] = [
  {
    slug: "ceasefire-in-idlib",
    name: "A ceasefire in Idlib",
    topics: ["idlib", "ceasefire"],
    names: [
      "There should be a ceasefire in Idlib",
      "A truce in Idlib",
      { name: "Перемирие в Идлибе", language: "ru" },
      { name: "İdlib'de ateşkes", language: "tr" },
      { name: "وقف إطلاق النار في إدلب", language: "ar" },
      { name: "آتش‌بس در ادلب", language: "fa" },
    ],
  },
];

type Stances = NonNullable<StatementOfDemo["stances"]>;

const truce = { proposition: "ceasefire-in-idlib", judgedAt: "2026-11-29" };

/** The stance of a statement for the ceasefire. */
export const forTruce: Stances = [{ ...truce, position: "SUPPORTS" }];

/** Returns the stance of a statement against the ceasefire, with the reason for judging it so if its words do not say it. */
export function againstTruce(note?: string): Stances {
  return [{ ...truce, position: "OPPOSES", note }];
}
