import { type ArticleOfDemo, direct, indirect, mixed } from "../printing.ts";

const meeting = `Three hundred people came to the grain hall of Ostrin on Saturday to hear about the dam, and most of them stood.

“We cannot promise every valley a dry spring. What we can promise is that nobody will be left without drinking water,” said the minister, Ilse Varga-Moor, to whistles from the back rows. She added that no house would be pulled down before another was built.

Mayor Tobin Achterberg held up an empty sheet of paper. “This is the map I was sent,” he said. He asked the minister to come back with engineers. The meeting was, in his words, “a beginning, and a late one”.

For the fishers' union, a ladder for the salmon was the least that the state owed the river. The union wants 2 million crowns for it.

Maren Okafor-Lind reckoned that dredging would take three winters. “Silt is patient, ministries are not,” she said.

A rumour that Achterberg would resign if the wall rose went through the hall.`;

/** An outlet's own reporting that also prints the minister's words: a second, independent source for them. */
export const meetingArticle: ArticleOfDemo = {
  url: "https://lantern.example.org/2024/grain-hall",
  headline: "A full hall and an empty map",
  publishedAt: "2024-03-17",
  language: "en",
  byline: "Perpetua Sandgate",
  source: "the-ostrin-lantern",
  fictional: true,
  body: meeting,
  statements: [
    direct(
      "We cannot promise every valley a dry spring. What we can promise is that nobody will be left without drinking water",
      minister("the minister, Ilse Varga-Moor", "said", ["velmora", "drinking-water", "flooding"]),
    ),
    indirect(
      "A house is pulled down only when another has been built.",
      "no house would be pulled down",
      minister("She", "added", ["ostrin-dam"]),
    ),
    direct("This is the map I was sent", mayor("he", "said", ["ostrin-dam"])),
    indirect("The minister should return with engineers.", "come back with engineers", {
      ...mayor("He", "asked", ["ostrin-dam"]),
      to: "the minister",
      addressees: ["ilse-varga-moor"],
    }),
    mixed(
      "The meeting was “a beginning, and a late one”.",
      "a beginning, and a late one",
      mayor(undefined, "in his words", ["ostrin"]),
    ),
    indirect("The state owes the river a ladder for the salmon.", "the least that the state owed", {
      speaker: "ostrin-fishers-union",
      by: "the fishers' union",
      cue: "For",
      topics: ["ostrin-dam", "fishing"],
    }),
    // An editor must review this one: the sentence does not show whether the union named the sum at the meeting.
    indirect("The ladder needs 2 million crowns.", "wants 2 million crowns for it", {
      speaker: "ostrin-fishers-union",
      by: "The union",
      cue: "wants",
      topics: ["ostrin-dam", "fishing", "public-spending"],
      status: "PROPOSED",
    }),
    indirect("Dredging takes three winters.", "dredging would take three winters", {
      speaker: "maren-okafor-lind",
      by: "Maren Okafor-Lind",
      cue: "reckoned",
      topics: ["ostrin-dam"],
    }),
    direct("Silt is patient, ministries are not", {
      speaker: "maren-okafor-lind",
      by: "she",
      cue: "said",
      topics: ["ostrin-dam"],
    }),
    indirect("He would resign if the wall were raised.", "would resign if the wall rose", {
      speaker: "tobin-achterberg",
      by: "Achterberg",
      topics: ["ostrin-dam"],
      status: "RETRACTED",
      statusReason: "The Lantern withdrew the sentence on 18 March 2024: nobody had heard him say so.",
    }),
  ],
};

const opening = `The raised Ostrin Dam was opened on 9 May, a year after the first stone.

“The wall is four metres higher and the orchards are dry,” Prime Minister Ilse Varga-Moor said. She had put the final cost at 97 million crowns in January.

Achterberg conceded that he had been wrong about the orchards, but not about the maps. “Ask first next time,” he said.

The fishers' union counted eleven salmon on the new ladder.`;

/** A year later: the same people in other roles, and a date with a known month but no day. */
export const openingArticle: ArticleOfDemo = {
  url: "https://lantern.example.org/2025/opening",
  headline: "Four metres higher",
  publishedAt: "2025-05-10",
  language: "en",
  byline: "Perpetua Sandgate",
  source: "the-ostrin-lantern",
  fictional: true,
  body: opening,
  related: [{ headline: "A full hall and an empty map", url: "https://lantern.example.org/2024/grain-hall" }],
  statements: [
    direct("The wall is four metres higher and the orchards are dry", {
      ...minister("Prime Minister Ilse Varga-Moor", "said", ["ostrin-dam", "flooding"]),
      saidAt: "2025-05-09",
    }),
    indirect("The dam has cost 97 million crowns.", "put the final cost at 97 million crowns", {
      ...minister("She", "had put", ["ostrin-dam", "public-spending"]),
      saidAt: "2025-01",
    }),
    indirect("He was mistaken about the orchards, though not about the maps.", "he had been wrong about the orchards", {
      ...mayor("Achterberg", "conceded", ["ostrin-dam", "flooding"]),
      saidAt: "2025-05-09",
    }),
    direct("Ask first next time", { ...mayor("he", "said", ["ostrin-dam"]), saidAt: "2025-05-09" }),
    indirect("Eleven salmon have used the new ladder.", "counted eleven salmon on the new ladder", {
      speaker: "ostrin-fishers-union",
      by: "The fishers' union",
      cue: "counted",
      topics: ["ostrin-dam", "fishing"],
    }),
  ],
};

function minister(by: string, cue: string, topics: string[]) {
  return { speaker: "ilse-varga-moor", saidAt: "2024-03-16", by, cue, topics };
}

function mayor(by: string | undefined, cue: string, topics: string[]) {
  return { speaker: "tobin-achterberg", saidAt: "2024-03-16", by, cue, topics };
}
